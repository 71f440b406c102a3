import { describe, expect, test } from 'vitest';
import { classOf, failureOf, requestOf, startApp } from '../../test/app-fixture.js';
import type { AppOptions } from '../app/create-app.js';
import type { RequestContext } from '../context/request-context.js';
import { createObject } from '../objects/create-object.js';
import { joinClassName } from '../schema/join-class.js';
import { pointerTo } from '../types/object.js';
import { createSchema, deleteSchema, getSchema, listSchemas, updateSchema } from './schema-operations.js';

async function master(options: Partial<AppOptions> = {}): Promise<RequestContext> {
  return requestOf(await startApp(options), 'master');
}

const game = { fields: { score: { type: 'Number' } } };

describe('schemas', () => {
  test('list the classes that applications work with', async () => {
    const ctx = await master();
    await createSchema(ctx, { className: 'Game', body: game });
    await ctx.app.schemas.ensureJoin('players', 'Game');
    await ctx.app.schemas.ensure(classOf(ctx.app, '_Idempotency'));
    const names = (await listSchemas(ctx)).map(({ className }) => className);
    expect(names).toEqual(['_User', '_Role', '_Session', 'Game']);
  });

  test("show the server's own classes, created or not", async () => {
    const ctx = await master();
    expect(await getSchema(ctx, '_Audience')).toMatchObject({
      fields: { query: { type: 'String' } },
      classLevelPermissions: {},
    });
  });

  test.each(['Nope', '_Installation', '_Join:users:_Role', 'a-b', '__proto__', 'constructor'])(
    'do not show %s',
    async (name) => {
      const ctx = await master();
      await ctx.app.schemas.ensureJoin('users', '_Role');
      expect(await failureOf(getSchema(ctx, name))).toBe(`103 Class ${name} does not exist.`);
    },
  );
});

describe('creating a class', () => {
  test('answers with the class as it is then', async () => {
    const ctx = await master();
    const created = await createSchema(ctx, { body: { className: 'Game', ...game } });
    expect(created).toMatchObject({ className: 'Game', fields: { score: { type: 'Number' } } });
    expect(await getSchema(ctx, 'Game')).toEqual(created);
  });

  test.each<[string, string]>([
    ['Game', '103 Class Game already exists.'],
    ['_User', '103 Class _User already exists.'],
    [
      '_Foo',
      '103 Invalid classname: _Foo, classnames can only have alphanumeric characters and _, and must start with an alpha character ',
    ],
    ['_Join:x:Game', '103 Class _Join:x:Game does not exist.'],
  ])('refuses the name %s', async (className, failure) => {
    const ctx = await master();
    await createSchema(ctx, { className: 'Game', body: {} });
    expect(await failureOf(createSchema(ctx, { className, body: {} }))).toBe(failure);
  });

  test('of racing callers one creates it', async () => {
    const ctx = await master();
    const calls = Array.from({ length: 20 }, () =>
      failureOf(createSchema(ctx, { className: 'Game', body: game })),
    );
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['ok', '103 Class Game already exists.']));
  });

  test('an unfit definition creates nothing', async () => {
    const ctx = await master();
    const body = { fields: { a: { type: 'Nope' } } };
    expect(await failureOf(createSchema(ctx, { className: 'Game', body }))).toBe(
      '111 invalid field type: Nope',
    );
    expect(ctx.app.schemas.has('Game')).toBe(false);
  });
});

