import { ConfigError, isJsonObject, type Json, type JsonObject } from '@parse/core';

/** Where a server is, and how to be let in. */
export interface ServerAccess {
  readonly url: string;
  readonly appId: string;
  readonly masterKey: string;
}

/** What a server answered. */
export interface ServerAnswer {
  readonly body: JsonObject;
  readonly headers: Headers;
}

/** The REST API of a running server, with the master key. Everything rejects with ConfigError. */
export interface ServerClient {
  /** Objects in `parameters` are sent as JSON. */
  get(path: string, parameters?: JsonObject): Promise<ServerAnswer>;
  post(path: string, body: JsonObject): Promise<ServerAnswer>;
}

/** A client for the server; no connection is made before the first call. */
export function serverClient({ url, appId, masterKey }: ServerAccess): ServerClient {
  const headers = {
    'X-Parse-Application-Id': appId,
    'X-Parse-Master-Key': masterKey,
    'Content-Type': 'application/json',
  };
  const base = url.replace(/\/+$/, '');
  const ask = async (path: string, init: RequestInit): Promise<ServerAnswer> => {
    const response = await fetch(`${base}${path}`, { ...init, headers }).catch((cause: unknown) => {
      throw new ConfigError([`No server answers under ${base} (${reasonOf(cause)}): say --serverURL.`]);
    });
    const body = parsed(await response.text());
    if (response.ok && body) return { body, headers: response.headers };
    throw new ConfigError([`The server under ${base} refuses: ${refusalOf(body, response.status)}`]);
  };
  return {
    get: (path, parameters = {}) => ask(`${path}${queryOf(parameters)}`, { method: 'GET' }),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}

function queryOf(parameters: JsonObject): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) query.set(name, textOf(value));
  return query.size === 0 ? '' : `?${query.toString()}`;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function refusalOf(body: JsonObject | undefined, status: number): string {
  const { error, code } = body ?? {};
  if (typeof error !== 'string') return `status ${status}`;
  return typeof code === 'number' ? `${error} (${code})` : error;
}

/** `fetch` says only that it failed, and the reason in its cause. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (!(inner instanceof Error)) return String(inner);
  return 'code' in inner ? String(inner.code) : inner.message;
}
