import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { run } from '../src/process/run-command.js';

const folder = dirname(import.meta.dirname);
const module = pathToFileURL(join(folder, 'dist/process/close-on-interrupt.js')).href;

beforeAll(async () => {
  expect(await run(process.execPath, [join(folder, 'run.js'), 'status', 'redis'])).toMatchObject({
    succeeded: true,
  });
});

/** A program that waits for ever, and runs `close` when it is interrupted; resolves once it listens to signals. */
async function start(close: string, then = ''): Promise<{ child: ChildProcess; ended: Promise<Ended> }> {
  const source = `
    import { closeOnInterrupt } from ${JSON.stringify(module)};
    setInterval(() => undefined, 1000);
    const closeNow = closeOnInterrupt(async () => { ${close} }, (line) => console.log(line));
    ${then}
    console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close').then(([, signal]: unknown[]) => ({ signal, output }));
  while (!output.includes('ready')) await once(child.stdout, 'data');
  return { child, ended };
}

interface Ended {
  readonly signal: unknown;
  readonly output: string;
}

const interrupted = 'interrupted: cleaning up (once more ends it at once)';

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the process when it has closed',
  async (signal) => {
    const { child, ended } = await start(`await new Promise(setImmediate); console.log('closed');`);
    child.kill(signal);
    expect(await ended).toEqual({ signal, output: `ready\n${interrupted}\nclosed\n` });
  },
);

test('a failure to close is told, and the process ends', async () => {
  const { child, ended } = await start(`throw new Error('no database');`);
  child.kill('SIGINT');
  expect(await ended).toEqual({
    signal: 'SIGINT',
    output: `ready\n${interrupted}\nsomething stays behind: Error: no database\n`,
  });
});

test('a second signal ends the process while it closes', async () => {
  const { child, ended } = await start(`await new Promise(() => undefined);`);
  child.kill('SIGINT');
  if (child.stdout) await once(child.stdout, 'data');
  child.kill('SIGINT');
  expect(await ended).toEqual({ signal: 'SIGINT', output: `ready\n${interrupted}\n` });
});

test('what was closed before is not closed again', async () => {
  const { child, ended } = await start(`console.log('closed');`, 'await closeNow();');
  child.kill('SIGTERM');
  expect(await ended).toEqual({ signal: 'SIGTERM', output: 'closed\nready\n' });
});

test('who closes while an interruption does waits for the same', async () => {
  const close = `console.log('closing'); await new Promise(setImmediate); console.log('closed');`;
  const { child, ended } = await start(close, `process.once('SIGINT', () => void closeNow());`);
  child.kill('SIGINT');
  expect(await ended).toEqual({ signal: 'SIGINT', output: `ready\n${interrupted}\nclosing\nclosed\n` });
});
