import { memoryStorage } from '@parse/storage-memory';
import { describe, expect, test } from 'vitest';
import { classOf, failureOf, requestOf, startApp } from '../../test/app-fixture.js';
import type { App } from '../context/app.js';
import { defaultSettings, type InstallationPolicy } from '../types/app-settings.js';
import { createObject } from '../objects/create-object.js';
import { updateObject } from '../objects/update-object.js';
import { systemSchema } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json, JsonObject } from '../types/json.js';

const TIME = '2020-01-01T00:00:00.000Z';
const className = '_Installation';
const LONG = 'F'.repeat(64);

async function appWith(rows: readonly JsonObject[], policy: Partial<InstallationPolicy> = {}): Promise<App> {
  const installation = { ...defaultSettings.installation, ...policy };
  const app = await startApp({ settings: { installation } });
  const schema = await app.schemas.ensure(classOf(app, className));
  for (const row of rows) {
    await app.storage.insert(schema, {
      deviceType: 'ios',
      createdAt: TIME,
      updatedAt: TIME,
      objectId: '',
      ...row,
    });
  }
  return app;
}

/** Every row as `id installationId/deviceToken`, new ones as `NEW`. */
async function rowsOf(app: App): Promise<string> {
  const rows = await app.storage.find(classOf(app, className), { op: 'everything' }, {});
  return rows
    .map(({ objectId, installationId, deviceToken }) => {
      const id = objectId.length === 1 ? objectId : 'NEW';
      return `${id} ${textOf(installationId)}/${textOf(deviceToken)}`;
    })
    .join(', ');
}

function systemClass(): ClassSchema {
  const schema = systemSchema(className);
  if (!schema) throw new TypeError(`${className} is a system class`);
  return schema;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '-';
}

function create(app: App, body: JsonObject, requestId?: string) {
  return createObject(requestOf(app, 'anonymous', requestId), { className, body });
}

function update(app: App, objectId: string, body: JsonObject, requestId?: string) {
  return updateObject(requestOf(app, 'anonymous', requestId), { className, objectId, body });
}

const byId = { objectId: 'a', installationId: 'i1' };
const byToken = { objectId: 'b', deviceToken: 't1' };
const others = { objectId: 'c', installationId: 'i2', deviceToken: 't1' };
const ios = { deviceType: 'ios' };

