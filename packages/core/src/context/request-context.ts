import type { App } from './app.js';
import type { Logger } from '../adapters/logger.js';
import type { StorageRows } from '../adapters/storage-adapter.js';
import { nullMap, type JsonObject, type MutableJsonObject } from '../types/json.js';
import { EVERYONE, type Principal } from '../types/principal.js';
import { MASTER, writesEverything, readsEverything, type Auth } from './auth.js';
import type { Awaitable } from './when-known.js';

/** What is known about the caller beside its rights. */
export interface ClientInfo {
  readonly ip: string;
  readonly installationId: string | undefined;
  /** Code of this process asks. Default: false. */
  readonly isInternal?: boolean | undefined;
  /** SDK and version, for example `js8.6.2`. */
  readonly clientVersion: string | undefined;
  /** All headers of the request; absent: none are known. */
  readonly headers?: (() => Readonly<Record<string, string>>) | undefined;
}

/**
 * Work that waits for a transaction to commit; dropped when it does not. It is handed the request as it is outside
 * of the transaction, whose rows are gone by then.
 */
export type CommitEffect = (ctx: RequestContext) => void | Promise<void>;

/** Where effects of a transaction are collected. */
export interface CommitEffects {
  push(effect: CommitEffect): unknown;
}

/** What became of a transaction, or of one try of it. */
export type TransactionEnd = 'stored' | 'undone';

/** A transaction as the requests in it see it. */
export interface TransactionScope {
  readonly rows: StorageRows;
  readonly effects: CommitEffects;
  readonly noteFailure: (error: unknown) => void;
  /** Resolves when it is over. */
  readonly end: Promise<TransactionEnd>;
}

/**
 * One request, passed first to every operation. Frozen: rights are raised only by `asMaster`, rows are redirected
 * only by `withTransaction`.
 */
export interface RequestContext {
  readonly app: App;
  readonly auth: Auth;
  readonly client: ClientInfo;
  /** What triggers of this request share; the client may give its first contents. */
  readonly cloudContext: MutableJsonObject;
  readonly log: Logger;
  /** Where rows are read and written: the store, or the transaction under way. */
  readonly rows: StorageRows;
  /** Effects of the transaction under way; undefined outside of one. */
  readonly commitEffects: CommitEffects | undefined;
  /** Tells the transaction under way what it cannot go on after, whoever else is told; undefined outside of one. */
  readonly noteFailure: ((error: unknown) => void) | undefined;
  /** Resolves when the transaction under way is over; undefined outside of one. */
  readonly transactionEnd: Promise<TransactionEnd> | undefined;
  /** How deep this request is inside subqueries. */
  readonly subqueryDepth: number;
  /**
   * `*`, the user's id and every role it has, directly or by inheritance; loaded at most once for a request, and the
   * list itself from then on. Only meaningful for callers that are subject to access rules.
   */
  readonly principals: () => Awaitable<readonly Principal[]>;
}

const PUBLIC_PRINCIPALS: readonly Principal[] = [EVERYONE];

/** The context of a request by that caller. */
export function createContext(
  app: App,
  auth: Auth,
  client: ClientInfo,
  cloudContext?: JsonObject,
): RequestContext {
  return Object.freeze({
    app,
    auth,
    client,
    cloudContext: cloudContext ? Object.assign(nullMap(), cloudContext) : nullMap(),
    log: app.logger,
    rows: app.storage,
    commitEffects: undefined,
    noteFailure: undefined,
    transactionEnd: undefined,
    subqueryDepth: 0,
    principals: principalsOf(app, auth),
  });
}

/** The same request with all rights. The only way up; every use is a decision to look at. */
export function asMaster(ctx: RequestContext): RequestContext {
  return ctx.auth.kind === 'master' ? ctx : Object.freeze({ ...ctx, auth: MASTER });
}

/**
 * The same request as the user sees things, for answering somebody who has just proved to be that user. It holds
 * no session, so nothing may be written with it.
 */
export function asUser(ctx: RequestContext, userId: string): RequestContext {
  const auth: Auth = { kind: 'user', userId, sessionToken: '', session: { objectId: '' } };
  return Object.freeze({ ...ctx, auth, principals: principalsOf(ctx.app, auth) });
}

