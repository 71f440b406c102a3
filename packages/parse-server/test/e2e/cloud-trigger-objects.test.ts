import Parse from 'parse/node';
import { beforeEach, expect, test } from 'vitest';
import { idOf } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { removeHooks } from './support/remove-hooks.js';

describeOnEveryStorage(
  'the objects that beforeSave is told of',
  (server) => {
    beforeEach(removeHooks);

    test.each<[string, string, () => unknown, (fields: Parse.Attributes) => unknown]>([
      ['a date', 'InsideDate', () => new Date(0), ({ value }) => value.setTime(5)],
      ['a place', 'InsidePlace', () => new Parse.GeoPoint(1, 2), ({ value }) => (value.latitude = 3)],
      ['a list of dates', 'InsideDates', () => [new Date(0)], ({ value }) => value[0].setTime(5)],
      ['a map in a list', 'InsideMaps', () => [{ a: 1 }], ({ value }) => (value[0].a = 2)],
      ['an empty map', 'InsideMap', () => ({}), ({ value }) => (value.a = 1)],
      ['the order of a list', 'InsideOrder', () => [1, 2], ({ value }) => value.reverse()],
    ])(
      'finds a change inside of %s, and none where nothing is changed',
      async (_what, name, make, change) => {
        const saved = await new Parse.Object<Parse.Attributes>(name, { value: make() }).save();
        const expected = { value: make() };
        change(expected);
        const dirty: string[][] = [];
        Parse.Cloud.beforeSave(name, ({ object }) => {
          dirty.push(object.dirtyKeys().sort());
          if (object.get('n') === 2) change(object.attributes);
          dirty.push(object.dirtyKeys().sort());
        });
        await saved.save({ n: 1 });
        await saved.save({ n: 2 });
        expect(dirty).toEqual([['n'], ['n'], ['n'], ['n', 'value']]);
        const stored = await new Parse.Query(name).get(idOf(saved));
        expect(stored.toJSON()).toMatchObject(new Parse.Object(name, expected).toJSON());
      },
    );

    test.each<[string, (object: Parse.Object) => unknown, unknown]>([
      ['as it is', () => undefined, { a: 1, b: { c: 3 } }],
      ['with more inside', (object) => (object.get('map').x = 9), { a: 1, b: { c: 3 }, x: 9 }],
      ['as another', (object) => object.set('map', { y: 1 }), { y: 1 }],
      ['as it was', (object) => object.revert(), { a: 1, b: { c: 2 } }],
      ['without another part', (object) => object.unset('map.a'), { b: { c: 3 } }],
    ])('shows a part that is set as the whole field, which is stored %s', async (_what, change, expected) => {
      const saved = await new Parse.Object<Parse.Attributes>('Parts', { map: { a: 1, b: { c: 2 } } }).save();
      const seen: unknown[] = [];
      Parse.Cloud.beforeSave('Parts', ({ object }) => {
        seen.push(object.dirtyKeys(), structuredClone(object.get('map')));
        change(object);
      });
      const path = `/classes/Parts/${idOf(saved)}`;
      await httpRequest(server, { method: 'PUT', path, body: { 'map.b.c': 3 } });
      expect(seen).toEqual([['map'], { a: 1, b: { c: 3 } }]);
      expect((await new Parse.Query('Parts').get(idOf(saved))).get('map')).toEqual(expected);
    });

    test('writes no more than the part that is set, so that others may change the rest meanwhile', async () => {
      const saved = await new Parse.Object<Parse.Attributes>('Together', { map: { a: 1, b: 1 } }).save();
      const path = `/classes/Together/${idOf(saved)}`;
      Parse.Cloud.beforeSave('Together', async ({ object }) => {
        if (object.get('map').a !== 2) return;
        await httpRequest(server, { method: 'PUT', path, body: { 'map.b': 5 } });
      });
      await httpRequest(server, { method: 'PUT', path, body: { 'map.a': 2 } });
      expect((await new Parse.Query('Together').get(idOf(saved))).get('map')).toEqual({ a: 2, b: 5 });
    });

    test('leaves alone what it only looks at: pointers, files, polygons and the ACL', async () => {
      const other = await new Parse.Object('Other', { x: 1 }).save();
      const saved = await new Parse.Object<Parse.Attributes>('Looked', {
        other,
        others: [other],
        area: new Parse.Polygon([
          [0, 0],
          [0, 1],
          [1, 1],
        ]),
        ACL: { '*': { read: true, write: true } },
      }).save();
      let dirty: string[] = [];
      Parse.Cloud.beforeSave('Looked', ({ object, original }) => {
        for (const key of Object.keys(object.attributes)) object.get(key);
        expect(original?.toJSON()).toMatchObject({ others: [{ objectId: other.id }] });
        dirty = object.dirtyKeys();
      });
      const path = `/classes/Looked/${idOf(saved)}`;
      const { body } = await httpRequest(server, { method: 'PUT', path, body: { n: 1 } });
      expect(dirty).toEqual(['n']);
      expect(Object.keys(body)).toEqual(['updatedAt']);
    });

    test.each([
      ['a new object', false],
      ['a stored object', true],
    ])('takes the ACL of the request back from %s, which stays public', async (_what, isStored) => {
      const object = new Parse.Object<Parse.Attributes>('Reverted', { n: 1 });
      if (isStored) await object.save();
      Parse.Cloud.beforeSave('Reverted', (request) => {
        request.object.revert();
      });
      await object.save({ n: 2, ACL: { nobody: { read: true } } });
      const stored = await new Parse.Query('Reverted').get(idOf(object));
      expect(stored.getACL() ?? undefined).toBeUndefined();
    });

    test('has `original` as a property like any other', async () => {
      const saved = await new Parse.Object<Parse.Attributes>('Property', { n: 1 }).save();
      const seen: unknown[] = [];
      Parse.Cloud.beforeSave('Property', (request) => {
        const { original, ...rest } = { ...request };
        seen.push('original' in request, Object.keys(request).includes('original'), 'original' in rest);
        seen.push(original?.get('n'), original === request.original, request.object.get('n'));
      });
      await saved.save({ n: 2 });
      expect(seen).toEqual([true, true, false, 1, true, 2]);
      seen.length = 0;
      Parse.Cloud.beforeSave('Property', (request) => void seen.push('original' in request));
      await new Parse.Object('Property', { n: 1 }).save();
      expect(seen).toEqual([false]);
    });

    test('are of the class that the program has registered, other classes keep the one of the SDK', async () => {
      class Registered extends Parse.Object {
        constructor() {
          super('Registered');
        }
      }
      Parse.Object.registerSubclass('Registered', Registered);
      const seen: unknown[] = [];
      for (const className of ['Registered', 'Unregistered']) {
        Parse.Cloud.beforeSave(className, ({ object }) => {
          seen.push(object instanceof Registered, object.className, object.isNew());
        });
        await new Parse.Object(className, { n: 1 }).save();
      }
      expect(seen).toEqual([true, 'Registered', true, false, 'Unregistered', true]);
    });
  },
  { cloud: () => undefined },
);
