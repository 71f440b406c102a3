import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { useServices } from '../src/index.js';
import { queryOnce } from '../src/postgres/postgres-cluster.js';
import { readJsonFile, writeJsonFile } from '../src/process/json-file.js';
import { isAlive, ownIdentity, type ProcessIdentity } from '../src/process/process-identity.js';
import { leaseService, serviceStatus, startService, stopService } from '../src/run-services.js';
import { serviceFolder } from '../src/service-folders.js';
import type { Service } from '../src/service-names.js';
import { useInstances } from './support/instance.js';

const within = useInstances();
const silent = (): void => undefined;
const start = (): Promise<Service> => startService('postgres', silent);
const recordOf = (name: string): string => join(serviceFolder('postgres'), `${name}.process.json`);
const readRecord = (name: string): ProcessIdentity => readJsonFile(recordOf(name)) as ProcessIdentity;

afterEach(async () => {
  vi.unstubAllEnvs();
  await within('one', () => stopService('postgres'));
});

test('start, again, status, stop, again', () =>
  within('one', async () => {
    expect(await serviceStatus('postgres')).toBeUndefined();
    const lines: string[] = [];
    const started = await startService('postgres', (line) => lines.push(line));
    expect(started).toMatchObject({
      name: 'postgres',
      engine: 'PostgreSQL',
      version: expect.stringMatching(/^\d+/),
    });
    expect(lines).toContain('postgres: starting');
    expect(await start()).toEqual(started);
    expect(await serviceStatus('postgres')).toEqual(started);

    const { pid, startedAt } = readRecord('postgres');
    expect(await stopService('postgres')).toEqual(started);
    expect(isAlive({ pid, startedAt })).toBe(false);
    expect(await serviceStatus('postgres')).toBeUndefined();
    expect(await stopService('postgres')).toBeUndefined();
  }));

test('many that start at once get one server', () =>
  within('one', async () => {
    const uris = (await Promise.all([start(), start(), start()])).map(({ uri }) => uri);
    expect(new Set(uris).size).toBe(1);
  }));

test('data outlives a stop, and a crash', () =>
  within('one', async () => {
    const { uri } = await start();
    await queryOnce({ connectionString: uri }, 'CREATE TABLE kept (id int)', 'INSERT INTO kept VALUES (1)');
    await stopService('postgres');
    await start();

    process.kill(readRecord('postgres').pid, 'SIGKILL');
    await expect.poll(() => serviceStatus('postgres')).toBeUndefined();
    const again = await start();
    expect(await queryOnce({ connectionString: again.uri }, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
  }));

test('a record that names a process of later does not get it stopped', () =>
  within('one', async () => {
    const own = ownIdentity();
    const stale = { ...own, startedAt: `${own.startedAt}0`, stopSignal: 'SIGKILL' };
    writeJsonFile(recordOf('postgres'), stale);
    expect(await serviceStatus('postgres')).toBeUndefined();
    await start();
    expect(readRecord('postgres').pid).not.toBe(process.pid);
    expect(isAlive(own)).toBe(true);
  }));

test('a record that was cut short is in nobody’s way', () =>
  within('one', async () => {
    writeFileSync(recordOf('postgres'), '{"pid":');
    await start();
    expect(await serviceStatus('postgres')).toBeDefined();
  }));

test('two instances side by side are two servers', async () => {
  const left = await within('left', start);
  const right = await within('right', start);
  expect(right.uri).not.toBe(left.uri);
  await within('left', () => stopService('postgres'));
  expect(await queryOnce({ connectionString: right.uri }, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a leased service is stopped by the last who uses it', () =>
  within('one', async () => {
    const first = await leaseService('postgres', silent);
    const second = await leaseService('postgres', silent);
    await first.release();
    expect(await serviceStatus('postgres')).toEqual(second.service);
    await second.release();
    expect(await serviceStatus('postgres')).toBeUndefined();
  }));

test('a lease of a process that has ended does not count', () =>
  within('one', async () => {
    const lease = await leaseService('postgres', silent);
    writeJsonFile(join(serviceFolder('postgres'), 'leases/dead.json'), { ...ownIdentity(), startedAt: '0' });
    await lease.release();
    expect(await serviceStatus('postgres')).toBeUndefined();
    expect(readdirSync(join(serviceFolder('postgres'), 'leases'))).toEqual([]);
  }));

test('what was started by hand stays when a test run has ended', () =>
  within('one', async () => {
    const started = await start();
    const { uris, release } = await useServices({ postgres: 'all' });
    expect(uris).toEqual({ postgres: started.uri });
    await release();
    expect(await serviceStatus('postgres')).toEqual(started);
  }));

test('an engine that cannot start says why, and leaves nothing running', () =>
  within('broken', async () => {
    const { uri } = await start();
    vi.stubEnv('PARSE_TEST_POSTGRES_PORT', new URL(uri).port);
    await within('broken-too', async () => {
      await expect(start()).rejects.toThrow(/postgres has ended; its log ends:[^]*Address already in use/);
      expect(readdirSync(serviceFolder('postgres'))).not.toContain('postgres.process.json');
      vi.stubEnv('PARSE_TEST_POSTGRES_PORT', 'many');
      await expect(start()).rejects.toThrow('PARSE_TEST_POSTGRES_PORT is not a port: many');
    });
  }));

test('a missing service is told of, and fails in CI', () =>
  within('missing', async () => {
    vi.stubEnv('PARSE_TEST_POSTGRES_URI', 'postgres://nobody@127.0.0.1:1/none');
    vi.stubEnv('CI', '');
    const { services, missing } = await useServices({ postgres: 'all' });
    expect(services).toEqual([]);
    expect(missing).toEqual({ postgres: expect.stringMatching(/^postgres cannot be had: .*ECONNREFUSED/) });
    vi.stubEnv('CI', 'true');
    await expect(useServices({ postgres: 'all' })).rejects.toThrow('postgres cannot be had');
  }));

test('a server that is given is used though one of ours runs, and is not ours to stop', async () => {
  const ours = await within('given', start);
  await within('given-to', start);
  vi.stubEnv('PARSE_TEST_POSTGRES_URI', ours.uri);
  await within('given-to', async () => {
    const { uris, services, release } = await useServices({ postgres: 'all' });
    expect(uris).toEqual({ postgres: ours.uri });
    expect(services).toMatchObject([{ engine: 'PostgreSQL' }]);
    await release();
  });
  expect(await within('given', () => serviceStatus('postgres'))).toEqual(ours);
});

test('only its owner can read what holds the password', () =>
  within('one', async () => {
    await start();
    const modes = ['service.json', 'password'].map(
      (file) => statSync(join(serviceFolder('postgres'), file)).mode,
    );
    expect(modes.map((mode) => mode & 0o077)).toEqual([0, 0]);
  }));
