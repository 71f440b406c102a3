import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as tick } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './file-lock.js';
import { writeJsonFile } from './json-file.js';
import { ownIdentity } from './process-identity.js';

const files = { folder: '', lock: '' };

beforeEach(() => {
  files.folder = mkdtempSync(join(tmpdir(), 'lock-'));
  files.lock = join(files.folder, 'lock');
});

afterEach(() => {
  rmSync(files.folder, { recursive: true });
});

test('one at a time, and nothing is left behind', async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await tick();
    inside--;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(files.lock, work)));
  expect(most).toBe(1);
  expect(readdirSync(files.folder)).toEqual([]);
});

test('a failure lets go', async () => {
  const failure = withLock(files.lock, () => Promise.reject(new Error('no')));
  await expect(failure).rejects.toThrow('no');
  expect(existsSync(files.lock)).toBe(false);
});

test('a holder that died has let go, also when many notice at once', async () => {
  writeJsonFile(files.lock, { ...ownIdentity(), startedAt: 'long ago' });
  const results = await Promise.all([1, 2, 3].map((n) => withLock(files.lock, () => Promise.resolve(n))));
  expect(results).toEqual([1, 2, 3]);
  expect(readdirSync(files.folder)).toEqual([]);
});
