import { ConfigError } from '@parse/core';

/** Loads a package that is installed only where it is needed, by that option; tells how when it is not. */
export async function installed<T>(option: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error, name)) throw error;
    throw new ConfigError([`${option} needs the package ${name}: npm install ${name}`]);
  }
}

/** Whether it is this package that was not found, rather than one that it needs itself. */
function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(`'${name}'`);
}
