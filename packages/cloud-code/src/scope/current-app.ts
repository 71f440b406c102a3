import { AsyncLocalStorage } from 'node:async_hooks';
import { ConfigError, ErrorCode, ParseError, type RequestContext, type TransactionEnd } from '@parse/core';
import { sdk, type RestController } from '../sdk.js';
import type { FreshLoads } from '../modules/fresh-import.js';
import type { CloudApp } from './cloud-app.js';

/** Something that Cloud Code asked for while it was loaded, to be done for an app. */
export type Registration = (cloud: CloudApp) => void;

/** For whom code runs. */
interface CloudScope {
  readonly cloud: CloudApp;
  /** How many handlers are under way inside of each other; 0 while a module is loaded. */
  readonly depth: number;
  /** The handler has answered or failed; what it left running is nobody's part. */
  hasEnded: boolean;
  /** The transaction under way. */
  readonly transaction: RequestContext | undefined;
  /** The last call of the SDK in it, if there was one: they are made one after the other. */
  lastCall: Promise<unknown> | undefined;
  /** While a module is loaded: where its registrations are kept for further apps with the same module. */
  readonly record?: Registration[];
  /** Registrations are kept only, and done later by who loads the module. */
  isHeld?: boolean;
}

/**
 * What all apps of the process share, because the SDK is one for all of them: it lives on the SDK, so that a second
 * copy of this package finds it.
 */
interface SharedState {
  readonly scope: AsyncLocalStorage<CloudScope>;
  /** By application id; the newest app of an id answers for it. */
  readonly apps: Map<string, CloudApp>;
  /** What modules register, from when their loading begins, by path: loading one again does not run it again. */
  readonly modules: Map<string, Promise<readonly Registration[]>>;
  /** The controller that talks to servers over the network. */
  network: RestController | undefined;
  /** Node has been taught to read TypeScript. */
  readsTypeScript: boolean;
  /** Node has been taught to load modules anew. */
  freshLoads: FreshLoads | undefined;
}

const key = Symbol.for('@parse/cloud-code');

/** The state, made when it is first asked for. */
export function shared(): SharedState {
  const known: unknown = Reflect.get(sdk, key);
  if (isState(known)) return known;
  const made: SharedState = {
    scope: new AsyncLocalStorage(),
    apps: new Map(),
    modules: new Map(),
    network: undefined,
    readsTypeScript: false,
    freshLoads: undefined,
  };
  Reflect.set(sdk, key, made);
  return made;
}

function isState(value: unknown): value is SharedState {
  return value !== undefined;
}

/** Runs code for an app: what it registers and saves is the app's, also later on in its timers and promises. */
export function runFor<T>(cloud: CloudApp, code: () => T, record?: Registration[]): T {
  const own: CloudScope = { ...newScope(cloud, 0), ...(record && { record }) };
  return shared().scope.run(own, code);
}

/**
 * Runs code for an app and resolves with what it wants to register, which the caller does. What it registers later, in
 * its timers and promises, is done at once; never for code that failed.
 */
export async function collectFor(
  cloud: CloudApp,
  code: () => Promise<unknown>,
): Promise<readonly Registration[]> {
  const record: Registration[] = [];
  const own: CloudScope = { ...newScope(cloud, 0), record, isHeld: true };
  await shared().scope.run(own, code);
  own.isHeld = false;
  return record;
}

/** More than Cloud Code has reason for, and few enough to be held in memory at once. */
const MAX_DEPTH = 100;

/**
 * Runs a handler for an app, in the same way. Rejects when it is one too many inside of each other: a trigger that
 * saves what triggers it would go on for ever. What it saves is a part of the transaction that `ctx` is in.
 */
export async function runHandler<T>(
  cloud: CloudApp,
  handler: () => Promise<T>,
  ctx?: RequestContext,
): Promise<T> {
  const { scope } = shared();
  const around = scope.getStore();
  const depth = around && !around.hasEnded ? around.depth + 1 : 1;
  const own = newScope(cloud, depth, ctx?.commitEffects && ctx);
  if (own.depth > MAX_DEPTH) {
    const message = `Cloud Code calls itself more than ${MAX_DEPTH} levels deep.`;
    throw new ParseError(ErrorCode.ScriptFailed, message);
  }
  try {
    const result = await scope.run(own, handler);
    if (own.lastCall) await lastCallOf(own);
    return result;
  } finally {
    own.hasEnded = true;
    if (own.lastCall) await own.lastCall;
  }
}

/** Waits for calls that were begun, and for those that are begun meanwhile. */
async function lastCallOf(own: CloudScope): Promise<void> {
  for (let call; call !== own.lastCall; await call) call = own.lastCall;
}

function newScope(cloud: CloudApp, depth: number, transaction?: RequestContext): CloudScope {
  return { cloud, depth, hasEnded: false, transaction, lastCall: undefined };
}

/** The transaction that the running code is in. */
export function scopedTransaction(): RequestContext | undefined {
  const own = shared().scope.getStore();
  return own?.hasEnded === false ? own.transaction : undefined;
}

/**
 * For code that its handler has left running in a transaction: resolves when that is stored, and rejects when it is
 * undone, so that nothing is left of it. Undefined for all other code.
 */
export function leftTransaction(): Promise<void> | undefined {
  const own = shared().scope.getStore();
  return own?.hasEnded ? own.transaction?.transactionEnd?.then(refuseUndone) : undefined;
}

function refuseUndone(end: TransactionEnd): void {
  if (end === 'undone') throw new sdk.Error(ErrorCode.ScriptFailed, UNDONE);
}

const UNDONE = 'The transaction that this call belongs to was undone.';

/**
 * Makes a call in the transaction that the running code is in, after those that the code has begun before: databases
 * take one at a time. Handlers wait for calls that they did not wait for.
 */
export async function inTurn<T>(call: () => Promise<T>): Promise<T> {
  const own = shared().scope.getStore();
  if (!own) return call();
  const made = (own.lastCall ?? Promise.resolve()).then(call);
  own.lastCall = made.catch(() => undefined);
  return made;
}

/** The app that the running code belongs to; outside of any, the one that the SDK is initialised for. */
export function currentApp(): CloudApp | undefined {
  return scopedApp() ?? shared().apps.get(sdk.applicationId ?? '');
}

/** The app that the running code belongs to; undefined outside of any. */
export function scopedApp(): CloudApp | undefined {
  return shared().scope.getStore()?.cloud;
}

/** The current app; throws ConfigError when there is none. */
export function requireApp(): CloudApp {
  const cloud = currentApp();
  if (cloud) return cloud;
  throw new ConfigError([`Parse.Cloud needs a server: none runs for the app "${sdk.applicationId ?? ''}".`]);
}

/** Does it for the current app, and remembers it when a module is being loaded. */
export function register(registration: Registration): void {
  const scope = shared().scope.getStore();
  if (scope?.isHeld !== true) registration(scope?.cloud ?? requireApp());
  scope?.record?.push(registration);
}