describe('creating an installation', () => {
  test.each<[string, JsonObject, string]>([
    [
      'no id at all',
      ios,
      '135 at least one ID field (deviceToken, installationId) must be specified in this operation',
    ],
    [
      'empty ids',
      { ...ios, installationId: '', deviceToken: null },
      '135 at least one ID field (deviceToken, installationId) must be specified in this operation',
    ],
    ['no device type', { installationId: 'i1' }, '135 deviceType must be specified in this operation'],
    [
      'an empty device type',
      { installationId: 'i1', deviceType: '' },
      '135 deviceType must be specified in this operation',
    ],
    [
      'a number as id',
      { ...ios, installationId: 5 },
      '111 schema mismatch for _Installation.installationId; expected String but got Number',
    ],
    [
      'a condition as id',
      { ...ios, installationId: { a: 1 } },
      '111 schema mismatch for _Installation.installationId; expected String but got Object',
    ],
    [
      'a condition as token',
      { ...ios, deviceToken: { a: 1 } },
      '111 schema mismatch for _Installation.deviceToken; expected String but got Object',
    ],
    [
      'a number as device type',
      { deviceType: 5, installationId: 'i1' },
      '111 schema mismatch for _Installation.deviceType; expected String but got Number',
    ],
  ])('refuses %s', async (_name, body, failure) => {
    const app = await appWith([]);
    expect(await failureOf(create(app, body))).toBe(failure);
    expect(await rowsOf(app)).toBe('');
  });

  test('stores ids and tokens of 64 characters in lower case, shorter tokens as they are', async () => {
    const app = await appWith([]);
    await create(app, { ...ios, installationId: 'ABC', deviceToken: LONG });
    await create(app, { ...ios, installationId: 'DEF', deviceToken: 'Short' });
    expect(await rowsOf(app)).toBe(`NEW abc/${'f'.repeat(64)}, NEW def/Short`);
  });

  test('updates the row of the device and answers like an update', async () => {
    const app = await appWith([byId]);
    const result = await create(app, { installationId: 'I1', deviceType: 'android', foo: 1 });
    expect(result).toMatchObject({ objectId: 'a', created: false });
    expect(await rowsOf(app)).toBe('a i1/-');
  });

  test('finds the row by the installation id of the request, but does not store it', async () => {
    const app = await appWith([byId]);
    await create(app, { ...ios, deviceToken: 't9' }, 'I1');
    await create(app, ios, 'unknown');
    expect(await rowsOf(app)).toBe('a i1/t9, NEW -/-');
  });

  test('the master key is about another device than the one it is used from', async () => {
    const app = await appWith([byId]);
    await createObject(requestOf(app, 'master', 'i1'), { className, body: { ...ios, deviceToken: 't1' } });
    await createObject(requestOf(app, 'master', 'i1'), { className, body: ios });
    expect(await rowsOf(app)).toBe('a i1/-, NEW -/t1, NEW -/-');
  });

  test('the younger claim to a token wins', async () => {
    const app = await appWith([others]);
    await create(app, { ...ios, installationId: 'i1', deviceToken: 't1' });
    expect(await rowsOf(app)).toBe('NEW i1/t1');
  });

  test('a token of several rows needs an id, and removes none of them without', async () => {
    const app = await appWith([byToken, others]);
    expect(await failureOf(create(app, { ...ios, deviceToken: 't1' }))).toBe(
      '132 Must specify installationId when deviceToken matches multiple Installation objects',
    );
    expect(await rowsOf(app)).toBe('b -/t1, c i2/t1');
  });

  test.each<[string, JsonObject]>([
    ['an installation id', { ...ios, installationId: 'i1' }],
    ['a device token', { ...ios, deviceToken: 't1' }],
    ['both', { ...ios, installationId: 'i1', deviceToken: 't1' }],
  ])('fifty first requests at once known by %s make one row', async (_name, body) => {
    const app = await startApp();
    const results = await Promise.all(Array.from({ length: 50 }, () => create(app, body)));
    const rows = await app.storage.find(classOf(app, className), { op: 'everything' }, {});
    expect(rows).toHaveLength(1);
    expect(new Set(results.map(({ objectId }) => objectId))).toEqual(new Set([rows[0]?.objectId]));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
  });

  test('empty installation ids are no ids, of which many rows have none', async () => {
    const app = await appWith([]);
    await create(app, { ...ios, installationId: '', deviceToken: 't1' });
    await create(app, { ...ios, installationId: '', deviceToken: 't2' });
    expect(await rowsOf(app)).toBe('NEW -/t1, NEW -/t2');
  });

  test('a token that moved on does not keep its next device from a row', async () => {
    const app = await appWith([]);
    const { objectId } = await create(app, { ...ios, deviceToken: 't1' });
    await update(app, objectId, { installationId: 'i1' });
    await update(app, objectId, { deviceToken: 't2' });
    const next = await create(app, { ...ios, deviceToken: 't1' });
    expect(next.objectId).not.toBe(objectId);
    expect(await rowsOf(app)).toBe('NEW i1/t2, NEW -/t1');
  });

  test('rows of one id from before the index was there stay usable', async () => {
    const storage = memoryStorage();
    await storage.createClass({ ...systemClass(), indexes: {} });
    for (const objectId of ['a', 'b']) {
      await storage.insert(systemClass(), {
        objectId,
        createdAt: TIME,
        updatedAt: TIME,
        installationId: 'i1',
      });
    }
    const app = await startApp({ storage });
    const result = await create(app, { ...ios, installationId: 'i1', deviceToken: 't1' });
    expect(result).toMatchObject({ objectId: 'b', created: false });
  });

  test('many devices at once end with one row each', async () => {
    const app = await appWith([]);
    const ids = Array.from({ length: 20 }, (_unused, index) => `device${String(index)}`);
    await Promise.all(ids.map((id) => create(app, { ...ios, installationId: id, deviceToken: `t-${id}` })));
    await Promise.all(ids.map((id) => create(app, { ...ios, installationId: id, deviceToken: `u-${id}` })));
    const rows = await app.storage.count(classOf(app, className), { op: 'everything' });
    expect(rows).toBe(20);
  });
});

describe('two rows of one device', () => {
  const body = { ...ios, installationId: 'i1', deviceToken: 't1' };
  const MERGES: readonly [Partial<InstallationPolicy>, string][] = [
    [{}, 'b i1/t1'],
    [{ duplicateDeviceTokenAction: 'update' }, 'a -/-, b i1/t1'],
    [{ duplicateDeviceTokenMergePriority: 'installationId' }, 'a i1/t1'],
    [
      { duplicateDeviceTokenMergePriority: 'installationId', duplicateDeviceTokenAction: 'update' },
      'a i1/t1, b -/-',
    ],
  ];

  test.each(MERGES)('become one under %j', async (policy, rows) => {
    const app = await appWith([byId, byToken], policy);
    await create(app, body);
    expect(await rowsOf(app)).toBe(rows);
  });

  test.each(MERGES)('become one by an update under %j', async (policy, rows) => {
    const app = await appWith([byId, byToken], policy);
    await update(app, 'a', { installationId: 'i1', deviceToken: 't1' });
    expect(await rowsOf(app)).toBe(rows);
  });

  test('stay as they are when the caller may not write the one that would remain', async () => {
    const app = await appWith([byId, { ...byToken, ACL: {} }]);
    expect(await failureOf(create(app, body))).toBe('101 Object not found.');
    expect(await rowsOf(app)).toBe('a i1/-, b -/t1');
  });
});

