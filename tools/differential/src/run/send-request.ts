import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Json } from '../dsl/scenario.js';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What came back. A body that is no JSON is its text, an empty one `undefined`. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Json | undefined;
}

export type Send = (request: WireRequest) => Promise<Answer>;

const timeoutMs = 30_000;

/**
 * Sends each request once: what reads goes over connections that stay open, and again when the server had closed one;
 * what writes has a connection of its own. Without an answer, it is one of status 0 that tells why, so that a server
 * that breaks is a difference like any other.
 */
export function createSend(): { readonly send: Send; readonly close: () => void } {
  const agent = new Agent({ keepAlive: true });
  return {
    send: (request) =>
      exchange(request, request.method === 'GET' ? agent : false).catch((error: unknown) => ({
        status: 0,
        headers: {},
        body: String(error),
      })),
    close: () => agent.destroy(),
  };
}

/** There is no answer, as the process of the server has ended. */
export function hasEnded({ status, body }: Pick<Answer, 'status' | 'body'>): boolean {
  return status === 0 && typeof body === 'string' && /ECONNREFUSED|ECONNRESET|socket hang up/.test(body);
}

function exchange(request: WireRequest, agent: Agent | false): Promise<Answer> {
  const { method, url, headers, body } = request;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const outgoing = httpRequest(url, { method, headers: { ...headers, ...length }, agent });
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`no answer to ${method} ${url}`)));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server had closed the idle connection.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(exchange(request, agent));
      else reject(error);
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const { statusCode = 0, headers: received } = incoming;
        resolve({ status: statusCode, headers: received, body: readBody(Buffer.concat(chunks)) });
      });
    });
    outgoing.end(body);
  });
}

function readBody(bytes: Buffer): Json | undefined {
  const text = bytes.toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
