import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@parse/core';
import { isPlainObject } from '../options/plain-object.js';

interface Keys {
  readonly appId: string;
  readonly masterKey: string;
}

/** Keys of a server somebody tries out. */
export interface DevelopmentKeys extends Keys {
  /** Made just now, so nobody has seen them yet. */
  readonly fresh: boolean;
  readonly file: string;
}

/**
 * The keys in `<folder>/keys.json`; makes them when the file is missing, readable by its owner only. Of two
 * processes that start together one makes them and both use them. Throws `ConfigError` when they cannot be kept.
 */
export async function developmentKeys(folder: string): Promise<DevelopmentKeys> {
  const file = join(folder, 'keys.json');
  try {
    return await keptKeys(folder, file);
  } catch (error) {
    if (ConfigError.isInstance(error)) {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      `The keys for trying things out cannot be kept in ${file} (${reason}): start where files can be written, or use --appId and --masterKey.`,
    ]);
  }
}

async function keptKeys(folder: string, file: string): Promise<DevelopmentKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const known = await readKeys(file);
  if (known !== undefined) {
    return { ...known, fresh: false, file };
  }
  const made = { appId: `dev-${randomBytes(6).toString('hex')}`, masterKey: randomBytes(24).toString('hex') };
  const isFirst = await writeOnce(file, `${JSON.stringify(made, null, 2)}\n`);
  return { ...((isFirst ? made : await readKeys(file)) ?? made), fresh: isFirst, file };
}

/** Puts a complete file in place, unless there is one already: nobody ever reads half of it. */
async function writeOnce(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, content, { flag: 'wx', mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) {
      return false;
    }
    throw error;
  } finally {
    await rm(draft);
  }
}

/** Undefined when there is no file. */
async function readKeys(file: string): Promise<Keys | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  });
  return text === undefined ? undefined : parseKeys(file, text);
}

function parseKeys(file: string, text: string): Keys {
  const keys = readJson(text);
  const { appId, masterKey } = isPlainObject(keys) ? keys : {};
  if (typeof appId !== 'string' || typeof masterKey !== 'string') {
    throw new ConfigError([`${file} must contain appId and masterKey; delete it to get new ones.`]);
  }
  return { appId, masterKey };
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