/** The same request with a copy of what its triggers share: for one part of several that a request is made of. */
export function withOwnCloudContext(ctx: RequestContext): RequestContext {
  return Object.freeze({ ...ctx, cloudContext: Object.assign(nullMap(), ctx.cloudContext) });
}

/** The same request one subquery deeper. */
export function inSubquery(ctx: RequestContext): RequestContext {
  return Object.freeze({ ...ctx, subqueryDepth: ctx.subqueryDepth + 1 });
}

/** The same request as one of several at once: what they create in the same moment is stored together. */
export function besideOthers(ctx: RequestContext): RequestContext {
  return ctx.commitEffects ? ctx : Object.freeze({ ...ctx, rows: ctx.app.groupedRows });
}

/** The same request with its rows in a transaction. */
export function inTransaction(
  ctx: RequestContext,
  { rows, effects, noteFailure, end }: TransactionScope,
): RequestContext {
  return Object.freeze({ ...ctx, rows, commitEffects: effects, noteFailure, transactionEnd: end });
}

/**
 * The same request as a part of the transaction that another one has begun. Its effects happen as its own, once that
 * is committed. Roles are read inside of the transaction: a store may let reads from outside wait for it.
 */
export function joinTransaction(ctx: RequestContext, outer: RequestContext): RequestContext {
  const { rows, commitEffects, noteFailure, transactionEnd: end } = outer;
  if (!commitEffects || !noteFailure || !end) return ctx;
  const effects = { push: (effect: CommitEffect) => commitEffects.push(() => effect(ctx)) };
  return Object.freeze({
    ...inTransaction(ctx, { rows, effects, noteFailure, end }),
    principals: principalsOf(ctx.app, ctx.auth, rows),
  });
}

/**
 * Runs the effect once the request's writes are committed: now, unless a transaction is under way. Never rejects:
 * the writes stand, so that a failure of the effect is logged and not told as a failure of the write.
 */
export async function onCommit(ctx: RequestContext, effect: CommitEffect): Promise<void> {
  if (ctx.commitEffects) {
    ctx.commitEffects.push(effect);
    return;
  }
  try {
    await effect(ctx);
  } catch (error) {
    ctx.log.log('error', 'what follows a committed write failed', { error });
  }
}

/** Whether reads of this caller are free of ACLs and class-level permissions. */
export function mayReadEverything(ctx: RequestContext): boolean {
  return readsEverything(ctx.auth);
}

/** Whether writes of this caller are free of ACLs and class-level permissions. */
export function mayWriteEverything(ctx: RequestContext): boolean {
  return writesEverything(ctx.auth);
}

/** The id of the logged-in caller; undefined for anonymous callers and for keys. */
export function userIdOf(ctx: RequestContext): string | undefined {
  return ctx.auth.kind === 'user' ? ctx.auth.userId : undefined;
}

/** The installation of requests that the app itself makes, by a key or by its code, and names none for: as in Parse. */
export const CLOUD_INSTALLATION = 'cloud';

/** The installation that triggers are told. */
export function installationOf(ctx: RequestContext): string | undefined {
  const { installationId, isInternal } = ctx.client;
  return installationId ?? (isInternal || mayReadEverything(ctx) ? CLOUD_INSTALLATION : undefined);
}

/**
 * Whether accounts are made and changed by the app itself. That logs nobody in: what Cloud Code answers of a user would
 * hold a token otherwise. A log-in that it asks for does.
 */
export function isForOthers(ctx: RequestContext): boolean {
  return installationOf(ctx) === CLOUD_INSTALLATION;
}

function principalsOf(app: App, auth: Auth, rows?: StorageRows): RequestContext['principals'] {
  if (auth.kind !== 'user') return () => PUBLIC_PRINCIPALS;
  const { userId } = auth;
  let loaded: Awaitable<readonly Principal[]> | undefined;
  return () => {
    loaded ??= app.roles.rolesOf(userId, rows).then((roles) => {
      loaded = [EVERYONE, userId, ...roles];
      return loaded;
    });
    return loaded;
  };
}
