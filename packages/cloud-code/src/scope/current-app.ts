import { AsyncLocalStorage } from 'node:async_hooks';
import { ConfigError } from '@parse/core';
import { sdk, type RestController } from '../sdk.js';
import type { CloudApp } from './cloud-app.js';

/** Something that Cloud Code asked for while it was loaded, to be done for an app. */
export type Registration = (cloud: CloudApp) => void;

/** For whom code runs. */
interface CloudScope {
  readonly cloud: CloudApp;
  /** While a module is loaded: where its registrations are kept for further apps with the same module. */
  readonly record?: Registration[];
}

/**
 * What all apps of the process share, because the SDK is one for all of them: it lives on the SDK, so that a second
 * copy of this package finds it.
 */
interface SharedState {
  readonly scope: AsyncLocalStorage<CloudScope>;
  /** By application id; the newest app of an id answers for it. */
  readonly apps: Map<string, CloudApp>;
  /** What modules registered when they were loaded, by path: loading one again does not run it again. */
  readonly modules: Map<string, Registration[]>;
  /** The controller that talks to servers over the network. */
  network: RestController | undefined;
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
  };
  Reflect.set(sdk, key, made);
  return made;
}

function isState(value: unknown): value is SharedState {
  return value !== undefined;
}

/** Runs code for an app: what it registers and saves is the app's, also later on in its timers and promises. */
export function runFor<T>(cloud: CloudApp, code: () => T, record?: Registration[]): T {
  return shared().scope.run({ cloud, ...(record && { record }) }, code);
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
  registration(scope?.cloud ?? requireApp());
  scope?.record?.push(registration);
}
