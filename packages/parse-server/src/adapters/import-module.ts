import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A module that an operator named: a path from the working directory, or a package, which is looked for in the
 * program's own folder before it is in this server's. Rejects with what kept it from loading.
 */
export async function importModule(name: string): Promise<unknown> {
  const isPath = /^[./\\]|^[a-z]:/i.test(name);
  const module: unknown = await import(isPath ? pathToFileURL(resolve(name)).href : placeOf(name));
  return module;
}

/** Where the program's package is; its name alone when the program has none. */
function placeOf(name: string): string {
  try {
    return pathToFileURL(createRequire(join(process.cwd(), 'package.json')).resolve(name)).href;
  } catch {
    return name;
  }
}
