import { describe, expect, test } from 'vitest';
import { authorize, isPermitted } from '../src/access/authorize.js';
import { defaultAcl } from '../src/access/default-acl.js';
import { hideFields, protectionFor } from '../src/access/protected-fields.js';
import { restrict } from '../src/access/restrict.js';
import type { App } from '../src/context/app.js';
import type { Auth } from '../src/context/auth.js';
import { createObject } from '../src/objects/create-object.js';
import { findObjects } from '../src/objects/find-objects.js';
import { matches } from '../src/query/matches.js';
import type { ClassAction, ClassPermissions, ClassSchema } from '../src/types/class-schema.js';
import type { Json, JsonObject } from '../src/types/json.js';
import { pointerTo, type StoredObject } from '../src/types/object.js';
import { failureOf, requestOf, startApp } from './app-fixture.js';

const className = 'Note';
const userOf = (userId: string): Auth => ({
  kind: 'user',
  userId,
  sessionToken: 't',
  session: { objectId: 's' },
});

const callers = {
  anonymous: 'anonymous',
  master: 'master',
  readOnly: 'readOnly',
  maintenance: 'maintenance',
  ann: userOf('ann'),
  bob: userOf('bob'),
} as const;
type Caller = keyof typeof callers;

/** An app in which ann is of the staff. */
async function appWithStaff(): Promise<App> {
  const app = await startApp({ settings: { enableSanitizedErrorResponse: false } });
  const users: Json = { __op: 'AddRelation', objects: [pointerTo('_User', 'ann')] };
  await createObject(requestOf(app, 'master'), {
    className: '_Role',
    body: { name: 'staff', ACL: {}, users },
  });
  return app;
}

function schemaWith(permissions: ClassPermissions, name = className): ClassSchema {
  const owner = { type: 'Pointer', targetClass: '_User' } as const;
  return {
    className: name,
    fields: { objectId: { type: 'String' }, owner, team: { type: 'Array' }, a: { type: 'String' } },
    permissions,
    indexes: {},
  };
}

describe('authorize', () => {
  test.each<[string, ClassPermissions, ClassAction, string]>([
    ['everybody', { find: { '*': true } }, 'find', 'anonymous master readOnly maintenance ann bob'],
    ['nobody', {}, 'find', 'master readOnly maintenance'],
    ['nobody to write', {}, 'update', 'master maintenance'],
    ['one user', { find: { bob: true } }, 'find', 'master readOnly maintenance bob'],
    ['a role', { find: { 'role:staff': true } }, 'find', 'master readOnly maintenance ann'],
    [
      'who is logged in',
      { find: { requiresAuthentication: true } },
      'find',
      'master readOnly maintenance ann bob',
    ],
    [
      'owners',
      { find: { pointerFields: ['owner'] } },
      'find',
      'anonymous master readOnly maintenance ann bob',
    ],
    [
      'readers, reading',
      { readUserFields: ['owner'] },
      'get',
      'anonymous master readOnly maintenance ann bob',
    ],
    ['readers, writing', { readUserFields: ['owner'] }, 'update', 'master maintenance'],
    ['owners to create', { create: { pointerFields: ['owner'] } }, 'create', 'master maintenance'],
    ['a name of the prototype', { find: {} }, 'find', 'master readOnly maintenance'],
  ])('admits %s', async (_name, permissions, action, expected) => {
    const app = await appWithStaff();
    const admitted: string[] = [];
    for (const caller of Object.keys(callers) as Caller[]) {
      const attempt = async () => authorize(requestOf(app, callers[caller]), schemaWith(permissions), action);
      if ((await failureOf(attempt())) === 'ok') admitted.push(caller);
    }
    expect(admitted.join(' ')).toBe(expected);
  });

  test.each<[string, ClassAction, Caller, string]>([
    ['_GlobalConfig', 'find', 'ann', '119 '],
    ['_Join:users:_Role', 'find', 'ann', '119 '],
    ['_Installation', 'find', 'ann', '119 '],
    ['_Installation', 'delete', 'ann', '119 '],
    ['_Installation', 'get', 'ann', 'ok'],
    ['_GlobalConfig', 'find', 'readOnly', 'ok'],
    ['_GlobalConfig', 'update', 'readOnly', '119 '],
  ])('of %s, %s by %s', async (name, action, caller, expected) => {
    const open = { [action]: { '*': true } } as ClassPermissions;
    const ctx = requestOf(await startApp(), callers[caller]);
    const attempt = async () => authorize(ctx, schemaWith(open, name), action);
    expect((await failureOf(attempt())).slice(0, expected.length)).toBe(expected);
  });

  test.each<[string, ClassAction, Caller]>([
    ['Note', 'update', 'readOnly'],
    ['_GlobalConfig', 'update', 'readOnly'],
    ['_GlobalConfig', 'find', 'ann'],
  ])(
    'of %s, to ask whether one may %s is refused where the key or the class forbids it: %s',
    async (name, action, caller) => {
      const open = { [action]: { '*': true } } as ClassPermissions;
      const ctx = requestOf(await startApp(), callers[caller]);
      expect(await failureOf(isPermitted(ctx, schemaWith(open, name), action))).toMatch(/^119 /);
    },
  );

  test('asks for a log-in where one is missing', async () => {
    const schema = schemaWith({ find: { requiresAuthentication: true } });
    const ctx = requestOf(await appWithStaff());
    const attempt = async () => authorize(ctx, schema, 'find');
    expect(await failureOf(attempt())).toBe('101 Permission denied, user needs to be authenticated.');
  });
});

