import {
  authenticate,
  ErrorCode,
  ParseError,
  type App,
  type FunctionFile,
  type JsonObject,
  type RequestContext,
} from '@parse/core';
import { createCors, type CorsOptions } from './cors.js';
import { errorResponse } from './error-response.js';
import { createGate, type Operation } from './gate.js';
import { createIdempotency, type Idempotency, type IdempotencyOptions } from './idempotency.js';
import { notFound } from './not-found.js';
import { createRateLimiter, type RateLimiter, type RateLimitRule } from './rate-limit.js';
import type { RateLimitStore } from './rate-limit-store.js';
import { logOfFailure } from './log-of-failure.js';
import { NO_BODY, readBody } from './read-body.js';
import { hasParts, readParts } from './read-parts.js';
import { readCredentials, type ReadCredentials } from './read-credentials.js';
import type { RestHandler, RestRequest } from './rest-request.js';
import { withHeaders, type ResponseHeaders, type RestResponse } from './rest-response.js';
import { createRouteAllowList } from './route-allow-list.js';
import type { RouteCall, RouteServices } from './route.js';
import { canonicalPath, createRouter, splitPath, type RouteMatch } from './router.js';
import { allRoutes } from './routes/all-routes.js';
import { answerPreflight, healthResponse, isHealthPath, notReady, type ServerState } from './server-state.js';

/** Settings of the HTTP API. Those of the operations behind it are the app's. */
export interface RestOptions extends CorsOptions {
  /** The version that `/serverInfo` tells. */
  readonly serverVersion: string;
  /** Bytes a body may have, before and after inflation. Absent: 20 MiB. */
  readonly maxUploadSize?: number;
  readonly rateLimit?: readonly RateLimitRule[];
  /** Counts in place of one made from `rateLimit`, for a server with other routes that the same limits are about. */
  readonly rateLimiter?: RateLimiter;
  /** Where rate limits are counted. Absent: in this process. */
  readonly rateLimitStore?: RateLimitStore;
  /** The routes that callers without a key may use, see `createRouteAllowList`. Absent: all. */
  readonly routeAllowList?: readonly string[];
  readonly idempotency?: IdempotencyOptions;
  /** A second address of this server; batches may name its path. */
  readonly publicServerURL?: string;
  /** Absent: always `ok`. */
  readonly state?: () => ServerState;
}

interface RestServer {
  readonly services: RouteServices;
  readonly idempotency: Idempotency | undefined;
  readonly maxUploadSize: number;
}

/** A request that was read. `method` is the one the client meant. */
interface Received extends ReadCredentials {
  readonly method: string;
  readonly files?: ReadonlyMap<string, FunctionFile>;
}

const DEFAULT_MAX_UPLOAD_SIZE = 20 * 1024 * 1024;

/**
 * The HTTP API of an app. Throws `ConfigError` when an option is of no use. The order of steps is part of the
 * contract: CORS and `/health` need no credentials, and everything else is decided on the operation that a
 * request was routed to, never on how its URL was spelled.
 */
export function createRestHandler(app: App, options: RestOptions): RestHandler {
  const server = createServer(app, options);
  const cors = createCors(options);
  const state = options.state ?? (() => 'ok');

  return async (request) => withHeaders(await respond(server, state(), request), cors(request));
}

function createServer(app: App, options: RestOptions): RestServer {
  const { rateLimit, rateLimitStore, routeAllowList, idempotency, publicServerURL } = options;
  const ownLimiter = rateLimit?.length
    ? createRateLimiter(rateLimit, rateLimitStore ? { store: rateLimitStore } : {})
    : undefined;
  const limiter = options.rateLimiter ?? ownLimiter;
  return {
    services: {
      app,
      serverVersion: options.serverVersion,
      router: createRouter(allRoutes),
      gate: createGate({
        limiter,
        allowList: routeAllowList && createRouteAllowList(routeAllowList),
        sanitizeErrors: app.settings.enableSanitizedErrorResponse,
      }),
      mountPaths: [app.settings.serverURL, publicServerURL].flatMap(pathOfUrl),
    },
    idempotency: idempotency && createIdempotency(app, idempotency),
    maxUploadSize: options.maxUploadSize ?? DEFAULT_MAX_UPLOAD_SIZE,
  };
}

function pathOfUrl(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  return [new URL(url).pathname.replace(/\/+$/, '')];
}

