import { memoryStorage } from '@parse/storage-memory';
import { describe, expect, test } from 'vitest';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
import { localPubSub } from '../src/app/defaults/local-pubsub.js';
import { memoryCache } from '../src/app/defaults/memory-cache.js';
import { ConfigError } from '../src/errors/config-error.js';
import { createObject } from '../src/objects/create-object.js';
import { failureOf, requestOf, startApp } from './app-fixture.js';

describe('createApp', () => {
  test('tells every problem of the options at once, and opens nothing', async () => {
    let opened = 0;
    const storage: StorageAdapter = {
      ...memoryStorage(),
      open: () => {
        opened += 1;
        return Promise.resolve();
      },
    };
    const broken: object = { ...storage, find: undefined };
    const error: unknown = await startApp({
      keys: { masterKey: '', masterKeyIps: ['nowhere'] },
      storage: broken as StorageAdapter,
      watchedClasses: ['(', 'Note'],
    }).catch((failure: unknown) => failure);
    expect(ConfigError.isInstance(error) && error.problems).toEqual([
      'masterKey must be a text that is not empty, or a function',
      'masterKeyIps holds "nowhere", which is no IP address or CIDR range',
      'storage adapter "memory" lacks the method find',
      '"(" is neither the name of a class nor a regular expression',
    ]);
    expect(opened).toBe(0);
  });

  test('closes what it opened, last first, when the start fails, and tells the failure', async () => {
    const log: string[] = [];
    const note = (what: string, failure?: string) => () => {
      log.push(what);
      return failure === undefined ? Promise.resolve() : Promise.reject(new Error(failure));
    };
    const storage: StorageAdapter = {
      ...memoryStorage(),
      capabilities: { ...memoryStorage().capabilities, watchClasses: true },
      open: note('open storage'),
      close: note('close storage'),
      createClass: () => Promise.reject(new Error('disk is full')),
      watchClasses: () => Promise.resolve(note('stop watching')),
    };
    const cache = {
      ...memoryCache({ maxEntries: 1, ttl: 1 }),
      open: note('open cache'),
      close: note('close cache', 'stuck'),
    };
    expect(await failureOf(startApp({ storage, cache }))).toBe('disk is full');
    expect(log).toEqual(['open storage', 'open cache', 'stop watching', 'close cache', 'close storage']);
  });

  test('an app is closed as a whole, whichever part fails', async () => {
    let closed = 0;
    const storage: StorageAdapter = {
      ...memoryStorage(),
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    };
    const pubsub = { ...localPubSub(), close: () => Promise.reject(new Error('stuck')) };
    const app = await startApp({ storage, pubsub });
    expect(await failureOf(app.close())).toBe('stuck');
    expect(closed).toBe(1);
    expect(await failureOf(app.close())).toBe('ok');
    expect(closed).toBe(1);
  });

  test('fifty apps that start on one database at once all start', async () => {
    const storage = memoryStorage();
    const apps = await Promise.all(Array.from({ length: 50 }, () => startApp({ storage })));
    const classes = await storage.loadClasses();
    expect(classes.map(({ className }) => className).sort()).toEqual(['_Role', '_Session', '_User']);
    for (const app of apps) expect(app.schemas.has('_User')).toBe(true);
  });

  test('columns of the system that an older database lacks are added', async () => {
    const storage = memoryStorage();
    const old = {
      className: '_User',
      fields: { username: { type: 'String' } },
      permissions: {},
      indexes: {},
    } as const;
    await storage.createClass(old);
    await startApp({ storage });
    const [user] = (await storage.loadClasses()).filter(({ className }) => className === '_User');
    expect(Object.keys(user?.fields ?? {})).toEqual(expect.arrayContaining(['email', '_hashed_password']));
  });
});

describe('the bus of one process', () => {
  test('a listener that throws fails no write and keeps no other from being told', async () => {
    const lines: string[] = [];
    const heard: string[] = [];
    const logger = {
      isEnabled: () => true,
      log: (_level: string, message: string) => void lines.push(message),
    };
    const app = await startApp({ watchedClasses: ['Note'], logger });
    await app.pubsub.subscribe('testafterSave', () => {
      throw new Error('broken');
    });
    const leave = await app.pubsub.subscribe('testafterSave', (text) => void heard.push(text));
    const create = () => createObject(requestOf(app, 'master'), { className: 'Note', body: { a: 1 } });
    const { objectId } = await create();
    await leave();
    await create();
    expect(heard.map((text) => JSON.parse(text) as unknown)).toEqual([
      expect.objectContaining({
        currentParseObject: expect.objectContaining({ objectId, className: 'Note', a: 1 }) as unknown,
      }),
    ]);
    expect(lines).toContain('an event could not be published');
  });

  test('a bus that throws instead of rejecting fails no write', async () => {
    const pubsub = {
      ...localPubSub(),
      publish: () => {
        throw new Error('broken');
      },
    };
    const app = await startApp({ watchedClasses: ['.*'], pubsub });
    const create = createObject(requestOf(app, 'master'), { className: 'Note', body: {} });
    expect(await failureOf(create)).toBe('ok');
  });
});

describe('the cache of one process', () => {
  test('keeps so many entries, those used last, and each so long', async () => {
    const cache = memoryCache({ maxEntries: 2, ttl: 60_000 });
    await cache.put('a', 1);
    await cache.put('b', 2);
    await cache.get('a');
    await cache.put('c', 3);
    expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual([1, undefined, 3]);
    await cache.put('a', 4, 0);
    expect(await cache.get('a')).toBeUndefined();
  });

  test('nobody changes what is in it', async () => {
    const cache = memoryCache({ maxEntries: 2, ttl: 60_000 });
    const value = { user: { objectId: 'u' } };
    await cache.put('a', value);
    expect(Reflect.set(value.user, 'objectId', 'v')).toBe(false);
    expect(await cache.get('a')).toEqual({ user: { objectId: 'u' } });
  });
});