describe('duplicateDeviceTokenActionEnforceAuth', () => {
  const enforced = { duplicateDeviceTokenActionEnforceAuth: true };
  const body = { ...ios, installationId: 'i1', deviceToken: 't1' };

  test.each<[string, JsonObject, Partial<InstallationPolicy>, string]>([
    ['a public row goes', others, enforced, 'NEW i1/t1'],
    ['a row closed to the caller stays', { ...others, ACL: {} }, enforced, 'c i2/t1, NEW i1/t1'],
    [
      'a row closed to the caller keeps its token',
      { ...others, ACL: {} },
      { ...enforced, duplicateDeviceTokenAction: 'update' },
      'c i2/t1, NEW i1/t1',
    ],
    ['without it a closed row goes as well', { ...others, ACL: {} }, {}, 'NEW i1/t1'],
  ])('%s', async (_name, row, policy, rows) => {
    const app = await appWith([row], policy);
    await create(app, body);
    expect(await rowsOf(app)).toBe(rows);
  });

  test('class-level permissions count as well', async () => {
    const app = await appWith([others], enforced);
    const { permissions } = classOf(app, className);
    await app.schemas.change(className, { permissions: { ...permissions, delete: {} } });
    await create(app, body);
    expect(await rowsOf(app)).toBe('c i2/t1, NEW i1/t1');
  });

  test('the master key removes whatever is in the way', async () => {
    const app = await appWith([{ ...others, ACL: {} }], enforced);
    await createObject(requestOf(app, 'master'), { className, body });
    expect(await rowsOf(app)).toBe('NEW i1/t1');
  });
});

describe('updating an installation', () => {
  const row = { objectId: 'a', installationId: 'i1', deviceToken: 't1' };

  test.each<[string, JsonObject, JsonObject, string]>([
    [
      'another installation id',
      row,
      { installationId: 'i2' },
      '136 installationId may not be changed in this operation',
    ],
    [
      'no installation id',
      row,
      { installationId: { __op: 'Delete' } },
      '136 installationId may not be changed in this operation',
    ],
    [
      'another device type',
      row,
      { deviceType: 'android' },
      '136 deviceType may not be changed in this operation',
    ],
    [
      'no device type',
      row,
      { deviceType: { __op: 'Delete' } },
      '136 deviceType may not be changed in this operation',
    ],
    [
      'another token of a row without id',
      byToken,
      { deviceToken: 't2' },
      '136 deviceToken may not be changed in this operation',
    ],
    [
      'no token of a row without id',
      byToken,
      { deviceToken: { __op: 'Delete' } },
      '136 deviceToken may not be changed in this operation',
    ],
    [
      'a number as token',
      row,
      { deviceToken: 5 },
      '111 schema mismatch for _Installation.deviceToken; expected String but got Number',
    ],
  ])('refuses %s', async (_name, before, body, failure) => {
    const app = await appWith([before]);
    expect(await failureOf(update(app, textOf(before.objectId), body))).toBe(failure);
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    ['the same id in upper case', row, { installationId: 'I1' }, 'a i1/t1'],
    ['a new token', row, { deviceToken: LONG }, `a i1/${'f'.repeat(64)}`],
    ['no token', row, { deviceToken: { __op: 'Delete' } }, 'a i1/-'],
    ['the same device type', row, { deviceType: 'ios' }, 'a i1/t1'],
    ['an id for a row without one', byToken, { installationId: 'i1' }, 'b i1/t1'],
  ])('accepts %s', async (_name, before, body, rows) => {
    const app = await appWith([before]);
    await update(app, textOf(before.objectId), body);
    expect(await rowsOf(app)).toBe(rows);
  });

  test('is about the row it names, whatever device it comes from', async () => {
    const app = await appWith([row, { ...others, deviceToken: 't2' }]);
    await update(app, 'a', { deviceToken: 't3' }, 'i2');
    expect(await rowsOf(app)).toBe('a i1/t3, c i2/t2');
  });

  test('of an unknown row is refused', async () => {
    const app = await appWith([row]);
    expect(await failureOf(update(app, 'x', { installationId: 'i1' }))).toBe(
      '101 Object not found for update.',
    );
    expect(await failureOf(update(app, 'x', { badge: 1 }))).toBe('101 Object not found.');
  });

  test('of a row closed to the caller tells nothing about it', async () => {
    const app = await appWith([{ ...row, ACL: {} }]);
    expect(await failureOf(update(app, 'a', { installationId: 'i2' }))).toBe(
      '101 Object not found for update.',
    );
  });
});
