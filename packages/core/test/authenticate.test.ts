import { memoryStorage } from '@parse/storage-memory';
import { describe, expect, test } from 'vitest';
import type { KeyOptions } from '../src/context/app-keys.js';
import { authenticate } from '../src/context/authenticate.js';
import type { Credentials } from '../src/context/credentials.js';
import { compileIpList } from '../src/context/ip-list.js';
import { StorageError } from '../src/errors/storage-error.js';
import { failureOf, startApp } from './app-fixture.js';

const keys: KeyOptions = {
  masterKey: 'master',
  readOnlyMasterKey: 'reader',
  maintenanceKey: 'repair',
  readOnlyMasterKeyIps: ['10.0.0.0/8'],
};

type Given = Partial<Credentials>;

async function kindOf(options: KeyOptions, given: Given): Promise<string> {
  const app = await startApp({ keys: options });
  const attempt = authenticate(app, { appId: 'test', ip: '127.0.0.1', ...given });
  const failure = await failureOf(attempt);
  return failure === 'ok' ? (await attempt).auth.kind : failure;
}

async function kindOfFailure(attempt: Promise<unknown>): Promise<string | undefined> {
  const failure: unknown = await attempt.catch((error: unknown) => error);
  return StorageError.isInstance(failure) ? failure.kind : undefined;
}

describe('authenticate', () => {
  test.each<[string, Given, string]>([
    ['nothing', {}, 'anonymous'],
    ['the master key', { masterKey: 'master' }, 'master'],
    ['the master key over IPv6', { masterKey: 'master', ip: '::1' }, 'master'],
    ['the master key over a dual socket', { masterKey: 'master', ip: '::ffff:127.0.0.1' }, 'master'],
    ['the master key from elsewhere', { masterKey: 'master', ip: '10.0.0.1' }, 'unauthorized'],
    ['a wrong master key', { masterKey: 'Master' }, 'anonymous'],
    ['an empty master key', { masterKey: '' }, 'anonymous'],
    ['the read-only key', { masterKey: 'reader', ip: '10.1.2.3' }, 'read-only-master'],
    ['the read-only key from elsewhere', { masterKey: 'reader' }, 'unauthorized'],
    ['the maintenance key', { maintenanceKey: 'repair' }, 'maintenance'],
    ['the maintenance key from elsewhere', { maintenanceKey: 'repair', ip: '1.1.1.1' }, 'unauthorized'],
    ['the maintenance key in another place', { masterKey: 'repair' }, 'anonymous'],
    ['an unknown session', { sessionToken: 'r:x' }, '209 Invalid session token'],
    ['a key and an unknown session', { masterKey: 'master', sessionToken: 'r:x' }, 'master'],
  ])('with %s', async (_name, given, expected) => {
    expect(await kindOf(keys, given)).toBe(expected);
  });

  test.each<[string, Given, string]>([
    ['none of them', {}, 'unauthorized'],
    ['one of them', { restAPIKey: 'rest' }, 'anonymous'],
    ['the other', { javascriptKey: 'js' }, 'anonymous'],
    ['one in the place of the other', { javascriptKey: 'rest' }, 'unauthorized'],
    ['one that is not configured', { clientKey: '' }, 'unauthorized'],
    ['the master key alone', { masterKey: 'master' }, 'master'],
  ])('where client keys are configured, with %s', async (_name, given, expected) => {
    expect(await kindOf({ ...keys, restAPIKey: 'rest', javascriptKey: 'js' }, given)).toBe(expected);
  });

  test('a request that has waited for a database that is away asks it for nothing more', async () => {
    const storage = memoryStorage();
    const asked: string[] = [];
    const away = (method: string) => () => {
      asked.push(method);
      return Promise.reject(new StorageError('connection', 'away'));
    };
    const watched = { ...storage, capabilities: { ...storage.capabilities, watchClasses: false } };
    let time = 0;
    const app = await startApp({ storage: watched, now: () => new Date(time) });
    Object.assign(watched, { loadClasses: away('loadClasses'), find: away('find') });
    const request = () =>
      kindOfFailure(authenticate(app, { appId: 'test', ip: '127.0.0.1', sessionToken: 'r:x' }));

    time += app.settings.schemaCacheTtl;
    expect(await request()).toBe('connection');
    expect(asked).toEqual(['loadClasses']);
    expect(await request()).toBe('connection');
    expect(asked).toEqual(['loadClasses', 'find']);
  });

  test('a session is not looked at where it is to be ignored', async () => {
    const app = await startApp();
    const credentials = { appId: 'test', ip: '127.0.0.1', sessionToken: 'r:x' };
    const { auth } = await authenticate(app, credentials, { ignoreSession: true });
    expect(auth.kind).toBe('anonymous');
  });

  test('what clients give for triggers has no prototype to reach', async () => {
    const cloudContext = JSON.parse('{"__proto__":{"admin":true},"a":1}') as { a: number };
    const { cloudContext: given } = await authenticate(await startApp(), {
      appId: 'test',
      ip: '127.0.0.1',
      cloudContext,
    });
    expect(given.a).toBe(1);
    expect(given.admin).toBeUndefined();
  });
});

