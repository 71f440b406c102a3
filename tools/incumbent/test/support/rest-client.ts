/** A server under test. */
export interface RestServer {
  readonly serverURL: string;
  readonly appId: string;
  readonly masterKey: string;
}

/** A request; with the master key unless it names a session. */
export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** A session's token, or `nobody`. */
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, its body read as JSON. */
export type RestAnswer = Readonly<Record<string, unknown>>;

/** Sends requests to one server, and keeps what its answers made up: ids and tokens. */
export interface RestClient {
  send(request: RestRequest): Promise<RestAnswer>;
  /** The id of what was created. Throws when nothing was. */
  create(path: string, body: object, as?: string): Promise<string>;
  update(path: string, body: object, as?: string): Promise<void>;
  /** The ids and tokens that its answers gave so far, each once, in the order of the answers. */
  readonly given: readonly string[];
}

/** A client of that server. A refusal throws, with what was asked and answered. */
export function restClient(server: RestServer): RestClient {
  const given: string[] = [];

  async function send(request: RestRequest): Promise<RestAnswer> {
    const response = await fetch(server.serverURL + request.path, {
      method: request.method,
      headers: { ...credentials(server, request.as), ...request.headers, 'Content-Type': 'application/json' },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const body = (await response.json()) as RestAnswer;
    if (response.status >= 300)
      throw new Error(`${JSON.stringify(request)} was answered ${response.status} ${JSON.stringify(body)}`);
    for (const value of [body['objectId'], body['sessionToken']]) {
      if (typeof value === 'string' && !given.includes(value)) given.push(value);
    }
    return body;
  }

  return {
    send,
    given,
    create: async (path, body, as) => {
      const answer = await send({ method: 'POST', path, body, ...(as === undefined ? {} : { as }) });
      return String(answer['objectId']);
    },
    update: async (path, body, as) => {
      await send({ method: 'PUT', path, body, ...(as === undefined ? {} : { as }) });
    },
  };
}

function credentials({ appId, masterKey }: RestServer, as: string | undefined): Record<string, string> {
  const app = { 'X-Parse-Application-Id': appId };
  if (as === undefined) return { ...app, 'X-Parse-Master-Key': masterKey };
  return as === 'nobody' ? app : { ...app, 'X-Parse-Session-Token': as };
}