describe('restrict', () => {
  const rows: readonly StoredObject[] = [
    { objectId: 'public' },
    { objectId: 'locked', ACL: {} },
    { objectId: 'anns', ACL: { ann: { read: true } } },
    { objectId: 'staffs', ACL: { 'role:staff': { read: true, write: true } } },
    { objectId: 'everybodys', ACL: { '*': { read: true } } },
    { objectId: 'owned', owner: pointerTo('_User', 'ann') },
    { objectId: 'shared', team: [pointerTo('_User', 'bob'), pointerTo('_User', 'ann')] },
    { objectId: 'other', owner: pointerTo('Note', 'ann') },
  ];
  const unowned = 'public everybodys owned shared other';

  test.each<[Caller, ClassPermissions, 'read' | 'write', string]>([
    ['anonymous', { get: { '*': true } }, 'read', unowned],
    ['ann', { get: { requiresAuthentication: true, pointerFields: ['owner'] } }, 'read', 'owned'],
    ['bob', { get: { requiresAuthentication: true }, readUserFields: ['owner'] }, 'read', ''],
    ['ann', { get: { '*': true } }, 'read', 'public anns staffs everybodys owned shared other'],
    ['bob', { get: { '*': true } }, 'write', 'public owned shared other'],
    ['ann', { get: { '*': true } }, 'write', 'public staffs owned shared other'],
    ['ann', { get: { pointerFields: ['owner', 'team'] } }, 'read', 'owned shared'],
    ['ann', { readUserFields: ['team'] }, 'read', 'shared'],
    ['anonymous', { get: { pointerFields: ['owner'] } }, 'read', ''],
    ['bob', { get: { pointerFields: ['owner', 'gone'] } }, 'read', ''],
    ['readOnly', {}, 'read', rows.map(({ objectId }) => objectId).join(' ')],
  ])('leaves %s with %j to %s', async (caller, permissions, rights, expected) => {
    const schema = schemaWith(permissions);
    const access = await authorize(requestOf(await appWithStaff(), callers[caller]), schema, 'get');
    const where = restrict(schema, { op: 'everything' }, access, rights);
    const left = rows.filter((row) => matches(row, where)).map(({ objectId }) => objectId);
    expect(left.join(' ')).toBe(expected);
  });

  test('what is counted are the rows of both permissions, to find and to count', async () => {
    const app = await appWithStaff();
    const permissions = {
      find: { '*': true },
      count: { pointerFields: ['owner'] },
      create: { '*': true },
    } as const;
    await app.schemas.create(schemaWith(permissions));
    for (const owner of ['ann', 'ann', 'bob']) {
      const body = { owner: pointerTo('_User', owner) };
      await createObject(requestOf(app, 'master'), { className, body });
    }
    const found = await findObjects(requestOf(app, callers.ann), {
      className,
      options: { count: 1, limit: 1 },
    });
    expect([found.results.length, found.count]).toEqual([1, 2]);
  });
});

