import { createApp, createContext, createObject, type JsonObject } from '@parse/core';
import { describe, expect, test } from 'vitest';
import { sqliteStorage } from '../src/index.js';

const RACERS = 50;

describe('fifty first requests of one device at once make one row', () => {
  test.each<[string, JsonObject]>([
    ['an installation id', { deviceType: 'ios', installationId: 'i1' }],
    ['a device token', { deviceType: 'ios', deviceToken: 't1' }],
    ['both', { deviceType: 'ios', installationId: 'i1', deviceToken: 't1' }],
  ])('known by %s', async (_name, body) => {
    const app = await createApp({
      appId: 'test',
      keys: { masterKey: 'master' },
      storage: sqliteStorage({ path: ':memory:' }),
      passwords: { hash: async () => '', verify: async () => false, needsRehash: () => false },
    });
    const ctx = createContext(
      app,
      { kind: 'anonymous' },
      { ip: '127.0.0.1', installationId: undefined, clientVersion: undefined },
    );
    const results = await Promise.all(
      Array.from({ length: RACERS }, () => createObject(ctx, { className: '_Installation', body })),
    );
    const schema = app.schemas.get('_Installation');
    const rows = schema ? await app.storage.find(schema, { op: 'everything' }, {}) : [];
    await app.close();

    expect(rows).toHaveLength(1);
    expect(new Set(results.map(({ objectId }) => objectId))).toEqual(new Set([rows[0]?.objectId]));
  });
});
