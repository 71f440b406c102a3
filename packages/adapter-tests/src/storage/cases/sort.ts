import { deepStrictEqual } from 'node:assert/strict';
import { expectIds } from '../expectations.js';
import { findCase, type FindCase } from '../find-case.js';
import { at, byId, EVERYTHING, insertRows, keysOf } from '../fixture.js';
import { defineCases, type StorageCase } from '../storage-case.js';

const date = (iso: string) => ({ __type: 'Date', iso });
const by =
  (...paths: readonly string[]): NonNullable<FindCase['sort']> =>
  (key) =>
    paths.map((path) => ({ key: key(path.replace('-', '')), descending: path.startsWith('-') }));

const sorted = (data: Omit<FindCase, 'where'>): StorageCase => findCase({ ...data, where: () => EVERYTHING });

const numbers: FindCase['rows'] = { a: { v: 10 }, b: { v: 9 }, c: { v: -1 }, d: { v: 0.5 } };
const kinds: FindCase['rows'] = {
  date: { v: { k: date('2020-01-01T00:00:00.000Z') } },
  bool: { v: { k: false } },
  // An array is placed by its elements, here among the strings.
  array: { v: { k: ['z'] } },
  object: { v: { k: { x: 1 } } },
  string: { v: { k: 'a' } },
  number: { v: { k: 7 } },
};
const arrays: FindCase['rows'] = { a: { v: [5, 1] }, b: { v: [3, 4] }, c: { v: [2, 9] } };
const ties: FindCase['rows'] = { z: { v: 1 }, m: { v: 2 }, a: { v: 1 }, q: { v: 2 }, k: { v: 1 } };

