import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
import type { RequestContext } from '../src/context/request-context.js';
import { withTransaction } from '../src/context/with-transaction.js';
import { ParseError } from '../src/errors/parse-error.js';
import { StorageError } from '../src/errors/storage-error.js';
import { createObject } from '../src/objects/create-object.js';
import { deleteObject } from '../src/objects/delete-object.js';
import { findObjects } from '../src/objects/find-objects.js';
import { getObject } from '../src/objects/get-object.js';
import { updateObject } from '../src/objects/update-object.js';
import { currentUser } from '../src/users/current-user.js';
import { logIn } from '../src/users/log-in.js';
import type { JsonObject } from '../src/types/json.js';
import { addUser, failureOf, requestOf, startApp } from './app-fixture.js';

const className = 'Note';
const member = { __type: 'Pointer', className, objectId: 'm' };
const session = { objectId: 's' };

/** A store whose rows can be made to fail, one method of one class or all of them. */
function failingStorage() {
  const storage = memoryStorage();
  let failing: (method: string, className: string) => boolean = () => false;
  const guard = <A extends readonly [{ readonly className: string }, ...unknown[]], R>(
    method: string,
    run: (...args: A) => Promise<R>,
  ) => {
    return (...args: A): Promise<R> =>
      failing(method, args[0].className)
        ? Promise.reject(new StorageError('connection', 'secret of the driver'))
        : run(...args);
  };
  const guarded: StorageAdapter = {
    ...storage,
    find: guard('find', (...args: Parameters<StorageAdapter['find']>) => storage.find(...args)),
    count: guard('count', (...args: Parameters<StorageAdapter['count']>) => storage.count(...args)),
    insert: guard('insert', (...args: Parameters<StorageAdapter['insert']>) => storage.insert(...args)),
    update: guard('update', (...args: Parameters<StorageAdapter['update']>) => storage.update(...args)),
    upsert: guard('upsert', (...args: Parameters<StorageAdapter['upsert']>) => storage.upsert(...args)),
    remove: guard('remove', (...args: Parameters<StorageAdapter['remove']>) => storage.remove(...args)),
  };
  return { storage: guarded, fail: (when: typeof failing) => (failing = when) };
}

type Operation = (ctx: RequestContext) => Promise<unknown>;

const create: (body: JsonObject) => Operation = (body) => (ctx) => createObject(ctx, { className, body });
const find: (options: JsonObject) => Operation = (options) => (ctx) =>
  findObjects(ctx, { className, options });

test.each<[string, RegExp, Operation]>([
  ['a find', /^find Note/, find({})],
  ['a count', /^count Note/, find({ count: 1, limit: 0 })],
  ['a get', /^find Note/, (ctx) => getObject(ctx, { className, objectId: 'o', options: {} })],
  ['the roles of the caller', /^find _Join:users:_Role/, find({})],
  ['a subquery', /^find Other/, find({ where: { p: { $inQuery: { className: 'Other', where: {} } } } })],
  ['an include', /^find Note/, find({ include: 'parent' })],
  ['a relation to', /^find _Join/, find({ where: { $relatedTo: { object: member, key: 'likes' } } })],
  ['an insert', /^insert Note/, create({})],
  ['members of a relation', /^upsert _Join/, create({ likes: { __op: 'AddRelation', objects: [member] } })],
  ['an update', /^update Note/, (ctx) => updateObject(ctx, { className, objectId: 'o', body: { n: 1 } })],
  ['a delete', /^remove Note/, (ctx) => deleteObject(ctx, { className, objectId: 'o' })],
  ['oneself', /^find _User/, (ctx) => currentUser(ctx)],
  ['a log-in', /^find _User/, (ctx) => logIn(ctx, { username: 'u', password: 'p' })],
  [
    'a sign-up, its names',
    /^find _User/,
    (ctx) => createObject(ctx, { className: '_User', body: { username: 'n', password: 'p' } }),
  ],
  [
    'a sign-up, its session',
    /^insert _Session/,
    (ctx) => createObject(ctx, { className: '_User', body: { username: 'n', password: 'p' } }),
  ],
  [
    'an installation',
    /^find _Installation/,
    (ctx) =>
      createObject(ctx, { className: '_Installation', body: { installationId: 'i', deviceType: 'ios' } }),
  ],
])('a failing store is answered with code 1 and none of its words: %s', async (_name, where, operation) => {
  const { storage, fail } = failingStorage();
  const app = await startApp({ storage, settings: { allowClientClassCreation: true } });
  const relation = { __op: 'AddRelation', objects: [member] };
  await createObject(requestOf(app, 'master'), {
    className,
    body: { likes: relation, n: 0, parent: member },
  });
  await createObject(requestOf(app, 'master'), { className: 'Other', body: {} });
  fail((method, ofClass) => where.test(`${method} ${ofClass}`));
  const ctx = requestOf(app, { kind: 'user', userId: 'u', sessionToken: 't', session });
  const error: unknown = await operation(ctx).catch((failure: unknown) => failure);
  expect(ParseError.isInstance(error) && [error.code, error.message]).toEqual([
    1,
    'An internal server error occurred',
  ]);
});

test('a log-in whose device has an older session that cannot be ended says so, and leaves nothing to fail later (#10319)', async () => {
  const { storage, fail } = failingStorage();
  const app = await startApp({ storage });
  await addUser(app, 'u');
  const phone = requestOf(app, 'anonymous', 'phone');
  const enter = () => failureOf(logIn(phone, { username: 'u', password: 'secret' }));
  expect(await enter()).toBe('ok');
  fail((method, ofClass) => method === 'remove' && ofClass === '_Session');
  expect(await enter()).toBe('1 An internal server error occurred');
});

test.each<[string, JsonObject]>([
  ['a path through a number', { a: { x: 1 }, 'a.x.y': 2 }],
  ['an element beyond the end', { 'a.3': 2 }],
])('a body whose parts contradict each other is refused, not failed on: %s', async (_name, body) => {
  const ctx = requestOf(await startApp(), 'master');
  expect(await failureOf(createObject(ctx, { className, body }))).toMatch(/^(102|111) /);
});

test('a lost race inside of a transaction is still told from other failures', async () => {
  const storage = memoryStorage();
  let lost = 0;
  const racing: StorageAdapter = {
    ...storage,
    transaction: (work) =>
      storage.transaction((rows) =>
        work({
          ...rows,
          insert: (...args) => {
            lost += 1;
            return lost < 3
              ? Promise.reject(new StorageError('write-conflict', 'lost'))
              : rows.insert(...args);
          },
        }),
      ),
  };
  const ctx = requestOf(await startApp({ storage: racing }), 'master');
  await createObject(ctx, { className, body: { n: 0 } });
  await withTransaction(ctx, (inside) => createObject(inside, { className, body: { n: 1 } }));
  expect(lost).toBe(3);
});
