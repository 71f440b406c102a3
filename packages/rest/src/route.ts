import type { App, FunctionFile, JsonObject, RequestContext } from '@parse/core';
import type { Gate } from './gate.js';
import { readQuery } from './read-query.js';
import type { RestResponse } from './rest-response.js';
import type { Router } from './router.js';

/** The methods that routes are made of; HEAD is a GET without its body. */
export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One operation of the HTTP API. */
export interface Route {
  readonly method: RouteMethod;
  /** `/classes/:className/:objectId`; a segment with a colon is a parameter. */
  readonly path: string;
  /** The route gives out sessions, so one that comes along is not looked at. */
  readonly ignoresSession?: boolean;
  /** A body may be a form with files. Elsewhere it is always JSON. */
  readonly takesParts?: boolean;
  /** The route is about the session that comes along, whatever key is beside it. */
  readonly aboutSession?: boolean;
  /** Tokens of the years before there were sessions are known to this route. */
  readonly upgradesSession?: boolean;
  /** The class of the one object that the route is about; absent where it is about none. */
  classOf?(match: PathMatch): string;
  run(call: RouteCall): Promise<RestResponse>;
}

/** What the routes of one server share. */
export interface RouteServices {
  readonly app: App;
  /** The version that `/serverInfo` tells. */
  readonly serverVersion: string;
  readonly router: Router;
  readonly gate: Gate | undefined;
  /** The paths of the addresses this server is known under; those of a batch begin with one of them. */
  readonly mountPaths: readonly string[];
}

/** What a request's path says where its route leaves it open. */
export interface PathMatch {
  /** By the names of the route's path, decoded. Read them with `pathParameter`. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** A request that has found its route and proved its rights. */
export interface RouteCall extends PathMatch {
  readonly ctx: RequestContext;
  readonly services: RouteServices;
  /** Raw. */
  readonly query: string;
  /** Without credentials. */
  readonly body: JsonObject;
  /** Those in the body, where the route takes them; absent: none. */
  readonly files?: ReadonlyMap<string, FunctionFile> | undefined;
  /** The path that this request found the server under. */
  readonly mountPath: string;
}

/** A parameter of the route's path. */
export function pathParameter({ pathParameters }: PathMatch, name: string): string {
  const value = pathParameters[name];
  if (value === undefined) throw new TypeError(`the route has no parameter ${name}`);
  return value;
}

/**
 * What a reading operation is asked: the query string (texts) over the body (JSON), since clients send either a
 * GET or a POST with `_method`.
 */
export function parameters(call: RouteCall): JsonObject {
  if (call.query === '') return call.body;
  if (Object.keys(call.body).length === 0) return readQuery(call.query);
  return { ...call.body, ...readQuery(call.query) };
}
