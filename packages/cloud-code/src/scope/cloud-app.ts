import type { App, Auth, JsonObject, LogLevel, RequestContext } from '@parse/core';
import type { CountUse } from '../validator/rate-limit.js';
import type { CloudLogger } from './cloud-logger.js';

/** A call of the HTTP API by Cloud Code, which needs no connection. */
export interface InternalRequest {
  readonly method: string;
  /** Below the mount: `/classes/Game`. */
  readonly path: string;
  /** Raw, without the question mark. */
  readonly query: string;
  /** The path that the SDK believes the server to be mounted under; paths in batches begin with it. */
  readonly mountPath: string;
  readonly body: JsonObject;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Rights that need no key to be proved. */
  readonly granted?: Auth;
  /** The transaction that it is a part of. */
  readonly transaction?: RequestContext;
}

/** What the HTTP API answers. */
export interface InternalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** At which level things that happen in Cloud Code are logged; `silent`: not at all. */
export interface CloudLogLevels {
  readonly cloudFunctionSuccess: LogLevel | 'silent';
  readonly cloudFunctionError: LogLevel | 'silent';
  readonly triggerAfter: LogLevel | 'silent';
  readonly triggerBeforeSuccess: LogLevel | 'silent';
  readonly triggerBeforeError: LogLevel | 'silent';
}

/** The moments of live queries that Cloud Code can handle. */
export type LiveQueryHandlerKind =
  | 'beforeConnect'
  | 'beforeSubscribe'
  | 'afterLiveQueryEvent'
  | 'onLiveQueryEvent';

/** A handler for live queries. */
export interface LiveQueryHandler {
  readonly kind: LiveQueryHandlerKind;
  readonly className: string;
  readonly handler: (request: never) => unknown;
  /** Checked already. */
  readonly rules: unknown;
}

/** An app with Cloud Code. */
export interface CloudApp {
  readonly app: App;
  readonly serve: (request: InternalRequest) => Promise<InternalAnswer>;
  /** The SDK outside of handlers skips HTTP, too, when it is pointed at this server. */
  readonly directAccess: boolean;
  readonly levels: CloudLogLevels;
  readonly log: CloudLogger;
  /** What `Parse.Server` and the `config` of requests are. */
  readonly config: Record<string, unknown>;
  /** Counts calls against the limits of functions and triggers. */
  readonly countUse: CountUse;
  /** By kind and class. */
  readonly liveQueryHandlers: Map<string, LiveQueryHandler>;
}
