import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { MongoClient, type Db } from 'mongodb';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { MissingServicesError, openScratchDatabases, serviceUri, type ScratchEngine } from '../src/index.js';
import { queryOnce } from '../src/postgres/postgres-cluster.js';
import { run } from '../src/process/run-command.js';
import { serviceStatus, stopService } from '../src/run-services.js';
import { serviceFolder } from '../src/service-folders.js';
import { isLeased } from '../src/service-state.js';
import { useInstances } from './support/instance.js';

const engines = ['postgres', 'mongo', 'sqlite'] as const;
const allOfThem = { mongo: true, postgres: true, sqlite: true };
const noneOfThem = { mongo: false, postgres: false, sqlite: false };
const folder = dirname(import.meta.dirname);
const module = pathToFileURL(join(folder, 'dist/index.js')).href;
const within = useInstances();
const holders: ChildProcess[] = [];

beforeAll(async () => {
  expect(await run(process.execPath, [join(folder, 'run.js'), 'status', 'redis'])).toMatchObject({
    succeeded: true,
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const holder of holders.splice(0)) holder.kill('SIGKILL');
});

test('the next run drops what a killed one has left, and nobody else’s', async () => {
  const [dead, living] = [await startHolder(), await startHolder()];
  const others = new URL('/somebody_else', serviceUri('mongo')).href;
  await fill('mongo', others);
  expect(await whichAreFilled(dead.uris)).toEqual(allOfThem);
  await dead.end('SIGKILL');

  const databases = await openScratchDatabases(engines);
  expect(await whichAreFilled(dead.uris)).toEqual(noneOfThem);
  expect(await whichAreFilled(living.uris)).toEqual(allOfThem);
  await databases.close();
  expect(await whichAreFilled(living.uris)).toEqual(allOfThem);
  expect(await isFilled('mongo', others)).toBe(true);
  await inMongo(others, (db) => db.dropDatabase());
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s drops the databases before it ends the run', async (signal) => {
  const holder = await startHolder();
  expect(await holder.end(signal)).toBe(signal);
  expect(await whichAreFilled(holder.uris)).toEqual(noneOfThem);
});

test('an interruption drops also what is being made', async () => {
  const { pid, ended } = await startHolder(
    `databases.empty('postgres', 'late'); process.kill(process.pid, 'SIGINT');`,
  );
  await ended;
  await expect.poll(isMakingDatabases).toBe(false);
  expect(await namesInPostgres()).not.toContainEqual(expect.stringContaining(`_${pid}_`));
});

test('a database of a label is emptied, those of others stay', async () => {
  const databases = await openScratchDatabases(engines);
  for (const engine of engines) {
    const [kept, emptied] = [await databases.empty(engine, 'kept'), await databases.empty(engine, 'emptied')];
    await fill(engine, kept);
    await fill(engine, emptied);
    expect(await isFilled(engine, await databases.empty(engine, 'emptied'))).toBe(false);
    expect(await isFilled(engine, kept)).toBe(true);
  }
  await databases.close();
});

test('none is made once they are closed', async () => {
  const databases = await openScratchDatabases(['sqlite']);
  await expect(databases.empty('postgres', 'x')).rejects.toThrow('were not opened on postgres');
  await databases.close();
  await expect(databases.empty('sqlite', 'x')).rejects.toThrow('are being dropped');
});

test('an engine that cannot be had is told of, and leaves no other running', () =>
  within('missing', async () => {
    vi.stubEnv('CI', '');
    vi.stubEnv('PARSE_TEST_POSTGRES_URI', 'postgres://nobody@127.0.0.1:1/none');
    const opening = openScratchDatabases(['postgres', 'mongo']);
    await expect(opening).rejects.toThrow(MissingServicesError);
    expect(await serviceStatus('mongo')).toBeUndefined();
  }));

test('databases that cannot be dropped keep no service running', () =>
  within('failing', async () => {
    const databases = await openScratchDatabases(['postgres']);
    await stopService('postgres');
    await expect(databases.close()).rejects.toThrow('ECONNREFUSED');
    expect(isLeased(serviceFolder('postgres'))).toBe(false);
  }));

interface Holder {
  readonly pid: number | undefined;
  readonly uris: Uris;
  /** Resolves with the signal it ended by. */
  readonly ended: Promise<unknown>;
  readonly end: (signal: NodeJS.Signals) => Promise<unknown>;
}

type Uris = Readonly<Record<ScratchEngine, string>>;

/** Another run: it has a database on each engine, with something in it, and waits; `then` is what else it does. */
async function startHolder(then = ''): Promise<Holder> {
  const source = `
    import { openScratchDatabases } from ${JSON.stringify(module)};
    setInterval(() => undefined, 1000);
    const databases = await openScratchDatabases(${JSON.stringify(engines)});
    const uris = {};
    for (const engine of ${JSON.stringify(engines)}) uris[engine] = await databases.empty(engine, 'held');
    console.log(JSON.stringify(uris));
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(child);
  const ended = once(child, 'close').then(([, signal]: unknown[]) => signal);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const uris = JSON.parse(line) as Uris;
  if (then === '') for (const engine of engines) await fill(engine, uris[engine]);
  const end = (signal: NodeJS.Signals): Promise<unknown> => {
    child.kill(signal);
    return ended;
  };
  return { pid: child.pid, uris, ended, end };
}

async function fill(engine: ScratchEngine, uri: string): Promise<void> {
  if (engine === 'sqlite') for (const suffix of ['', '-wal']) writeFileSync(fileOf(uri) + suffix, 'rows');
  else if (engine === 'mongo') await inMongo(uri, (db) => db.collection('filled').insertOne({ a: 1 }));
  else await queryOnce({ connectionString: uri }, 'CREATE TABLE filled (id int)');
}

async function whichAreFilled(uris: Uris): Promise<Readonly<Record<string, boolean>>> {
  const found: Record<string, boolean> = {};
  for (const engine of engines) found[engine] = await isFilled(engine, uris[engine]);
  return found;
}

async function isFilled(engine: ScratchEngine, uri: string): Promise<boolean> {
  if (engine === 'sqlite') return ['', '-wal'].some((suffix) => existsSync(fileOf(uri) + suffix));
  if (engine === 'mongo')
    return inMongo(uri, async (db) => (await db.listCollections().toArray()).length > 0);
  if (!(await namesInPostgres()).includes(new URL(uri).pathname.slice(1))) return false;
  const [row] = await queryOnce({ connectionString: uri }, "SELECT to_regclass('filled') AS filled");
  return row?.['filled'] !== null;
}

async function namesInPostgres(): Promise<readonly unknown[]> {
  const rows = await inPostgres('SELECT datname FROM pg_database');
  return rows.map(({ datname }) => datname);
}

/** It finishes also what a client has asked for that is gone. */
async function isMakingDatabases(): Promise<boolean> {
  const query = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'CREATE DATABASE%'";
  return (await inPostgres(query)).length > 0;
}

function inPostgres(query: string): ReturnType<typeof queryOnce> {
  return queryOnce({ connectionString: serviceUri('postgres') }, query);
}

async function inMongo<T>(uri: string, work: (db: Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(uri);
  try {
    return await work(client.db());
  } finally {
    await client.close();
  }
}

function fileOf(uri: string): string {
  return uri.replace('sqlite:', '');
}
