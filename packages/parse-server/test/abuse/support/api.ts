import type Parse from 'parse/node';
import { httpBody, type HttpBody } from './http-body.js';
import type { TestServer } from '../../e2e/support/start-server.js';

/** An answer, whatever the server made of the request. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Read as if it had the expected shape: a wrong one fails its assertion. */
  readonly body: Parse.Attributes;
}

/** Headers that say who asks. */
export type Caller = Readonly<Record<string, string>>;

/** Somebody who signed up through the API. */
export interface ApiUser {
  readonly id: string;
  readonly token: string;
  readonly caller: Caller;
}

/** The HTTP API of a server under test, as any client may use it: nothing is checked before it is sent. */
export interface Api {
  readonly server: TestServer;
  readonly master: Caller;
  readonly readOnly: Caller;
  readonly maintenance: Caller;
  send(method: string, path: string, body?: unknown, headers?: Caller): Promise<Answer>;
  get(path: string, parameters?: Readonly<Record<string, unknown>>, caller?: Caller): Promise<Answer>;
  post(path: string, body?: unknown, caller?: Caller): Promise<Answer>;
  put(path: string, body?: unknown, caller?: Caller): Promise<Answer>;
  remove(path: string, caller?: Caller): Promise<Answer>;
  /** Creates an object and returns its id. */
  create(className: string, body: unknown, caller?: Caller): Promise<string>;
  signUp(username: string, more?: object): Promise<ApiUser>;
  /** Declares a class with the master key. */
  declare(className: string, schema: object): Promise<void>;
}

/** Keys that every server of the suite has beside the master key. */
export const KEYS = { readOnlyMasterKey: 'read only', maintenanceKey: 'maintenance' } as const;

export function createApi(server: TestServer): Api {
  const send: Api['send'] = async (method, path, body, headers = {}) => {
    const given: HttpBody = httpBody(body);
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { 'X-Parse-Application-Id': server.appId, ...given.headers, ...headers },
      ...(given.data !== undefined && { body: given.data }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: parsed(text) as Parse.Attributes,
    };
  };
  const api: Api = {
    server,
    master: { 'X-Parse-Master-Key': server.masterKey },
    readOnly: { 'X-Parse-Master-Key': KEYS.readOnlyMasterKey },
    maintenance: { 'X-Parse-Maintenance-Key': KEYS.maintenanceKey },
    send,
    get: (path, parameters = {}, caller) =>
      send('GET', `${path}${queryString(parameters)}`, undefined, caller),
    post: (path, body = {}, caller) => send('POST', path, body, caller),
    put: (path, body = {}, caller) => send('PUT', path, body, caller),
    remove: (path, caller) => send('DELETE', path, undefined, caller),
    create: async (className, body, caller) =>
      succeeded(await api.post(`/classes/${className}`, body, caller)).body.objectId,
    signUp: async (username, more = {}) => {
      const { body } = succeeded(await api.post('/users', { username, password: 'secret', ...more }));
      return { id: body.objectId, token: body.sessionToken, caller: session(body.sessionToken) };
    },
    declare: async (className, schema) => {
      succeeded(await api.post(`/schemas/${className}`, schema, api.master));
    },
  };
  return api;
}

/** The caller that a session token makes. */
export function session(token: string): Caller {
  return { 'X-Parse-Session-Token': token };
}

/** What an answer comes to: `201`, `404 101`, or `403` when there is no code. */
export function outcome({ status, body }: Answer): string {
  const code: unknown = Object(body).code;
  return typeof code === 'number' ? `${status} ${code}` : String(status);
}

/** How often each outcome came. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[outcome(answer)] = (counts[outcome(answer)] ?? 0) + 1;
  return counts;
}

/** The pointer to an object. */
export function pointer(className: string, objectId: string): object {
  return { __type: 'Pointer', className, objectId };
}

function succeeded(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`the set-up was refused: ${answer.status} ${answer.text}`);
  return answer;
}

function queryString(parameters: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(parameters).map(
    ([name, value]) =>
      `${encodeURIComponent(name)}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
