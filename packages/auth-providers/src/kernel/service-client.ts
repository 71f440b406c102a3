import { isJsonObject, readBytes, type JsonObject } from '@parse/core/adapter';
import { readOptions, type ServiceOptions } from './read-options.js';
import { trouble } from './refuse.js';

/** A question to a service. At most one of `form`, `json` is sent as body, by POST. */
export interface ServiceRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: JsonObject;
}

/** What a service said. `body` is empty when a refusal is no JSON object. */
export interface ServiceAnswer {
  /** The status is one of success. */
  readonly ok: boolean;
  readonly body: JsonObject;
}

/** Asks one service, within bounds. */
export interface ServiceClient {
  readonly name: string;
  /**
   * Follows no redirect, waits no longer than the timeout, and reads no more than a megabyte. Rejects with
   * `AdapterError` when the service cannot tell: it is away, is slow, has a fault of its own, or answers nonsense.
   */
  ask(request: ServiceRequest): Promise<ServiceAnswer>;
  /** The answer as it is, for what is no JSON. */
  askBytes(request: ServiceRequest): Promise<{ readonly ok: boolean; readonly bytes: Buffer }>;
  /** What the two do, in the shape that libraries take. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly timeout: number;
}

const MOST_BYTES = 1024 * 1024;
const DEFAULT_TIMEOUT = 10_000;
const LONGEST_TIMEOUT = 120_000;

/** The client of the provider `name`. */
export function serviceClient(name: string, options: ServiceOptions): ServiceClient {
  const timeout = readOptions(name, options).whole('timeout', [1, LONGEST_TIMEOUT, DEFAULT_TIMEOUT]);

  const boundedFetch = async (url: string, init: RequestInit): Promise<Response> => {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(url, { ...init, redirect: 'error', signal });
    const body = await readBody(response);
    return new Response(body, { status: response.status });
  };
  const send = async (request: ServiceRequest): Promise<Response> => {
    try {
      return await boundedFetch(addressOf(request), initOf(request));
    } catch (cause) {
      throw trouble(name, 'the service cannot be reached, or its answer is not accepted', cause);
    }
  };
  const judged = async (request: ServiceRequest): Promise<Response> => {
    const response = await send(request);
    const { status } = response;
    if (status >= 500 || status === 429 || status === 408) {
      throw trouble(name, `the service answered ${status}`);
    }
    return response;
  };
  return {
    name,
    timeout,
    fetch: boundedFetch,
    ask: async (request) => {
      const response = await judged(request);
      const body = jsonObjectOf(await response.text());
      if (response.ok && !body) throw trouble(name, 'the service answered with what is no JSON object');
      return { ok: response.ok, body: body ?? {} };
    },
    askBytes: async (request) => {
      const response = await judged(request);
      return { ok: response.ok, bytes: Buffer.from(await response.arrayBuffer()) };
    },
  };
}

function addressOf({ url, query }: ServiceRequest): string {
  const address = new URL(url);
  for (const [key, value] of Object.entries(query ?? {})) address.searchParams.set(key, value);
  return address.href;
}

function initOf({ headers, form, json }: ServiceRequest): RequestInit {
  const common = { Accept: 'application/json', 'User-Agent': 'parse-server', ...headers };
  if (form) return { method: 'POST', headers: common, body: new URLSearchParams(form) };
  if (!json) return { headers: common };
  return {
    method: 'POST',
    headers: { ...common, 'Content-Type': 'application/json' },
    body: JSON.stringify(json),
  };
}

async function readBody({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  return body && readBytes(body, MOST_BYTES, () => new TypeError('the answer is too long'));
}

function jsonObjectOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
