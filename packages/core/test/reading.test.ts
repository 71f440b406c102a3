import { describe, expect, test } from 'vitest';
import type { App } from '../src/context/app.js';
import { ParseError } from '../src/errors/parse-error.js';
import { createObject } from '../src/objects/create-object.js';
import { findObjects } from '../src/objects/find-objects.js';
import { getObject } from '../src/objects/get-object.js';
import { selectKeys } from '../src/objects/select-keys.js';
import { updateObject } from '../src/objects/update-object.js';
import type { Json, JsonObject } from '../src/types/json.js';
import { pointerTo } from '../src/types/object.js';
import { failureOf, requestOf, startApp } from './app-fixture.js';

const settings = { allowCustomObjectId: true, serverURL: 'http://x/parse' };
const save = (app: App, className: string, body: JsonObject) =>
  createObject(requestOf(app, 'master'), { className, body });
const find = async (app: App, className: string, options: JsonObject) =>
  (await findObjects(requestOf(app), { className, options })).results;

/** Without dates, which differ from run to run. */
function plain(value: Json): Json {
  return JSON.parse(
    JSON.stringify(value, (key, member: unknown) => (/^(created|updated)At$/.test(key) ? undefined : member)),
  ) as Json;
}

describe('includes', () => {
  const book = (objectId: string, body: JsonObject = {}): JsonObject => ({ objectId, ...body });

  async function library(): Promise<App> {
    const app = await startApp({ settings });
    await save(app, 'Author', { objectId: 'a1', name: 'A', born: 1900, home: pointerTo('City', 'c1') });
    await save(app, 'Author', { objectId: 'a2', name: 'B', ACL: {} });
    await save(app, 'City', { objectId: 'c1', name: 'Rome' });
    await save(
      app,
      'Book',
      book('b1', { author: pointerTo('Author', 'a1'), others: [pointerTo('Author', 'a1'), 7] }),
    );
    await save(
      app,
      'Book',
      book('b2', { author: pointerTo('Author', 'a2'), others: [pointerTo('Author', 'a2')] }),
    );
    await save(app, 'Book', book('b3', { author: pointerTo('Author', 'gone') }));
    return app;
  }

  const author = { __type: 'Object', className: 'Author', objectId: 'a1', name: 'A', born: 1900 };
  const withoutBirth = { __type: 'Object', className: 'Author', objectId: 'a1', name: 'A' };
  const home = { __type: 'Object', className: 'City', objectId: 'c1', name: 'Rome' };

  test.each<[string, JsonObject, JsonObject]>([
    ['a pointer', { include: 'author' }, { author: { ...author, home: pointerTo('City', 'c1') } }],
    ['a pointer of it', { include: 'author.home' }, { author: { ...author, home } }],
    ['some of its fields', { keys: 'author.name' }, { author: withoutBirth }],
    [
      'all but some',
      { include: 'author', excludeKeys: 'author.born,author.home,others' },
      { author: withoutBirth },
    ],
    ['those in lists', { include: 'others', keys: 'others.name' }, { others: [{ ...withoutBirth }, 7] }],
    ['no pointer', { include: 'objectId.x', keys: 'objectId' }, {}],
  ])('replace %s', async (_name, options, expected) => {
    const [first] = await find(await library(), 'Book', { where: { objectId: 'b1' }, ...options });
    const { objectId: _id, ...rest } = plain(first ?? null) as JsonObject;
    expect(rest).toMatchObject(plain(expected) as JsonObject);
  });

  test('leave out what nobody may read, and what is not there', async () => {
    const app = await library();
    const results = await find(app, 'Book', { include: 'author,others', order: 'objectId' });
    expect(results.map((result) => [result.author === undefined, result.others])).toMatchObject([
      [false, [{ name: 'A' }, 7]],
      [true, []],
      [true, undefined],
    ]);
  });

  test('cost one read per class, however many results there are', async () => {
    const app = await library();
    for (let index = 0; index < 30; index += 1)
      await save(app, 'Book', { author: pointerTo('Author', 'a1') });
    const read: string[] = [];
    const ctx = requestOf(app);
    const rows = {
      ...ctx.rows,
      find: (...args: Parameters<typeof ctx.rows.find>) => {
        read.push(args[0].className);
        return app.storage.find(...args);
      },
    };
    await findObjects({ ...ctx, rows }, { className: 'Book', options: { include: 'author.home' } });
    expect(read).toEqual(['Book', 'Author', 'City']);
  });
});