/** Never rejects. */
function respond(
  server: RestServer,
  state: ServerState,
  request: RestRequest,
): RestResponse | Promise<RestResponse> {
  const preflight = answerPreflight(request.method);
  if (preflight) return preflight;
  const segments = splitPath(request.path);
  if (isHealthPath(segments)) return healthResponse(state);
  if (state !== 'ok') return notReady(state);
  if (request.hasFallback && !(segments && server.services.router.knows(segments))) {
    return notFound(request, request.method);
  }
  return serve(server, request, segments ?? []).catch((error: unknown) =>
    errorResponse(error, server.services.app.logger),
  );
}

async function serve(
  server: RestServer,
  request: RestRequest,
  segments: readonly string[],
): Promise<RestResponse> {
  const { services } = server;
  const received = takesParts(server, request, segments)
    ? await receiveParts(server, request)
    : await receive(server, request);
  const match = services.router.find(received.method, segments);
  const { ctx, headers } = await admit(server, request, received, match);
  const response = match
    ? await runRoute(match, {
        ctx,
        services,
        pathParameters: match.pathParameters,
        query: request.query,
        body: received.body,
        mountPath: request.mountPath,
        files: received.files,
      })
    : notFound(request, received.method);
  return headers ? withHeaders(response, headers) : response;
}

/** Failures are answers here already, so that they carry the headers of the limits. */
async function runRoute({ route }: RouteMatch, call: RouteCall): Promise<RestResponse> {
  try {
    return await route.run(call);
  } catch (error) {
    return errorResponse(error, logOfFailure(call.ctx, error));
  }
}

async function receive(server: RestServer, request: RestRequest): Promise<Received> {
  const body = request.body.kind === 'none' ? NO_BODY : await readBody(request, server.maxUploadSize);
  const named = overrideMethod(request.method, body);
  const claimed = readCredentials(request, named.body, server.services.app.appId);
  return { method: named.method, credentials: claimed.credentials, body: claimed.body };
}

function takesParts({ services }: RestServer, request: RestRequest, segments: readonly string[]): boolean {
  return hasParts(request) && services.router.find(request.method, segments)?.route.takesParts === true;
}

/** A form names nothing but parameters: credentials and methods are where a page of somebody else cannot put them. */
async function receiveParts(server: RestServer, request: RestRequest): Promise<Received> {
  const { fields: body, files } = await readParts(request, server.maxUploadSize);
  const { credentials } = readCredentials(request, {}, server.services.app.appId);
  return { method: request.method, credentials, body, files };
}

/** A POST may name another method in its body, for clients that can send no other. HEAD is answered as GET. */
function overrideMethod(
  method: string,
  body: JsonObject,
): { readonly method: string; readonly body: JsonObject } {
  if (method === 'HEAD') return { method: 'GET', body };
  if (method !== 'POST' || !Object.hasOwn(body, '_method')) return { method, body };
  const { _method: named, ...rest } = body;
  return { method: typeof named === 'string' && named !== '' ? named.toUpperCase() : method, body: rest };
}

/**
 * Proves the caller's rights, and that it may use the operation now. Limits and the allow list come before the
 * session: a caller whose session is refused is counted too, and learns nothing of it on routes closed to it.
 */
async function admit(
  { services, idempotency }: RestServer,
  request: RestRequest,
  { method, credentials }: Received,
  match: RouteMatch | undefined,
): Promise<{ readonly ctx: RequestContext; readonly headers: ResponseHeaders | undefined }> {
  const { app, gate } = services;
  const identified = authenticate(app, credentials, {
    ignoreSession: match?.route.ignoresSession === true,
    aboutSession: match?.route.aboutSession === true,
    upgradesSession: match?.route.upgradesSession === true,
    isInternal: request.isInternal === true,
    granted: request.granted,
    transaction: request.transaction,
  });
  const requestId = idempotency && request.header('x-parse-request-id');
  if (!gate && !requestId) return { ctx: await identified, headers: undefined };

  const operation: Operation = { method, path: match ? canonicalPath(match) : request.path };
  const caller = await settle(identified);
  const refused = ParseError.isInstance(caller);
  const headers = await gate?.pass(operation, {
    ip: credentials.ip,
    auth: refused ? undefined : caller.auth,
  });
  if (refused) throw caller;
  if (requestId) await idempotency.claim(operation, requestId);
  return { ctx: caller, headers };
}

/** Keeps the refusal of a session for later; every other failure is final. */
async function settle(identified: Promise<RequestContext>): Promise<RequestContext | ParseError> {
  try {
    return await identified;
  } catch (error) {
    if (ParseError.isInstance(error) && error.code === ErrorCode.InvalidSessionToken) return error;
    throw error;
  }
}
