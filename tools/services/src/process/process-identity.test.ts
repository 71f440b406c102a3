import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { identify, isAlive, ownIdentity } from './process-identity.js';

test('a process is alive under its own start time and no other', () => {
  const own = ownIdentity();
  expect(own.pid).toBe(process.pid);
  expect(isAlive(own)).toBe(true);
  expect(isAlive({ ...own, startedAt: 'some other time' })).toBe(false);
});

test('a process that has ended is not alive', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  await once(child, 'spawn');
  const identity = identify(child.pid ?? 0) ?? { pid: 0, startedAt: '' };
  expect(isAlive(identity)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(isAlive(identity)).toBe(false);
});
