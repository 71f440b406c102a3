import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { readJsonFile } from './json-file.js';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity.js';

/**
 * Runs `work` while no other process holds the lock of that path. A holder that died has let go of it. There is
 * no time limit, as a first download takes as long as it takes.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!take(path)) {
    dropIfAbandoned(path);
    await delay(50);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** A link to a finished file, so that nobody ever sees a lock without its owner. */
function take(path: string): boolean {
  const draft = draftOf(path);
  writeFileSync(draft, JSON.stringify(ownIdentity()));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/**
 * Between reading that the owner is dead and removing the lock, somebody else may have done so and taken it:
 * what was moved away is looked at again, and put back.
 */
function dropIfAbandoned(path: string): void {
  if (!isAbandoned(path)) return;
  const aside = draftOf(path);
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (!isAbandoned(aside)) linkSync(aside, path);
  rmSync(aside);
}

function isAbandoned(path: string): boolean {
  const owner = readJsonFile(path) as ProcessIdentity | undefined;
  return owner !== undefined && !isAlive(owner);
}

function draftOf(path: string): string {
  return `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