describe('selected keys', () => {
  const object = {
    objectId: 'o',
    createdAt: 'c',
    a: { b: { c: 1, d: 2 }, e: 3 },
    f: 4,
    p: pointerTo('X', 'y'),
  };

  test.each<[readonly string[] | undefined, readonly string[], JsonObject]>([
    [undefined, [], object],
    [['f'], [], { f: 4 }],
    [['a.b'], [], { a: { b: { c: 1, d: 2 } } }],
    [['a.b.c', 'a.e'], [], { a: { b: { c: 1 }, e: 3 } }],
    [['a', 'a.e'], [], { a: object.a }],
    [['a.none', 'none'], [], { a: {} }],
    [['p.name'], [], { p: object.p }],
    [['f', 'a'], ['a'], { f: 4 }],
    [undefined, ['a', 'p', 'objectId'], { f: 4 }],
    [['__proto__', 'constructor'], [], {}],
    [[], [], {}],
  ])('%j without %j', (keys, excludeKeys, expected) => {
    const selected = selectKeys({ keys, excludeKeys }, object);
    expect(JSON.parse(JSON.stringify(selected))).toEqual({ objectId: 'o', createdAt: 'c', ...expected });
  });
});

describe('what clients see of a row', () => {
  test('files have addresses, relations show, and internal columns do not', async () => {
    const app = await startApp({ settings });
    const relation: Json = { __op: 'AddRelation', objects: [pointerTo('_User', 'u')] };
    const picture = { __type: 'File', name: 'a b.png', url: 'http://evil/x' };
    await save(app, 'Note', { objectId: 'n', picture, fans: relation });
    const url = 'http://x/parse/files/test/a%20b.png';
    expect(await getObject(requestOf(app), { className: 'Note', objectId: 'n', options: {} })).toMatchObject({
      picture: { __type: 'File', name: 'a b.png', url },
      fans: { __type: 'Relation', className: '_User' },
    });
  });

  test('a file that beforeSave sets is answered with its address, to a create and to an update', async () => {
    const app = await startApp({ settings });
    const picture = { __type: 'File', name: 'a.png' };
    app.triggers.onObject('beforeSave', 'Note', () => Promise.resolve({ changes: { picture } }));
    const { objectId, response } = await save(app, 'Note', {});
    const url = 'http://x/parse/files/test/a.png';
    expect(response.picture).toEqual({ ...picture, url });
    const updated = await updateObject(requestOf(app, 'master'), {
      className: 'Note',
      objectId,
      body: { n: 1 },
    });
    expect(updated.response.picture).toEqual({ ...picture, url });
  });
});

describe('triggers around a search', () => {
  test('beforeFind changes the query, or refuses it', async () => {
    const app = await startApp({ settings });
    for (const n of [1, 2, 3]) await save(app, 'Note', { n });
    app.triggers.onQuery('beforeFind', 'Note', ({ where, options }) => {
      if (options.limit === 99) throw new ParseError(142, 'too many');
      return Promise.resolve({ query: { where: { $and: [where, { n: { $gt: 1 } }] }, options } });
    });
    expect((await find(app, 'Note', { order: 'n' })).map(({ n }) => n)).toEqual([2, 3]);
    expect(await failureOf(find(app, 'Note', { limit: 99 }))).toBe('142 too many');
  });

  test('beforeFind may answer itself; what it answers is hidden like rows, and afterFind sees it', async () => {
    const app = await startApp({ settings: { ...settings, protectedFields: { Note: { '*': ['secret'] } } } });
    await save(app, 'Note', { n: 1, secret: 's' });
    const seen: unknown[] = [];
    app.triggers.onQuery('beforeFind', 'Note', () =>
      Promise.resolve({ objects: [{ objectId: 'made', n: 5, secret: 's' }] }),
    );
    app.triggers.onQuery('afterFind', 'Note', ({ objects, isGet }) => {
      seen.push([isGet, objects.map(({ objectId }) => objectId), Object.isFrozen(objects[0])]);
      return Promise.resolve({ objects: objects.map((object) => ({ ...object, after: true })) });
    });
    expect(await find(app, 'Note', {})).toEqual([{ objectId: 'made', n: 5, after: true }]);
    await getObject(requestOf(app), { className: 'Note', objectId: 'made', options: {} });
    expect(seen).toEqual([
      [false, ['made'], true],
      [true, ['made'], true],
    ]);
  });
});
