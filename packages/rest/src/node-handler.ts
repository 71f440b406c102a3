import type { IncomingMessage, ServerResponse } from 'node:http';
import { nullMap } from '@parse/core';
import { createClientAddress, isThisMachine, type TrustProxy } from './client-address.js';
import { nodeBody } from './node-body.js';
import type { RestHandler, RestRequest } from './rest-request.js';
import { notFound } from './not-found.js';
import { payload, type RestResponse } from './rest-response.js';

/** How the handler sits in a Node server. */
export interface NodeHandlerOptions {
  /** Where the server is mounted when nothing in front of the handler takes the prefix off the URL. */
  readonly mountPath?: string;
  /** Absent: the address that a host app found, else that of the socket. */
  readonly trustProxy?: TrustProxy;
  /**
   * Called once, when a proxy on this machine forwards a request and nothing says whether to believe it: all of its
   * callers count as this machine, which rate limits pass over and which may use the master key.
   */
  readonly onUnknownProxy?: () => void;
  /** Hands errors to the host app's error handler instead of answering them. */
  readonly enableExpressErrorHandler?: boolean;
}

/** A request of `node:http`, with what Express and Connect add to it. */
export interface NodeRequest extends IncomingMessage {
  readonly baseUrl?: string;
  readonly originalUrl?: string;
  readonly ip?: string | undefined;
  readonly body?: unknown;
}

/** A listener of `node:http` that is also Express and Connect middleware. */
export type NodeListener = (
  request: NodeRequest,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Serves the handler over Node. As middleware it passes on requests that no route knows, with their bodies unread.
 * Never throws and never leaves a promise behind, whatever the client or the handler does.
 */
export function nodeHandler(handler: RestHandler, options: NodeHandlerOptions = {}): NodeListener {
  const addressOf = addressReader(options);
  const mount = trimSlashes(options.mountPath ?? '');

  return (request, response, next) => {
    const target = readTarget(request, mount);
    if (!target) {
      if (next) next();
      else send(notFound({ mountPath: '', path: request.url ?? '/' }, request.method ?? 'GET'), response);
      return;
    }
    const restRequest: RestRequest = {
      method: request.method ?? 'GET',
      header: (name) => headerOf(request, name),
      headers: () => allHeaders(request),
      body: nodeBody(request),
      ip: addressOf(request),
      hasFallback: next !== undefined,
      path: target.path,
      query: target.query,
      mountPath: target.mountPath,
    };
    handler(restRequest)
      .then((answer) => deliver(answer, response, next, options))
      .catch(() => fail(response));
  };
}

function addressReader({ trustProxy, onUnknownProxy }: NodeHandlerOptions): (request: NodeRequest) => string {
  const addressOf = createClientAddress(trustProxy);
  let tell = trustProxy === undefined ? onUnknownProxy : undefined;
  return (request) => {
    const address = addressOf(request);
    if (tell && request.headers['x-forwarded-for'] !== undefined && isThisMachine(address)) {
      tell();
      tell = undefined;
    }
    return address;
  };
}

interface Target {
  readonly path: string;
  readonly query: string;
  readonly mountPath: string;
}

/** Undefined for paths outside of the configured mount. */
function readTarget(request: NodeRequest, configured: string): Target | undefined {
  const url = originForm(request.url ?? '/');
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const mountPath = request.baseUrl || connectMount(request, url);
  if (mountPath !== '' || configured === '') return { path, query, mountPath };
  if (path !== configured && !path.startsWith(`${configured}/`)) return undefined;
  return { path: path.slice(configured.length), query, mountPath: configured };
}

/** The path and query of a URL that a client of a proxy sent whole: `http://host/path?query`. */
function originForm(url: string): string {
  if (url.startsWith('/')) return url;
  const authority = url.indexOf('://');
  if (authority < 0) return url;
  const path = url.indexOf('/', authority + 3);
  return path < 0 ? '/' : url.slice(path);
}

/** Connect tells the prefix it took off only by the URL as it was. */
function connectMount({ originalUrl }: NodeRequest, url: string): string {
  return originalUrl?.endsWith(url) ? trimSlashes(originalUrl.slice(0, -url.length)) : '';
}

function trimSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Cookies are the one header that arrives as a list; elsewhere Node has joined repeated ones. */
function allHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(request.headers).map(
    ([name, value]) => [name, String(value ?? '')] as const,
  );
  return Object.assign(nullMap<string>(), Object.fromEntries(entries));
}

function deliver(
  answer: RestResponse,
  response: ServerResponse,
  next: Parameters<NodeListener>[2],
  options: NodeHandlerOptions,
): void {
  const passError = options.enableExpressErrorHandler === true && answer.error !== undefined;
  if (next && (answer.unmatched === true || passError)) {
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    next(passError ? answer.error : undefined);
    return;
  }
  send(answer, response);
}

function send(answer: RestResponse, response: ServerResponse): void {
  if (response.destroyed || response.headersSent) return;
  const { data, type } = payload(answer.body);
  const sent = typeof data === 'string' && data.length > LONG ? Buffer.from(data) : data;
  const own = { 'Content-Type': type, 'Content-Length': Buffer.byteLength(sent) };
  response.writeHead(answer.status, Object.assign({}, answer.headers, own));
  response.end(sent);
}

/**
 * Characters from which on a text is made bytes here. Node puts the head before a text, which copies all of it, and takes
 * memory for three bytes of each character; bytes go out as they are.
 */
const LONG = 16_384;

/** An answer that cannot be written, one that is too deep to be JSON for example. */
function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}
