import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCommand, type Command } from './support/command.js';

// A file is saved, watched and loaded by another process, on a machine that may do much else.
const PATIENCE = { timeout: 60_000, interval: 50 };
const PATIENT = { timeout: 180_000 };

let folder = '';
let server: Command | undefined;
let connection: Agent;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parse-server-dev-'));
  connection = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterEach(async () => {
  connection.destroy();
  await server?.stop('SIGKILL');
  await rm(folder, { recursive: true });
});

async function save(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** Starts `parse-server dev` and resolves with what calls its function `answer`, over one connection. */
async function develop(main: string): Promise<() => Promise<{ result: unknown; socket: number }>> {
  const keys = ['--appId', 'shop', '--masterKey', 'master', '--host', '127.0.0.1', '--port', '0'];
  server = runCommand(folder, ['dev', main, ...keys]);
  const [, port = ''] = await server.line(/"port":(\d+)/);
  return async () =>
    new Promise((resolve, reject) => {
      const headers = { 'X-Parse-Application-Id': 'shop', 'Content-Type': 'application/json' };
      const path = '/parse/functions/answer';
      const call = request({ agent: connection, host: '127.0.0.1', port, path, method: 'POST', headers });
      call.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => {
          const body = JSON.parse(Buffer.concat(chunks).toString());
          resolve({ result: body.result ?? body.error, socket: call.socket?.localPort ?? 0 });
        });
      });
      call.once('error', reject).end('{}');
    });
}

const kinds = [
  {
    kind: 'CommonJS',
    main: 'cloud/main.js',
    part: 'cloud/lib/answer.js',
    files: {
      'cloud/main.js': `const { answer } = require('./lib/answer.js');\nParse.Cloud.define('answer', () => answer());`,
    },
    answer: (text: string) => `exports.answer = () => '${text}';`,
  },
  {
    kind: 'ES modules',
    main: 'cloud/main.mjs',
    part: 'cloud/lib/answer.mjs',
    files: {
      'cloud/main.mjs': `import { answer } from './lib/answer.mjs';\nParse.Cloud.define('answer', () => answer());`,
    },
    answer: (text: string) => `export const answer = () => '${text}';`,
  },
  {
    kind: 'TypeScript',
    main: 'cloud/main.ts',
    part: 'cloud/lib/answer.ts',
    files: {
      'package.json': '{"type":"module"}',
      'cloud/main.ts': `import { answer } from './lib/answer.ts';\nParse.Cloud.define('answer', () => answer());`,
    },
    answer: (text: string) => `export const answer = (): string => '${text}';`,
  },
  {
    kind: 'a module outside of the folder',
    main: 'cloud/main.mjs',
    part: 'common/answer.mjs',
    files: {
      'cloud/main.mjs': `import { answer } from '../common/answer.mjs';\nParse.Cloud.define('answer', () => answer());`,
    },
    answer: (text: string) => `export const answer = () => '${text}';`,
  },
];

describe.each(kinds)('parse-server dev with $kind', PATIENT, ({ main, part, files, answer }) => {
  test('runs what is saved, keeps what works, and drops no connection', async () => {
    await save({ ...files, [part]: answer('first') });
    const call = await develop(main);
    const { result, socket } = await call();
    expect(result).toBe('first');

    await save({ [part]: answer('second') });
    await vi.waitFor(async () => expect(await call()).toEqual({ result: 'second', socket }), PATIENCE);

    await save({ [part]: `${answer('third')}\nconst broken = = 1;` });
    await server?.line(/answer\.\w+:2/);
    await server?.line(/const broken = = 1;/);
    expect(await call()).toEqual({ result: 'second', socket });

    await save({ [part]: answer('fourth') });
    await vi.waitFor(async () => expect(await call()).toEqual({ result: 'fourth', socket }), PATIENCE);
    expect(await server?.stop('SIGTERM')).toBe(0);
  });
});

describe('parse-server dev', PATIENT, () => {
  test('starts with code that does not load, shows the line, and runs what makes it work', async () => {
    await save({ 'main.mjs': `const fine = 1;\nif (fine)\n  throw new Error('not today');\n` });
    const call = await develop('./main.mjs');
    await server?.line(/main\.mjs:3:9/);
    await server?.line(/> 3 \| {3}throw new Error/);
    expect((await call()).result).toBe('Invalid function: "answer"');
    await save({
      'main.mjs': `import { text } from './not-there-yet.mjs';\nParse.Cloud.define('answer', () => text);`,
    });
    await server?.line(/Cannot find module .*not-there-yet\.mjs/);
    await save({ 'not-there-yet.mjs': `export const text = 'there';` });
    await vi.waitFor(async () => expect((await call()).result).toBe('there'), PATIENCE);
  });

  test('shows the line of a required module that throws, and not the line that requires it', async () => {
    await save({
      'main.js': `const prices = require('./prices.js');\nParse.Cloud.define('answer', () => prices.eur);`,
      'prices.js': `const prices = {};\n\nif (!prices.eur) throw new Error('no prices in euro');`,
    });
    const call = await develop('main.js');
    await server?.line(/prices\.js:3:24$/);
    await server?.line(/> 3 \| if \(!prices\.eur\) throw/);
    await save({ 'prices.js': `exports.eur = 5;` });
    await vi.waitFor(async () => expect((await call()).result).toBe(5), PATIENCE);
  });

  test('forgets functions that are gone, and names the line of a rule that is of no use', async () => {
    await save({ 'main.mjs': `Parse.Cloud.define('answer', () => 1);` });
    const call = await develop('main.mjs');
    expect((await call()).result).toBe(1);
    await save({
      'main.mjs': `Parse.Cloud.define('answer', () => 2);\nParse.Cloud.define('x', () => 1, { requireUsers: true });`,
    });
    await server?.line(/> 2 \| Parse\.Cloud\.define\('x'/);
    expect((await call()).result).toBe(1);
    await save({ 'main.mjs': `Parse.Cloud.define('other', () => 3);` });
    await vi.waitFor(async () => expect((await call()).result).toBe('Invalid function: "answer"'), PATIENCE);
  });

  test.each([
    [['dev'], 'Say where the Cloud Code is'],
    [['dev', './main.mjs', '--cluster', '2'], 'leave cluster out'],
  ])('%j is refused', async (args, problem) => {
    server = runCommand(folder, args);
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain(problem);
  });
});
