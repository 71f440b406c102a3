import { join } from 'node:path';
import type { EngineContext } from '../engine-contract.js';
import { downloadsFolder } from '../service-folders.js';

/** What is used of `mongodb-memory-server-core`. */
interface MemoryServerModule {
  readonly MongoBinary: {
    readonly getPath: (options: {
      readonly version: string;
      readonly downloadDir: string;
    }) => Promise<string>;
  };
}

/**
 * The path of a `mongod` of the version `PARSE_TEST_MONGO_DOWNLOAD` gives (`8.0.12`), fetched with
 * `mongodb-memory-server-core`; undefined without the variable. Off by default and not a dependency: MongoDB's
 * download site is out of reach for many networks, and asking it takes a minute to fail.
 */
export async function downloadMongod({ report }: EngineContext): Promise<string | undefined> {
  const version = process.env['PARSE_TEST_MONGO_DOWNLOAD'];
  if (version === undefined) return undefined;
  report(`downloading mongod ${version}`);
  const { MongoBinary } = await loadMemoryServer();
  return MongoBinary.getPath({ version, downloadDir: join(downloadsFolder(), 'mongod') });
}

async function loadMemoryServer(): Promise<MemoryServerModule> {
  const name: string = 'mongodb-memory-server-core';
  try {
    return (await import(name)) as MemoryServerModule;
  } catch (cause) {
    throw new Error(`to download mongod: npm install --no-save ${name}`, { cause });
  }
}
