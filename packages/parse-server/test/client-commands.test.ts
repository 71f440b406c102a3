import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { memoryStorage } from '@parse/storage-memory';
import Parse from 'parse/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createParseServer, type RunningServer } from '../src/index.js';
import { connectSdk } from './e2e/support/connect-sdk.js';
import { runCommand } from './support/command.js';

const keys = { appId: 'shop', masterKey: 'master-key-of-shop' };

let server: RunningServer;
let folder: string;
let url: string;
/** Lets the job that waits go on. */
const gate: { open: () => void } = { open: () => undefined };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parse-client-'));
  server = await createParseServer({
    ...keys,
    storage: memoryStorage(),
    silent: true,
    host: '127.0.0.1',
    cloud: () => {
      Parse.Cloud.job('count', async ({ params, message }) => {
        message(`counts to ${String(params['to'])}`);
        await new Promise<void>((resolve) => (gate.open = resolve));
        return 'counted';
      });
      Parse.Cloud.job('broken', () => {
        throw new Error('out of paper');
      });
      Parse.Cloud.define('shop.rate', () => 1, {
        fields: { stars: { type: Number, required: true }, text: { type: String } },
      });
      Parse.Cloud.define('hello', () => 'hello');
    },
  });
  const address = (await server.listen(0)).address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/parse`;
  connectSdk({ ...keys, url });
});
afterAll(async () => {
  gate.open();
  await server.close();
  await rm(folder, { recursive: true });
});

const access = () => ({
  PARSE_SERVER_APPLICATION_ID: keys.appId,
  PARSE_SERVER_MASTER_KEY: keys.masterKey,
  PARSE_SERVER_URL: url,
});
const run = (...args: readonly string[]) => runCommand(folder, args, access());

/** Every call is a process, on a machine that may do much else. */
const PATIENT = { timeout: 180_000 };

describe('parse-server jobs', PATIENT, () => {
  test('runs a job with parameters and follows it to its end', async () => {
    const command = run('jobs', 'run', 'count', '{"to":3}');
    const [, jobId = ''] = await command.line(/^count runs as (\S+)$/);
    await command.line(/^counts to 3$/);
    const other = run('jobs', 'tail', jobId);
    await other.line(/^counts to 3$/);
    gate.open();
    await Promise.all([command.line(/^counted$/), other.line(/^counted$/)]);
    expect([await command.ended, await other.ended]).toEqual([0, 0]);
    expect(command.output()).toMatch(/count succeeded$/);

    const list = run('jobs');
    expect(await list.ended).toBe(0);
    expect(list.output()).toMatch(new RegExp(`^count +succeeded +\\S+ +${jobId} +counted$`, 'm'));
  });

  test('ends with 1 when the job fails, and says why', async () => {
    const command = run('jobs', 'run', 'broken');
    expect(await command.ended).toBe(1);
    expect(command.output()).toMatch(/out of paper\nbroken failed$/);
  });

  test.each([
    [['jobs', 'run', 'unknown'], /refuses: Invalid job\. \(141\)/],
    [['jobs', 'run', 'count', 'to=3'], /to=3 is not/],
    [['jobs', 'walk'], /parse-server jobs run NAME/],
    [['jobs', 'list', '--masterKey', 'wrong'], /refuses: Permission denied/],
    [
      ['jobs', 'list', '--serverURL', 'http://127.0.0.1:1/parse'],
      /No server answers under http:\/\/127\.0\.0\.1:1/,
    ],
  ])('%j is refused', async (args, problem) => {
    const command = run(...args);
    expect(await command.ended).toBe(1);
    expect(command.output()).toMatch(problem);
    expect(command.output()).not.toContain('    at ');
  });
});

describe('parse-server types', PATIENT, () => {
  beforeAll(async () => {
    const team = new Parse.Schema('Team').addString('name', { required: true });
    await team.save();
    const game = new Parse.Schema('Game')
      .addNumber('score')
      .addArray('tags')
      .addDate('playedAt')
      .addGeoPoint('place')
      .addPointer('team', 'Team')
      .addPointer('owner', '_User')
      .addRelation('players', '_User');
    await game.save();
    // The compiler looks for the SDK where the program is.
    await symlink(modulesOf('parse'), join(folder, 'node_modules'), 'dir');
  });

  const write = async (): Promise<string> => {
    const command = run('types', 'types.ts');
    expect(await command.ended).toBe(0);
    return command.output();
  };

  test('writes the same file for the same server, once', async () => {
    expect(await write()).toMatch(/types\.ts: \d+ classes, 2 functions/);
    const before = await stat(join(folder, 'types.ts'));
    await write();
    expect((await stat(join(folder, 'types.ts'))).mtimeMs).toBe(before.mtimeMs);
    const text = await readFile(join(folder, 'types.ts'), 'utf8');
    expect(text).toContain('export type Game = ');
    expect(text).not.toContain('_JobStatus');
    expect(text).not.toMatch(/\bany\b/);
  });

  test('that tell right from wrong', async () => {
    await write();
    const lines = [...right, ...wrong].map((line) => `{ ${line} }`);
    await writeFile(join(folder, 'program.ts'), [...head, ...lines].join('\n'));
    const complaints = await compile('program.ts');
    const numbers = complaints.map((complaint) => Number(/program\.ts\((\d+)/.exec(complaint)?.[1]));
    const expected = wrong.map((_line, index) => head.length + right.length + index + 1);
    expect({ lines: [...new Set(numbers)], complaints }).toEqual({ lines: expected, complaints });
  });

  test('are refused a place that is none', async () => {
    const command = run('types', 'a.ts', 'b.ts');
    expect(await command.ended).toBe(1);
    expect(command.output()).toContain('parse-server types');
  });
});

/** A program that uses the types, line by line. */
const head = [
  `import Parse from 'parse/node';`,
  `import type { Functions, Game, QueryOfClass, RunFunction, Team, User } from './types.js';`,
  `const Query = Parse.Query as QueryOfClass;`,
  `const run = Parse.Cloud.run as RunFunction;`,
  `declare const game: Game;`,
  `declare const user: User;`,
  `const rate = async () => 4.5;`,
  `declare module './types.js' { interface FunctionResults { 'shop.rate': Awaited<ReturnType<typeof rate>> } }`,
];
const right = [
  `new Parse.Query<Game>('Game').equalTo('score', 1).greaterThan('createdAt', new Date());`,
  `void new Query('Game').equalTo('team', {} as Team).include('owner').find().then(([one]) => one?.get('score')?.toFixed());`,
  `void new Query('_User').equalTo('username', 'ada').first();`,
  `game.set('playedAt', new Date()); game.set('owner', user);`,
  `const name: string = ({} as Team).get('name');`,
  `const place: Parse.GeoPoint | undefined = game.get('place');`,
  `void game.relation('players').query().find().then(([one]) => one?.get('email')?.length);`,
  `void run('shop.rate', { stars: 5 }); void run('hello', undefined);`,
  `void Parse.Cloud.run<Functions['shop.rate']>('shop.rate', { stars: 5, text: 'good' });`,
  `void run('shop.rate', { stars: 5 }).then((average) => average.toFixed(1));`,
  `void run('hello', { name: 'Ada', list: [1] }).then((text) => typeof text === 'string' && text.length);`,
  `const [tag]: unknown[] = game.get('tags') ?? []; new Query('Game').equalTo('tags', tag);`,
  `Parse.Cloud.beforeSave<Game>('Game', ({ object }) => void object.get('score')?.toFixed());`,
];
const wrong = [
  `new Parse.Query<Game>('Game').equalTo('scroe', 1);`,
  `new Query('Game').equalTo('scroe', 1);`,
  `new Query('Game').equalTo('score', 'many');`,
  `new Query('Gmae');`,
  `game.set('scroe', 1);`,
  `game.set('score', 'many');`,
  `const score: string | undefined = game.get('score');`,
  `void run('shop.rate', {});`,
  `void run('shop.rate', { stars: 'five' });`,
  `void run('shop.rat', { stars: 5 });`,
  `void run('shop.rate', { stars: 5 }).then((average) => average.length);`,
  `void run('hello', undefined).then((text) => text.length);`,
  `Parse.Cloud.beforeSave<Game>('Game', ({ object }) => void object.get('scroe'));`,
];

/** The folder that holds the package. */
function modulesOf(name: string): string {
  return dirname(dirname(createRequire(import.meta.url).resolve(`${name}/node`)));
}

/** The compiler's complaints about a file in the folder. */
async function compile(file: string): Promise<readonly string[]> {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('@typescript/native/package.json')),
    'bin/tsc',
  );
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig', '--types', 'node'];
  const modules = ['--module', 'nodenext', '--target', 'es2023'];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [compiler, ...options, ...modules, file],
      { cwd: folder },
      (_failure, stdout) => resolve(stdout.split('\n').filter((line) => /^\S/.test(line))),
    );
  });
}