describe('a master key that is fetched', () => {
  test('is fetched once for all who wait, kept for its time, and asked for again after a failure', async () => {
    let time = 0;
    let fetches = 0;
    let isAway = false;
    const app = await startApp({
      now: () => new Date(time),
      keys: {
        masterKeyTtl: 10,
        masterKey: () => {
          fetches += 1;
          return isAway
            ? Promise.reject(new Error('vault is away'))
            : Promise.resolve(`key ${String(fetches)}`);
        },
      },
    });
    const ask = async (masterKey: string) =>
      (await authenticate(app, { appId: 'test', ip: '127.0.0.1', masterKey })).auth.kind;
    expect(await Promise.all([ask('key 1'), ask('key 1'), ask('x')])).toEqual([
      'master',
      'master',
      'anonymous',
    ]);
    time = 9_999;
    expect(await ask('key 1')).toBe('master');
    time = 10_000;
    isAway = true;
    expect(await failureOf(ask('key 1'))).toBe('vault is away');
    isAway = false;
    expect(await ask('key 3')).toBe('master');
    expect(fetches).toBe(3);
  });

  test('that is empty admits nobody', async () => {
    expect(await kindOf({ masterKey: () => '' }, { masterKey: '' })).toBe('anonymous');
  });
});

describe('a list of addresses', () => {
  test.each<[readonly string[], string, boolean]>([
    [['127.0.0.1'], '127.0.0.1', true],
    [['127.0.0.1'], '::ffff:127.0.0.1', true],
    [['127.0.0.1'], '::ffff:7f00:1', true],
    [['127.0.0.1'], '127.0.0.2', false],
    [['10.0.0.0/8'], '10.255.0.1', true],
    [['10.0.0.0/8'], '11.0.0.1', false],
    [['0.0.0.0/0'], '1.2.3.4', true],
    [['0.0.0.0/0'], '::1', false],
    [['::/0'], '2001:db8::1', true],
    [['::0'], '2001:db8::1', true],
    [['fe80::/10'], 'fe80::1%eth0', true],
    [[' ::1 '], '0:0:0:0:0:0:0:1', true],
    [[], '127.0.0.1', false],
    [['0.0.0.0/0', '::/0'], 'unknown', false],
    [['0.0.0.0/0', '::/0'], '', false],
  ])('%j holds %s: %s', (entries, ip, expected) => {
    expect(compileIpList(entries).list.has(ip)).toBe(expected);
  });

  test.each([
    '',
    'host',
    '1.2.3',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/8/8',
    '::1/129',
    '1.2.3.4/-1',
    '1.2.3.4/1e1',
  ])('does not read %j', (entry) => {
    expect(compileIpList([entry]).invalid).toEqual([entry]);
  });
});
