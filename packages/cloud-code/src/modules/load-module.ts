import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '@parse/core';
import type { CloudApp } from '../scope/cloud-app.js';
import { collectFor, runFor, shared, type Registration } from '../scope/current-app.js';
import { sdk } from '../sdk.js';
import { explainFailure } from './explain-failure.js';
import { freshImport, type OnFile } from './fresh-import.js';
import { isTypeScript, readTypeScript } from './read-typescript.js';

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
    const registrations = await known;
    runFor(cloud, () => registrations.forEach((registration) => registration(cloud)));
    return;
  }
  const loading = loadFirst(cloud, path);
  modules.set(path, loading);
  try {
    await loading;
  } catch (error) {
    modules.delete(path);
    throw error;
  }
}

/** Resolves to what the module registers. */
async function loadFirst(cloud: CloudApp, path: string): Promise<readonly Registration[]> {
  const record: Registration[] = [];
  await runFor(cloud, () => importModule(path), record);
  return record;
}

async function importModule(path: string): Promise<void> {
  if (isTypeScript(path)) readTypeScript();
  try {
    await import(pathToFileURL(path).href);
  } catch (cause) {
    if (ConfigError.isInstance(cause)) throw cause;
    throw new ConfigError([`cloud ${path} cannot be loaded: ${await explainFailure(cause, [path])}`]);
  }
}

/**
 * Runs a module anew and has it take the place of all that is registered, at once: a request meets the handlers from
 * before or those of now. Rejects with ConfigError for a module that cannot be loaded; then those from before stay.
 */
export async function replaceCloud(cloud: CloudApp, path: string, onFile: OnFile): Promise<void> {
  const main = resolve(path);
  // Also a module of JavaScript may import TypeScript; without a reader only that import fails.
  if (isTypeScript(main)) readTypeScript();
  const files = new Set([main]);
  const keep: OnFile = (file) => {
    files.add(file);
    onFile(file);
  };
  const registrations = await collectFor(cloud, () => freshImport(main, keep)).catch(
    async (cause: unknown) => {
      throw new ConfigError([
        `cloud ${path} cannot be loaded:\n\n${await explainFailure(cause, [...files])}`,
      ]);
    },
  );
  const { functions, triggers } = cloud.app;
  functions.removeAll();
  triggers.removeAll();
  cloud.liveQueryHandlers.clear();
  for (const registration of registrations) registration(cloud);
}
