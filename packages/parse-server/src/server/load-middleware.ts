import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '@parse/core';
import type { Middleware } from './request-function.js';

/** The request function that runs before the API: given as it is, or the default export of a module. */
export async function loadMiddleware(
  given: Middleware | string | undefined,
): Promise<Middleware | undefined> {
  if (typeof given !== 'string') {
    return given;
  }
  const isPath = /^[./\\]|^[a-z]:/i.test(given);
  const loaded = await import(isPath ? pathToFileURL(resolve(given)).href : given).then(
    (module: { readonly default?: unknown }) => module.default,
    (cause: unknown) => {
      throw new ConfigError([`middleware ${given} cannot be loaded: ${String(cause)}.`]);
    },
  );
  if (!isMiddleware(loaded)) {
    throw new ConfigError([
      `middleware ${given} must export a function (request, response, next) as default.`,
    ]);
  }
  return loaded;
}

function isMiddleware(value: unknown): value is Middleware {
  return typeof value === 'function';
}
