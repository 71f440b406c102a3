import { deepStrictEqual } from 'node:assert/strict';
import { expectIds } from '../expectations.js';
import { by, sortCase, type FindCase } from '../find-case.js';
import { at, byId, EVERYTHING, insertRows, keysOf } from '../fixture.js';
import { defineCases } from '../storage-case.js';

const numbers: FindCase['rows'] = { a: { v: 10 }, b: { v: 9 }, c: { v: -1 }, d: { v: 0.5 } };
const ties: FindCase['rows'] = { z: { v: 1 }, m: { v: 2 }, a: { v: 1 }, q: { v: 2 }, k: { v: 1 } };

/** Skip and limit, and the order of rows that no order decides. */
export const pagingCases = defineCases([
  sortCase({
    name: 'limit cuts after sorting',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    limit: 2,
    finds: ['c', 'd'],
  }),
  sortCase({
    name: 'skip leaves out the first',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    skip: 3,
    finds: ['a'],
  }),
  sortCase({
    name: 'skip and limit make a page',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    skip: 1,
    limit: 2,
    finds: ['d', 'b'],
  }),
  sortCase({
    name: 'skip beyond the end finds nothing',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    skip: 4,
    limit: 1,
    finds: [],
  }),
  sortCase({
    name: 'a limit beyond the end is none',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    limit: 1000,
    finds: ['c', 'd', 'b', 'a'],
  }),
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
  {
    ...sortCase({
      name: 'rows come in the order they were inserted',
      fields: { v: 'Number' },
      rows: ties,
      ordered: true,
      finds: ['z', 'm', 'a', 'q', 'k'],
    }),
    needs: ['insertionOrder'],
  },
  {
    ...sortCase({
      name: 'ties come in the order they were inserted',
      fields: { v: 'Number' },
      rows: ties,
      sort: by('v'),
      finds: ['z', 'a', 'k', 'm', 'q'],
    }),
    needs: ['insertionOrder'],
  },
  {
    ...sortCase({
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
]);