describe('changing a class', () => {
  test('adds and drops columns', async () => {
    const ctx = await master();
    await createSchema(ctx, { className: 'Game', body: game });
    const body = { fields: { title: { type: 'String' }, score: { __op: 'Delete' } } };
    const changed = await updateSchema(ctx, { className: 'Game', body });
    expect(changed.fields).toMatchObject({ title: { type: 'String' } });
    expect(changed.fields).not.toHaveProperty('score');
  });

  test('to what it is already changes nothing', async () => {
    const ctx = await master();
    const created = await createSchema(ctx, { className: 'Game', body: game });
    expect(await updateSchema(ctx, { className: 'Game', body: game })).toEqual(created);
  });

  test.each(['Nope', '_Installation', '_JobSchedule'])(
    'that was not created is refused: %s',
    async (className) => {
      const ctx = await master();
      expect(await failureOf(updateSchema(ctx, { className, body: {} }))).toBe(
        `103 Class ${className} does not exist.`,
      );
    },
  );

  test('that another process dropped is refused', async () => {
    const ctx = await master();
    await createSchema(ctx, { className: 'Game', body: game });
    await ctx.app.storage.deleteClass('Game');
    const body = { fields: { title: { type: 'String' } } };
    expect(await failureOf(updateSchema(ctx, { className: 'Game', body }))).toBe(
      '103 Class Game does not exist.',
    );
  });

  test('a relation made anew under the name of a dropped one is empty', async () => {
    const ctx = await master();
    const add = { __op: 'AddRelation', objects: [pointerTo('_User', 'u1')] };
    await createObject(ctx, { className: 'Game', body: { players: add } });
    await updateSchema(ctx, { className: 'Game', body: { fields: { players: { __op: 'Delete' } } } });
    const join = await ctx.app.schemas.ensureJoin('players', 'Game');
    expect(await ctx.rows.count(join, { op: 'everything' })).toBe(0);
  });
});

describe('dropping a class', () => {
  test('takes its relations with it', async () => {
    const ctx = await master();
    await createSchema(ctx, {
      className: 'Game',
      body: { fields: { players: { type: 'Relation', targetClass: '_User' } } },
    });
    await ctx.app.schemas.ensureJoin('players', 'Game');
    await deleteSchema(ctx, 'Game');
    expect(ctx.app.schemas.has('Game')).toBe(false);
    expect(ctx.app.schemas.has(joinClassName('players', 'Game'))).toBe(false);
  });

  test('that holds objects is refused', async () => {
    const ctx = await master();
    await createObject(ctx, { className: 'Game', body: { ACL: {} } });
    expect(await failureOf(deleteSchema(ctx, 'Game'))).toBe(
      '255 Class Game is not empty, contains 1 objects, cannot drop schema.',
    );
  });

  test('that does not exist is no error', async () => {
    expect(await failureOf(deleteSchema(await master(), 'Nope'))).toBe('ok');
  });

  test.each(['a-b', '_Join:users:_Role'])('named %s is refused', async (name) => {
    const ctx = await master();
    await ctx.app.schemas.ensureJoin('users', '_Role');
    expect(await failureOf(deleteSchema(ctx, name))).toMatch(/^103 /);
    expect(ctx.app.schemas.has('_Join:users:_Role')).toBe(true);
  });
});

const CALLS: Readonly<Record<string, (ctx: RequestContext) => Promise<unknown>>> = {
  list: (ctx) => listSchemas(ctx),
  get: (ctx) => getSchema(ctx, '_User'),
  create: (ctx) => createSchema(ctx, { className: 'Game', body: {} }),
  update: (ctx) => updateSchema(ctx, { className: '_User', body: {} }),
  delete: (ctx) => deleteSchema(ctx, '_Role'),
};

describe('who may do it', () => {
  test.each(Object.entries(CALLS))('%s is not for clients or the maintenance key', async (_name, call) => {
    const app = await startApp();
    expect(await failureOf(call(requestOf(app)))).toBe('Permission denied');
    expect(await failureOf(call(requestOf(app, 'maintenance')))).toBe('Permission denied');
  });

  test.each([
    ['create', "119 read-only masterKey isn't allowed to create a schema."],
    ['update', "119 read-only masterKey isn't allowed to update a schema."],
    ['delete', "119 read-only masterKey isn't allowed to delete a schema."],
    ['list', 'ok'],
    ['get', 'ok'],
  ])('the read-only key and %s', async (name, outcome) => {
    const app = await startApp({ settings: { enableSanitizedErrorResponse: false } });
    expect(await failureOf(CALLS[name]?.(requestOf(app, 'readOnly')) ?? Promise.resolve())).toBe(outcome);
  });

  test.each(['create', 'update', 'delete'])('locked schemas refuse %s', async (name) => {
    const ctx = await master({ settings: { lockSchemas: true } });
    expect(await failureOf(CALLS[name]?.(ctx) ?? Promise.resolve())).toBe(
      '119 Cannot perform this operation when schemas options is used.',
    );
  });
});
