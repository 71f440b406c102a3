import { readFile } from 'node:fs/promises';
import { ConfigError } from '@parse/core';
import type { PostgresStorageOptions } from '@parse/storage-postgres';
import type { DatabaseOptions } from '../options/parse-server-options.js';

/** What `databaseOptions` mean to PostgreSQL; the options of other drivers mean nothing to it. */
export async function postgresOptions(
  uri: string,
  options: DatabaseOptions,
): Promise<PostgresStorageOptions> {
  const ssl = await tlsOptions(options);
  return defined({
    uri,
    maxPoolSize: options.maxPoolSize,
    minPoolSize: options.minPoolSize,
    idleTimeoutMs: options.maxIdleTimeMS,
    connectTimeoutMs: options.connectTimeoutMS,
    statementTimeoutMs: options.maxTimeMS,
    applicationName: options.appName,
    preparedStatements: options.preparedStatements,
    ssl,
  });
}

async function tlsOptions(options: DatabaseOptions): Promise<PostgresStorageOptions['ssl']> {
  const { tls = options.ssl, tlsCAFile, tlsAllowInvalidCertificates } = options;
  if (tls === undefined && tlsCAFile === undefined) return undefined;
  if (tls === false) return false;
  return {
    ...(tlsCAFile === undefined ? {} : { ca: await readAuthority(tlsCAFile) }),
    rejectUnauthorized: tlsAllowInvalidCertificates !== true,
  };
}

async function readAuthority(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`databaseOptions.tlsCAFile cannot be read: ${reason}`]);
  }
}

type Given = { readonly [Name in keyof PostgresStorageOptions]: PostgresStorageOptions[Name] | undefined };

/** Leaves out what is not set, so that the defaults of the adapter hold. */
function defined({ uri, ...rest }: Given & { readonly uri: string }): PostgresStorageOptions {
  const entries = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { uri, ...Object.fromEntries(entries) };
}
