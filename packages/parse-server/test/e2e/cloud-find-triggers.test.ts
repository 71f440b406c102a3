import Parse from 'parse/node';
import { beforeEach, expect, test } from 'vitest';
import { MASTER } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';
import { removeHooks } from './support/remove-hooks.js';

describeOnEveryStorage(
  'triggers of Cloud Code around searches',
  (server) => {
    beforeEach(removeHooks);

    beforeEach(async () => {
      await Parse.Object.destroyAll(await new Parse.Query('Found').find(MASTER), MASTER);
      await Parse.Object.saveAll([1, 2, 3].map((n) => new Parse.Object('Found', { n })));
    });
    const numbers = (objects: readonly Parse.Object[]) => objects.map((object) => object.get('n')).sort();

    test('beforeFind changes the query in place', async () => {
      Parse.Cloud.beforeFind('Found', ({ query }) => {
        query.greaterThan('n', 1);
      });
      expect(numbers(await new Parse.Query('Found').find())).toEqual([2, 3]);
      expect(await new Parse.Query('Found').count()).toBe(2);
      expect((await new Parse.Query('Found').ascending('n').first())?.get('n')).toBe(2);
    });

    test('beforeFind returns another query', async () => {
      Parse.Cloud.beforeFind('Found', () => new Parse.Query('Found').equalTo('n', 3));
      expect(numbers(await new Parse.Query('Found').equalTo('n', 1).find())).toEqual([3]);
      expect(await new Parse.Query('Found').equalTo('n', 1).count()).toBe(1);
    });

    test('afterFind judges whole objects of a subquery', async () => {
      Parse.Cloud.afterFind('Found', ((request: { objects: Parse.Object[] }) =>
        request.objects.filter((object) => object.get('n') !== 2)) as never);
      const [one, two] = await new Parse.Query('Found').ascending('n').limit(2).find();
      await Parse.Object.saveAll([one, two].map((to) => new Parse.Object('Keeper', { to })));
      const inner = new Parse.Query('Found').lessThan('n', 3);
      const held = await new Parse.Query('Keeper').matchesQuery('to', inner).find();
      expect(held.map((holder) => (holder.get('to') as Parse.Object).id)).toEqual([one?.id]);
    });

    test('beforeFind answers instead of the database', async () => {
      Parse.Cloud.beforeFind('Found', (() => [new Parse.Object('Found', { n: 42 })]) as never);
      expect(numbers(await new Parse.Query('Found').find())).toEqual([42]);
    });

    test('beforeFind refuses', async () => {
      Parse.Cloud.beforeFind('Found', () => {
        throw new Parse.Error(4711, 'no look');
      });
      expect(await refusalOf(new Parse.Query('Found').find())).toBe('4711 no look');
    });

    test('a handler is shown the query as the database is to be asked', async () => {
      const seen: unknown[] = [];
      Parse.Cloud.beforeFind('Found', ({ query, count, isGet }) => {
        seen.push([query.toJSON(), count, isGet]);
      });
      const [found] = await new Parse.Query('Found').find();
      await new Parse.Query('Found').withCount().limit(2).find();
      await new Parse.Query('Found').count();
      await found?.fetch();
      await httpRequest(server, { path: '/classes/Found?includeAll=true&limit=1' });
      expect(seen).toEqual([
        [{ where: {}, limit: 100 }, false, false],
        [{ where: {}, limit: 2 }, true, false],
        [{ where: {} }, true, false],
        [{ where: { objectId: found?.id } }, false, true],
        [{ where: {}, limit: 1, includeAll: true }, false, false],
      ]);
    });

    test('a changed query is counted, and a changed get finds the one object', async () => {
      Parse.Cloud.beforeFind('Found', ({ query }) => void query.ascending('n'));
      const page = await new Parse.Query('Found').limit(1).withCount().find();
      expect(page).toMatchObject({ results: [{ attributes: { n: 1 } }], count: 3 });
      const [found] = (page as unknown as { readonly results: readonly Parse.Object[] }).results;
      expect((await found?.fetch())?.get('n')).toBe(1);
    });

    test('a query that nobody changes stays as it came, whatever it asks', async () => {
      Parse.Cloud.beforeFind('Found', () => undefined);
      const find = (query: string) => httpRequest(server, { path: `/classes/Found?${query}` });
      expect((await find('limit=0&count=1')).body).toEqual({ results: [], count: 3 });
      expect((await find('limit=1&skip=2&order=n')).body.results).toMatchObject([{ n: 3 }]);
      expect((await find(`where=${encodeURIComponent('{"n":2}')}`)).body.results).toMatchObject([{ n: 2 }]);
      for (const query of ['where=5', 'where=%7B', 'include=1&keys=2', 'nonsense=1', 'limit=x']) {
        expect((await find(query)).status).toBeLessThan(500);
      }
    });

    test.each<[string, (objects: Parse.Object[]) => unknown, number[]]>([
      ['returns other objects', (objects) => objects.filter((object) => object.get('n') !== 2), [1, 3]],
      [
        'changes them',
        (objects) => objects.forEach((object) => object.set('n', object.get('n') * 10)),
        [10, 20, 30],
      ],
      ['counts them up', (objects) => objects.forEach((object) => object.increment('n')), [2, 3, 4]],
      ['takes some away', (objects) => void objects.splice(1), [1]],
      ['returns plain objects', () => [{ objectId: 'x', n: 9 }], [9]],
      ['leaves them', () => undefined, [1, 2, 3]],
    ])('afterFind %s', async (_name, change, expected) => {
      Parse.Cloud.afterFind('Found', ((request: { objects: Parse.Object[] }) =>
        change(request.objects)) as never);
      expect(numbers(await new Parse.Query('Found').ascending('n').find())).toEqual(expected);
    });

    test('afterFind that returns no objects fails cleanly', async () => {
      Parse.Cloud.afterFind('Found', (() => 'nonsense') as never);
      expect(await refusalOf(new Parse.Query('Found').find())).toMatch(/^141 /);
    });

    test('get is told from find', async () => {
      const seen: unknown[] = [];
      Parse.Cloud.beforeFind('Found', ({ isGet }) => void seen.push(isGet));
      const [found] = await new Parse.Query('Found').find();
      await found?.fetch();
      expect(seen).toEqual([false, true]);
    });

    test('includes and subqueries run the triggers of their class', async () => {
      const [found] = await new Parse.Query('Found').ascending('n').find();
      await new Parse.Object('Holder', { found, name: 'h' }).save();
      Parse.Cloud.afterFind('Found', ((request: { objects: Parse.Object[] }) => {
        for (const object of request.objects) object.set('marked', true);
      }) as never);
      const [holder] = await new Parse.Query('Holder').include('found').find();
      expect(holder?.get('found').get('marked')).toBe(true);

      Parse.Cloud.beforeFind('Found', ({ query }) => void query.equalTo('n', 99));
      const inQuery = new Parse.Query('Holder').matchesQuery(
        'found',
        new Parse.Query('Found').equalTo('n', 1),
      );
      expect(await inQuery.find()).toEqual([]);
    });

    test('an object with files that have no address does not break its triggers', async () => {
      Parse.Cloud.beforeSave('Files', () => undefined);
      Parse.Cloud.afterFind('Files', () => undefined);
      const body = {
        file: { __type: 'File', name: 'a.txt' },
        list: [{ __type: 'File', name: 'b.txt' }],
        map: { f: { __type: 'File' } },
      };
      const { status } = await httpRequest(server, { path: '/classes/Files', body });
      expect(status).toBeLessThan(500);
      await httpRequest(server, {
        path: '/classes/Files',
        body: { list: [{ __type: 'File', name: 'b.txt' }] },
      });
      expect((await httpRequest(server, { path: '/classes/Files' })).status).toBe(200);
    });
  },
  { cloud: () => undefined },
);
