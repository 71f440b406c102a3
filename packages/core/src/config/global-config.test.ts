import { memoryStorage } from '@parse/storage-memory';
import { describe, expect, test } from 'vitest';
import { failureOf, requestOf, startApp } from '../../test/app-fixture.js';
import type { StorageAdapter } from '../adapters/storage-adapter.js';
import { CONFIG_TRIGGERS, getGlobalConfig, updateGlobalConfig } from './global-config.js';

describe('the global configuration', () => {
  test('is empty before anybody set it', async () => {
    const app = await startApp();
    expect(await getGlobalConfig(requestOf(app))).toEqual({ params: {} });
  });

  test('hides parameters and their flags from clients', async () => {
    const app = await startApp();
    const master = requestOf(app, 'master');
    await updateGlobalConfig(master, { params: { a: 1, h: 2 }, masterKeyOnly: { h: true } });
    const all = { params: { a: 1, h: 2 }, masterKeyOnly: { a: false, h: true } };
    const visible = { params: { a: 1 }, masterKeyOnly: { a: false } };
    expect(await getGlobalConfig(master)).toEqual(all);
    expect(await getGlobalConfig(requestOf(app, 'readOnly'))).toEqual(all);
    expect(await getGlobalConfig(requestOf(app, 'maintenance'))).toEqual(visible);
    expect(await getGlobalConfig(requestOf(app))).toEqual(visible);
  });

  test('keeps what an update does not name', async () => {
    const app = await startApp();
    const master = requestOf(app, 'master');
    await updateGlobalConfig(master, { params: { a: 1, h: 2, gone: 3 }, masterKeyOnly: { h: true } });
    await updateGlobalConfig(master, {
      params: { a: { __op: 'Increment', amount: 2 }, gone: { __op: 'Delete' }, o: { k: [1] } },
    });
    expect(await getGlobalConfig(master)).toEqual({
      params: { a: 3, h: 2, o: { k: [1] } },
      masterKeyOnly: { a: false, h: true, gone: false, o: false },
    });
  });

  test('loses no update of concurrent writers', async () => {
    const app = await startApp();
    const master = requestOf(app, 'master');
    const increment = { params: { n: { __op: 'Increment', amount: 1 } } };
    await Promise.all(Array.from({ length: 50 }, () => updateGlobalConfig(master, increment)));
    expect((await getGlobalConfig(master)).params).toEqual({ n: 50 });
  });

  test('keeps wire types and tells where files are', async () => {
    const app = await startApp({ settings: { serverURL: 'http://host/parse' } });
    const date = { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' };
    const file = { __type: 'File', name: 'a.txt' };
    await updateGlobalConfig(requestOf(app, 'master'), { params: { date, file } });
    expect((await getGlobalConfig(requestOf(app))).params).toEqual({
      date,
      file: { ...file, url: 'http://host/parse/files/test/a.txt' },
    });
  });

  test('is written with the master key only', async () => {
    const app = await startApp();
    const body = { params: { a: 1 } };
    const write = (caller: 'anonymous' | 'readOnly' | 'maintenance') =>
      failureOf(updateGlobalConfig(requestOf(app, caller), body));
    expect(await write('anonymous')).toBe('Permission denied');
    expect(await write('maintenance')).toBe('Permission denied');
    expect(await write('readOnly')).toBe('119 Permission denied');
    expect(await getGlobalConfig(requestOf(app, 'master'))).toEqual({ params: {} });
  });

  test('takes one trip to the store for a read and one for a write', async () => {
    const { storage, trips } = countTrips(memoryStorage());
    const app = await startApp({ storage });
    const master = requestOf(app, 'master');
    await updateGlobalConfig(master, { params: { a: 1 } });
    trips.length = 0;
    await updateGlobalConfig(master, { params: { a: 2 } });
    await getGlobalConfig(master);
    expect(trips).toEqual(['upsert', 'find']);
  });
});

describe('triggers of the configuration', () => {
  test('see what is written, what was there and what has become of it', async () => {
    const app = await startApp();
    const master = requestOf(app, 'master');
    await updateGlobalConfig(master, { params: { a: 1 } });
    const seen: unknown[] = [];
    for (const kind of ['beforeSave', 'afterSave'] as const) {
      app.triggers.onObject(kind, CONFIG_TRIGGERS, async ({ object, original, changed }) => {
        seen.push({ kind, object, original, changed });
        return undefined;
      });
    }
    await updateGlobalConfig(master, { params: { b: 2 } });
    expect(seen).toEqual([
      { kind: 'beforeSave', object: { b: 2 }, original: { a: 1 }, changed: ['b'] },
      { kind: 'afterSave', object: { a: 1, b: 2 }, original: { a: 1 }, changed: ['b'] },
    ]);
  });

  test('may refuse a write', async () => {
    const app = await startApp();
    app.triggers.onObject('beforeSave', CONFIG_TRIGGERS, () => Promise.reject(new TypeError('no')));
    const master = requestOf(app, 'master');
    expect(await failureOf(updateGlobalConfig(master, { params: { a: 1 } }))).toBe('141 no');
    expect(await getGlobalConfig(master)).toEqual({ params: {} });
  });
});

function countTrips(storage: StorageAdapter): { storage: StorageAdapter; trips: string[] } {
  const trips: string[] = [];
  const counted: StorageAdapter = {
    ...storage,
    find: (...args) => {
      trips.push('find');
      return storage.find(...args);
    },
    upsert: (...args) => {
      trips.push('upsert');
      return storage.upsert(...args);
    },
  };
  return { storage: counted, trips };
}
