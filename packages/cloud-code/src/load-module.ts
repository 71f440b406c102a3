import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '@parse/core';
import { isTypeScript, readTypeScript } from './read-typescript.js';
import type { CloudApp } from './scope/cloud-app.js';
import { runFor, shared, type Registration } from './scope/current-app.js';
import { sdk } from './sdk.js';

/** Cloud Code as an app is given it: a path to a module, or a function that is handed the SDK. */
export type CloudSource = string | ((parse: never) => unknown);

/**
 * Runs Cloud Code for an app: CommonJS, ES modules, TypeScript and functions. Resolves when all that it registers at once is
 * registered. A module runs once in a process; for further apps its registrations are repeated.
 */
export async function loadCloud(cloud: CloudApp, source: CloudSource): Promise<void> {
  if (typeof source === 'function') {
    await runFor(cloud, () => (source as (parse: unknown) => unknown)(sdk));
    return;
  }
  const path = resolve(source);
  const { modules } = shared();
  const known = modules.get(path);
  if (known) {
    runFor(cloud, () => known.forEach((registration) => registration(cloud)));
    return;
  }
  const record: Registration[] = [];
  await runFor(cloud, () => importModule(path), record);
  modules.set(path, record);
}

async function importModule(path: string): Promise<void> {
  if (isTypeScript(path)) readTypeScript();
  try {
    await import(pathToFileURL(path).href);
  } catch (cause) {
    if (ConfigError.isInstance(cause)) throw cause;
    throw new ConfigError([`cloud ${path} cannot be loaded: ${describe(cause)}`]);
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
