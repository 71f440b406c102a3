import { spawn, type ChildProcess } from 'node:child_process';
import { expect, test } from 'vitest';
import { nextMessage } from './next-message.js';

function run(program: string): ChildProcess {
  return spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

test('what a process says is waited for', async () => {
  const child = run(`process.send('one', () => process.disconnect())`);
  expect(await nextMessage(child)).toBe('one');
});

test.each([
  ['process.exit(3)', '3'],
  [`process.kill(process.pid, 'SIGKILL')`, 'SIGKILL'],
])('nobody waits for a process that ends: %s', async (program, how) => {
  await expect(nextMessage(run(program))).rejects.toThrow(`the process ended with ${how}`);
});
