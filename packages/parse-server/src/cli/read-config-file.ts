import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '@parse/core';
import type { OptionTree } from '../options/option-tree.js';
import { isPlainObject } from '../options/plain-object.js';

/**
 * The options in a configuration file: JSON, or a module that exports them (as `default`, or as what a CommonJS
 * module exports). Also reads `{ "apps": [{ … }] }` with one app. Throws `ConfigError`.
 */
export async function readConfigFile(path: string): Promise<OptionTree> {
  const content = /^\.[cm]?[jt]s$/.test(extname(path)) ? await loadModule(path) : await readJson(path);
  if (!isPlainObject(content)) {
    throw new ConfigError([`${path} must contain an object with options.`]);
  }
  return 'apps' in content ? onlyApp(path, content['apps']) : content;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConfigError([`${path} cannot be read: ${reason(cause)}.`]);
  });
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new ConfigError([`${path} is no valid JSON: ${reason(cause)}.`]);
  }
}

async function loadModule(path: string): Promise<unknown> {
  const loaded = await import(pathToFileURL(resolve(path)).href).then(exportsOf, (cause: unknown) => {
    throw new ConfigError([`${path} cannot be loaded: ${reason(cause)}.`]);
  });
  return loaded;
}

function exportsOf(loaded: object): unknown {
  return 'default' in loaded ? loaded.default : { ...loaded };
}

function onlyApp(path: string, apps: unknown): OptionTree {
  const list: readonly unknown[] = Array.isArray(apps) ? apps : [];
  const [app] = list;
  if (!isPlainObject(app) || list.length > 1) {
    throw new ConfigError([`${path} must describe exactly one app in "apps".`]);
  }
  return app;
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