/** Order, skip and limit. */
export const sortCases = defineCases([
  sorted({
    name: 'sort orders numbers by value',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    finds: ['c', 'd', 'b', 'a'],
  }),
  sorted({
    name: 'sort descends',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('-v'),
    finds: ['a', 'b', 'd', 'c'],
  }),
  sorted({
    name: 'sort puts unset first',
    fields: { v: 'Number' },
    rows: { a: { v: 1 }, b: {}, c: { v: -5 } },
    sort: by('v'),
    finds: ['b', 'c', 'a'],
  }),
  sorted({
    name: 'sort puts null first',
    fields: { v: 'String' },
    rows: { a: { v: 'x' }, b: { v: null }, c: { v: '' } },
    sort: by('v'),
    finds: ['b', 'c', 'a'],
  }),
  sorted({
    name: 'sort descending puts unset last',
    fields: { v: 'String' },
    rows: { a: { v: 'x' }, b: {}, c: { v: 'y' } },
    sort: by('-v'),
    finds: ['c', 'a', 'b'],
  }),
  sorted({
    name: 'sort counts null and unset as a tie',
    fields: { v: 'Number' },
    rows: { b: { v: null }, c: {}, a: { v: null }, d: { v: 0 } },
    sort: by('v', 'objectId'),
    finds: ['a', 'b', 'c', 'd'],
  }),
  sorted({
    name: 'sort orders strings by code point',
    fields: { v: 'String' },
    rows: {
      a: { v: 'a' },
      b: { v: 'Z' },
      c: { v: '\u00e9' },
      d: { v: '\u{1f600}' },
      e: { v: '\uff5e' },
      f: { v: 'aa' },
      g: { v: '10' },
      h: { v: '9' },
    },
    sort: by('v'),
    finds: ['g', 'h', 'b', 'a', 'f', 'c', 'e', 'd'],
  }),
  sorted({
    name: 'sort orders dates',
    fields: { v: 'Date' },
    rows: {
      a: { v: date('2020-01-01T00:00:00.000Z') },
      b: { v: date('1969-01-01T00:00:00.000Z') },
      c: { v: date('2020-01-01T00:00:00.001Z') },
    },
    sort: by('v'),
    finds: ['b', 'a', 'c'],
  }),
  sorted({
    name: 'sort orders booleans',
    fields: { v: 'Boolean' },
    rows: { a: { v: true }, b: { v: false }, c: {} },
    sort: by('v'),
    finds: ['c', 'b', 'a'],
  }),
  sorted({
    name: 'sort orders by createdAt',
    fields: {},
    rows: { a: { createdAt: '2021-01-01T00:00:00.000Z' }, b: { createdAt: '2019-01-01T00:00:00.000Z' } },
    sort: by('createdAt'),
    finds: ['b', 'a'],
  }),
  sorted({
    name: 'sort orders by objectId',
    fields: {},
    rows: { b: {}, C: {}, a: {} },
    sort: by('objectId'),
    finds: ['C', 'a', 'b'],
  }),
  sorted({
    name: 'sort breaks ties by the next key',
    fields: { v: 'Number', w: 'String' },
    rows: { a: { v: 1, w: 'b' }, b: { v: 0, w: 'z' }, c: { v: 1, w: 'a' } },
    sort: by('-v', 'w'),
    finds: ['c', 'a', 'b'],
  }),
  sorted({
    name: 'sort orders by a place inside objects',
    fields: { v: 'Object' },
    rows: { a: { v: { k: 2 } }, b: { v: { k: 10 } }, c: { v: {} }, d: {} },
    sort: by('v.k', 'objectId'),
    finds: ['c', 'd', 'a', 'b'],
  }),
  sorted({
    name: 'sort orders kinds of values',
    fields: { v: 'Object' },
    rows: kinds,
    sort: by('v.k'),
    finds: ['number', 'string', 'array', 'object', 'bool', 'date'],
  }),
  sorted({
    name: 'sort takes the smallest element of arrays',
    fields: { v: 'Array' },
    rows: arrays,
    sort: by('v'),
    finds: ['a', 'c', 'b'],
  }),
  sorted({
    name: 'sort descending takes the largest element of arrays',
    fields: { v: 'Array' },
    rows: arrays,
    sort: by('-v'),
    finds: ['c', 'a', 'b'],
  }),
  sorted({
    name: 'sort counts empty arrays as unset',
    fields: { v: 'Array' },
    rows: { a: { v: [1] }, b: { v: [] }, c: {} },
    sort: by('v', 'objectId'),
    finds: ['b', 'c', 'a'],
  }),
  sorted({
    name: 'sort by a column the class does not have keeps the other keys',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('missing', 'v'),
    finds: ['c', 'd', 'b', 'a'],
  }),

  sorted({
    name: 'limit cuts after sorting',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    limit: 2,
    finds: ['c', 'd'],
  }),
  sorted({
    name: 'skip leaves out the first',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    skip: 3,
    finds: ['a'],
  }),
  sorted({
    name: 'skip and limit make a page',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    skip: 1,
    limit: 2,
    finds: ['d', 'b'],
  }),
  sorted({
    name: 'skip beyond the end finds nothing',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    skip: 4,
    limit: 1,
    finds: [],
  }),
  sorted({
    name: 'a limit beyond the end is none',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    limit: 1000,
    finds: ['c', 'd', 'b', 'a'],
  }),

  {
    ...sorted({
      name: 'rows come in the order they were inserted',
      fields: { v: 'Number' },
      rows: ties,
      ordered: true,
      finds: ['z', 'm', 'a', 'q', 'k'],
    }),
    needs: ['insertionOrder'],
  },
  {
    ...sorted({
      name: 'ties come in the order they were inserted',
      fields: { v: 'Number' },
      rows: ties,
      sort: by('v'),
      finds: ['z', 'a', 'k', 'm', 'q'],
    }),
    needs: ['insertionOrder'],
  },
  {
    ...sorted({
      name: 'ties come in the order they were inserted when sorting down',
      fields: { v: 'Number' },
      rows: ties,
      sort: by('-v'),
      finds: ['m', 'q', 'z', 'a', 'k'],
    }),
    needs: ['insertionOrder'],
  },
  {
    name: 'an update does not move a row',
    needs: ['insertionOrder'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String' });
      await insertRows(storage, schema, ties);
      const long = 'x'.repeat(5000);
      await storage.update(schema, byId(schema, 'm'), [{ op: 'set', target: at('w'), value: long }]);
      expectIds(await storage.find(schema, EVERYTHING, {}), ['z', 'm', 'a', 'q', 'k']);
    },
  },
  {
    name: 'pages of a total order meet every row once',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      const ids = Array.from({ length: 25 }, (_, index) => `r${index}`);
      await insertRows(storage, schema, Object.fromEntries(ids.map((id, index) => [id, { v: index % 3 }])));
      const key = keysOf(schema);
      const sort = [
        { key: key('v'), descending: true },
        { key: key('objectId'), descending: false },
      ];
      const seen: string[] = [];
      for (let skip = 0; skip < 30; skip += 4) {
        const page = await storage.find(schema, EVERYTHING, { sort, skip, limit: 4 });
        seen.push(...page.map(({ objectId }) => objectId));
      }
      deepStrictEqual(seen.toSorted(), ids.toSorted());
    },
  },
]);