describe('protected fields', () => {
  const row = { objectId: 'n', a: '1', owner: pointerTo('_User', 'ann'), team: [pointerTo('_User', 'bob')] };

  test.each<[string, JsonObject, Caller, string]>([
    ['no rule', {}, 'anonymous', 'a owner team'],
    ['everybody', { '*': ['a'] }, 'ann', 'owner team'],
    ['everybody but the keys', { '*': ['a'] }, 'readOnly', 'a owner team'],
    ['who is logged in sees more', { '*': ['a', 'team'], authenticated: ['a'] }, 'ann', 'owner team'],
    ['a role sees more', { '*': ['a', 'team'], 'role:staff': [] }, 'ann', 'a owner team'],
    ['not of the role', { '*': ['a', 'team'], 'role:staff': [] }, 'bob', 'owner'],
    ['a user sees more', { '*': ['a'], bob: [] }, 'bob', 'a owner team'],
    ['different rules hide what all hide', { '*': ['a', 'team'], ann: ['team', 'owner'] }, 'ann', 'a owner'],
    ['the owner sees more', { '*': ['a', 'team'], 'userField:owner': ['team'] }, 'ann', 'a owner'],
    ['one of a list sees more', { '*': ['a', 'owner'], 'userField:team': ['owner'] }, 'bob', 'a team'],
    ['not the owner', { '*': ['a', 'team'], 'userField:owner': [] }, 'bob', 'owner'],
    ['nobody owns by a missing field', { '*': ['a'], 'userField:gone': [] }, 'ann', 'owner team'],
    ['the id is never hidden', { '*': ['objectId', 'a'] }, 'ann', 'owner team'],
  ])('%s', async (_name, protectedFields, caller, expected) => {
    const schema = schemaWith({ protectedFields: protectedFields as Record<string, string[]> });
    const protection = await protectionFor(requestOf(await appWithStaff(), callers[caller]), schema);
    const { objectId, ...visible } = hideFields(protection, row);
    expect([objectId, Object.keys(visible).sort().join(' ')]).toEqual(['n', expected]);
  });

  test('are hidden from owners by the row, whether or not the field that tells them is asked for', async () => {
    const app = await appWithStaff();
    const protectedFields = { '*': ['a'], 'userField:owner': [] };
    const all = { find: { '*': true }, get: { '*': true }, protectedFields } as const;
    await app.schemas.create(schemaWith(all));
    const body = { a: 'secret', owner: pointerTo('_User', 'ann') };
    await createObject(requestOf(app, 'master'), { className, body });
    const seen = async (caller: Caller) =>
      (await findObjects(requestOf(app, callers[caller]), { className, options: { keys: 'a' } })).results[0];
    expect(await seen('ann')).toHaveProperty('a', 'secret');
    expect(await seen('ann')).not.toHaveProperty('owner');
    expect(await seen('bob')).not.toHaveProperty('a');
  });

  test.each<[string, JsonObject]>([
    ['plainly', { where: { a: 'x' } }],
    ['in $or', { where: { $or: [{ objectId: 'x' }, { $and: [{ a: { $exists: true } }] }] } }],
    ['by a path', { where: { 'a.b': 1 } }],
    ['by the order', { order: '-a' }],
    ['in a subquery', { where: { owner: { $inQuery: { className, where: { a: 'x' } } } } }],
  ])('cannot be searched by: %s', async (_name, options) => {
    const app = await appWithStaff();
    await app.schemas.create(schemaWith({ find: { '*': true }, protectedFields: { '*': ['a'] } }));
    expect(await failureOf(findObjects(requestOf(app), { className, options }))).toMatch(/^119 /);
    expect(await failureOf(findObjects(requestOf(app, 'master'), { className, options }))).toBe('ok');
  });
});

describe('the default ACL', () => {
  test.each<[string, JsonObject | undefined, string | undefined, JsonObject | undefined]>([
    ['none', undefined, 'ann', undefined],
    ['public', { '*': { read: true, write: true } }, 'ann', undefined],
    ['readable', { '*': { read: true } }, 'ann', { '*': { read: true } }],
    ['the creator', { currentUser: { read: true } }, 'ann', { ann: { read: true } }],
    ['nobody logged in', { currentUser: { read: true } }, undefined, {}],
    [
      'a role beside',
      { currentUser: { write: true }, 'role:x': { read: true } },
      'ann',
      { ann: { write: true }, 'role:x': { read: true } },
    ],
  ])('%s', (_name, template, userId, expected) => {
    const acl = defaultAcl(template ? { ACL: template } : {}, userId);
    expect(acl === undefined ? undefined : { ...acl }).toEqual(expected);
  });
});
