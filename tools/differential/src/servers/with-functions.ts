import { createRequire } from 'node:module';
import type { ProfileOptions } from './profiles.js';

const load = createRequire(import.meta.url);

/**
 * The options with functions where `{ function: path }` stands for one, as the incumbent's runner puts them in: each is what
 * the module makes for the server's address.
 */
export function withFunctions(options: ProfileOptions, serverURL: string): ProfileOptions {
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key, withFunction(value, serverURL)]),
  );
}

function withFunction(value: unknown, serverURL: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const path: unknown = Reflect.get(value, 'function');
  if (typeof path !== 'string') return withFunctions({ ...value }, serverURL);
  const make = load(path) as (serverURL: string) => unknown;
  return make(serverURL);
}
