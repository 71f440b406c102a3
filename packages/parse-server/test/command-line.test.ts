import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommand, type Command } from './support/command.js';

let folder = '';
const running: Command[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parse-server-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop('SIGKILL')));
  await rm(folder, { recursive: true });
});

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Command {
  const one = runCommand(folder, args, environment);
  running.push(one);
  return one;
}

const keys = ['--appId', 'shop', '--masterKey', 'master-key-of-shop', '--host', '127.0.0.1', '--port', '0'];

async function portOf(one: Command): Promise<string> {
  const [, port = ''] = await one.line(/"port":(\d+)/);
  return port;
}

async function createGame(
  port: string,
  appId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/parse/classes/Game`, {
    method: 'POST',
    headers: {
      'X-Parse-Application-Id': appId,
      'Content-Type': 'application/json',
      Connection: 'close',
      ...headers,
    },
    body: '{"score":1}',
  });
}

test('--help lists every option with its variable', async () => {
  const help = run(['--help']);
  expect(await help.ended).toBe(0);
  expect(help.output()).toContain('--masterKeyIps');
  expect(help.output()).toContain('PARSE_SERVER_MASTER_KEY_IPS');
  expect(help.output()).toContain('--passwordPolicy.maxPasswordHistory');
});

test('--version prints a version', async () => {
  const version = run(['--version']);
  expect(await version.ended).toBe(0);
  expect(version.output()).toMatch(/^\d+\.\d+\.\d+/);
});

test('every problem is listed and the exit code is 1', async () => {
  const failing = run(['--prot', '1', '--mountGraphQL'], { PARSE_SERVER_MAX_LIMIT: 'many' });
  expect(await failing.ended).toBe(1);
  for (const problem of [
    '--prot is not an option',
    'mountGraphQL is not available yet',
    'PARSE_SERVER_MAX_LIMIT',
    'appId is required',
  ]) {
    expect(failing.output()).toContain(problem);
  }
});

test('a database that cannot be opened is named, without a stack', async () => {
  const failing = run([...keys, '--databaseURI', 'sqlite:/dev/null/parse.db']);
  expect(await failing.ended).toBe(1);
  expect(failing.output()).toContain('/dev/null/parse.db cannot be opened');
  expect(failing.output()).not.toContain('    at ');
});

describe('a server', () => {
  test('keeps its data in ./parse-data and ends with 0 on SIGTERM', async () => {
    const one = run([...keys, '--allowClientClassCreation']);
    expect((await createGame(await portOf(one), 'shop')).status).toBe(201);
    expect(await one.stop('SIGTERM')).toBe(0);
    expect((await stat(join(folder, 'parse-data', 'parse.db'))).size).toBeGreaterThan(0);
    expect(one.output()).not.toContain('master-key-of-shop');
  });

  test('says that its port is in use', async () => {
    const port = await portOf(run(keys));
    const other = run([...keys, '--port', port]);
    expect(await other.ended).toBe(1);
    expect(other.output()).toContain(`Port ${port} is in use`);
  });

  test('makes keys when somebody tries it out, and uses them again', async () => {
    const first = run(['--dev', '--port', '0']);
    const [, appId = ''] = await first.line(/App id +(\S+)/);
    const [, masterKey = ''] = await first.line(/^ {4}([0-9a-f]{48})$/);
    await first.line(/curl -G/);
    const port = await portOf(first);
    expect((await createGame(port, appId)).status).toBe(201);
    expect((await createGame(port, appId, { 'X-Parse-Master-Key': masterKey })).status).toBe(201);
    expect(await first.stop('SIGINT')).toBe(0);

    const second = run(['--dev', '--port', '0']);
    await second.line(/Keys +in/);
    expect((await createGame(await portOf(second), appId)).status).toBe(201);
    expect(second.output()).not.toContain(masterKey);
  });
});

test('a cluster replaces a worker that dies and ends with 0', async () => {
  const primary = run([...keys, '--cluster', '2', '--allowClientClassCreation']);
  const serving = async (...known: readonly string[]): Promise<string> => {
    const [, pid = ''] = await primary.line(
      new RegExp(`worker serves.*"pid":(?!(?:${['-', ...known].join('|')})\\b)(\\d+)`),
    );
    return pid;
  };
  const first = await serving();
  const second = await serving(first);
  const port = await portOf(primary);
  expect((await createGame(port, 'shop')).status).toBe(201);
  process.kill(Number(first), 'SIGKILL');
  await serving(first, second);
  expect((await createGame(port, 'shop')).status).toBe(201);
  expect(await primary.stop('SIGTERM')).toBe(0);
});

describe('Cloud Code in TypeScript', () => {
  const call = async (port: string): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/parse/functions/double`, {
      method: 'POST',
      headers: { 'X-Parse-Application-Id': 'shop', 'Content-Type': 'application/json', Connection: 'close' },
      body: '{"n":21}',
    });
    return response.json();
  };

  test('is run as it is, with what it imports', async () => {
    await writeFile(join(folder, 'double.ts'), 'export const double = (n: number): number => n * 2;');
    await writeFile(
      join(folder, 'main.ts'),
      `import { double } from './double.ts';
interface Params { readonly n: number }
Parse.Cloud.define('double', ({ params }: { params: Params }) => double(params.n));`,
    );
    const server = run([...keys, '--databaseURI', 'sqlite:./parse.db', '--cloud', './main.ts']);
    expect(await call(await portOf(server))).toEqual({ result: 42 });
  });

  test('that fails stops the start and names the line', async () => {
    await writeFile(join(folder, 'main.ts'), `type Nothing = never;\n\nthrow new Error('on line three');`);
    const server = run([...keys, '--databaseURI', 'sqlite:./parse.db', '--cloud', './main.ts']);
    expect(await server.ended).toBe(1);
    expect(server.output()).toMatch(/on line three[^]*main\.ts:3:7/);
  });
});
