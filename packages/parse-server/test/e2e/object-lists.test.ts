import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf, MASTER } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';

const numbered = (className: string, count: number): Parse.Object[] =>
  Array.from({ length: count }, (_, n) => new Parse.Object(className, { n }));

describeOnEveryStorage('lists of objects', (server) => {
  test('saveAll, fetchAll and destroyAll work on more than one batch', async () => {
    const saved = await Parse.Object.saveAll(numbered('Item', 53));
    expect(new Set(saved.map(idOf)).size).toBe(53);
    expect(await new Parse.Query('Item').count()).toBe(53);

    saved.forEach((item) => item.increment('n', 100));
    await Parse.Object.saveAll(saved);
    const bare = saved.map((item) => Parse.Object.fromJSON({ className: 'Item', objectId: item.id }));
    const fetched = await Parse.Object.fetchAll(bare);
    expect(fetched.map((item) => item.get('n'))).toEqual(Array.from({ length: 53 }, (_, n) => n + 100));

    await Parse.Object.destroyAll(saved);
    expect(await new Parse.Query('Item').count()).toBe(0);
  });

  test('batchSize splits a list into requests of that size', async () => {
    await Parse.Object.saveAll(numbered('Small', 7), { batchSize: 3 });
    expect(await new Parse.Query('Small').count()).toBe(7);
  });

  test('one object that cannot be saved does not hold up the others', async () => {
    await new Parse.Object('Mixed', { n: 0 }).save();
    const list = [new Parse.Object('Mixed', { n: 1 }), new Parse.Object('Mixed', { n: 'two' })];
    await expect(Parse.Object.saveAll(list)).rejects.toMatchObject({ code: 111 });
    expect(await new Parse.Query('Mixed').count()).toBe(2);
  });

  test('what is asked of one object in a batch is done in that order', async () => {
    const item = await new Parse.Object('Turns', { n: 0 }).save();
    const path = `/parse/classes/Turns/${idOf(item)}`;
    // The first one takes longest: it makes a column.
    const requests = [
      { method: 'PUT', path, body: { n: 1, column: true } },
      { method: 'PUT', path, body: { n: { __op: 'Increment', amount: 10 } } },
      { method: 'GET', path },
      { method: 'DELETE', path: `${path}/` },
      { method: 'PUT', path, body: { n: 2 } },
    ];
    const { body } = await httpRequest(server, { path: '/batch', body: { requests } });
    expect(body).toMatchObject([
      { success: {} },
      { success: { n: 11 } },
      { success: { n: 11, column: true } },
      { success: {} },
      { error: { code: Parse.Error.OBJECT_NOT_FOUND } },
    ]);
  });

  test('what is asked of one object by several paths is done in that order', async () => {
    const role = await new Parse.Role('Turns', new Parse.ACL()).save(null, MASTER);
    const requests = [
      { method: 'PUT', path: `/parse/roles/${idOf(role)}`, body: { n: 1, column: true } },
      { method: 'PUT', path: `/parse/classes/_Role/${idOf(role)}`, body: { n: 2 } },
      { method: 'GET', path: `/parse/roles/${idOf(role)}` },
    ];
    const headers = { 'X-Parse-Master-Key': server.masterKey };
    const { body } = await httpRequest(server, { path: '/batch', body: { requests }, headers });
    expect(body).toMatchObject([{ success: {} }, { success: {} }, { success: { n: 2, column: true } }]);
  });

  test('of two types that a batch gives a new field, the first counts', async () => {
    const item = await new Parse.Object('Typed', {}).save();
    const path = `/parse/classes/Typed/${idOf(item)}`;
    const given = async (field: string): Promise<unknown> => {
      // To update takes longer than to create: the row is read.
      const requests = [
        { method: 'PUT', path, body: { [field]: 'text' } },
        { method: 'POST', path: '/parse/classes/Typed', body: { [field]: ['list'] } },
        { method: 'POST', path: '/parse/classes/Typed', body: { [`${field}.part`]: 1 } },
      ];
      return (await httpRequest(server, { path: '/batch', body: { requests } })).body;
    };
    const refused = { error: { code: Parse.Error.INCORRECT_TYPE } };
    for (const field of ['a', 'b', 'c', 'd']) {
      expect(await given(field)).toMatchObject([{ success: {} }, refused, {}]);
    }
  });

  test('destroyAll reports the objects that were not there', async () => {
    const [there, gone] = await Parse.Object.saveAll(numbered('Partly', 2));
    await gone?.destroy();
    await expect(
      Parse.Object.destroyAll([there, gone].filter((item) => item !== undefined)),
    ).rejects.toMatchObject({
      code: Parse.Error.AGGREGATE_ERROR,
      errors: [{ code: Parse.Error.OBJECT_NOT_FOUND, message: 'Object not found.' }],
    });
    expect(await new Parse.Query('Partly').count()).toBe(0);
  });

  test('fetchAllIfNeeded asks only for what has no data', async () => {
    const [known, unknown] = await Parse.Object.saveAll(numbered('Needed', 2));
    const bare = Parse.Object.fromJSON<Parse.Object>({ className: 'Needed', objectId: unknown?.id });
    const [first, second] = await Parse.Object.fetchAllIfNeeded(
      [known, bare].filter((item) => item !== undefined),
    );
    expect([first?.get('n'), second?.get('n')]).toEqual([0, 1]);
  });

  test('fetchAllWithInclude and fetchWithInclude bring pointers along', async () => {
    const author = await new Parse.Object('ListAuthor', { name: 'Ada' }).save();
    const book = await new Parse.Object('ListBook', { author }).save();
    const bare = (): Parse.Object => Parse.Object.fromJSON({ className: 'ListBook', objectId: book.id });

    const [fetched] = await Parse.Object.fetchAllWithInclude([bare()], 'author');
    expect(fetched?.get('author').get('name')).toBe('Ada');
    const one = await bare().fetchWithInclude('author');
    expect(one.get('author').get('name')).toBe('Ada');
  });

  test('unsaved objects that an object points to are saved first', async () => {
    const leaf = new Parse.Object('Leaf', { colour: 'green' });
    const tree = await new Parse.Object('Tree', { leaf, map: { leaf }, list: [leaf] }).save();

    const stored = await new Parse.Query('Tree').get(idOf(tree));
    const pointers: readonly Parse.Object[] = [
      stored.get('leaf'),
      stored.get('map').leaf,
      stored.get('list')[0],
    ];
    expect(pointers.map(idOf)).toEqual([leaf.id, leaf.id, leaf.id]);
    expect(await new Parse.Query('Leaf').count()).toBe(1);
  });

  test('saveAll saves unsaved objects however deep they are', async () => {
    const twig = new Parse.Object('Twig', { n: 1 });
    const branch = new Parse.Object('Branch', { twigs: [twig, new Parse.Object('Twig', { n: 2 })] });
    const trunk = new Parse.Object('Trunk', { branch });
    await Parse.Object.saveAll([trunk]);

    const stored = await new Parse.Query('Trunk').include('branch.twigs').get(idOf(trunk));
    const twigs: readonly Parse.Object[] = stored.get('branch').get('twigs');
    expect(twigs.map((each) => each.get('n'))).toEqual([1, 2]);
  });

  test('saving a parent saves a changed child', async () => {
    const child = await new Parse.Object('Child', { n: 1 }).save();
    const parent: Parse.Object = await new Parse.Object('Parent', { child }).save();
    child.set('n', 2);
    await parent.save({ touched: true });
    expect((await new Parse.Query('Child').get(idOf(child))).get('n')).toBe(2);
  });
});

describeOnEveryStorage(
  'lists of objects with ids of their own',
  (server) => {
    test('what is made in a batch can be changed and removed there', async () => {
      const path = '/parse/classes/Own';
      const requests = [
        { method: 'POST', path, body: { objectId: 'a', n: 1 } },
        { method: 'PUT', path: `${path}/a`, body: { n: { __op: 'Increment', amount: 10 } } },
        { method: 'DELETE', path: `${path}/a` },
        { method: 'POST', path, body: { objectId: 'a', n: 2 } },
        { method: 'GET', path: `${path}/a` },
      ];
      const { body } = await httpRequest(server, { path: '/batch', body: { requests } });
      expect(body).toMatchObject([
        { success: { objectId: 'a' } },
        { success: { n: 11 } },
        { success: {} },
        { success: { objectId: 'a' } },
        { success: { n: 2 } },
      ]);
    });
  },
  { allowCustomObjectId: true },
);
