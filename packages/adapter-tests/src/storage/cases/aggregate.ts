import { deepStrictEqual, ok } from 'node:assert/strict';
import { systemSchema, type Json, type JsonObject } from '@parse/core/adapter';
import { expectFailure, expectSame, expectSameSet } from '../expectations.js';
import {
  CREATED_AT,
  insertRows,
  row,
  type ClassFields,
  type Rows,
  wireDate,
  wirePointer,
} from '../fixture.js';
import { defineCases, type StorageCase } from '../storage-case.js';

const fields: ClassFields = {
  n: 'Number',
  s: 'String',
  l: 'Array',
  d: 'Date',
  o: 'Object',
  p: { type: 'Pointer', targetClass: 'Other' },
};
const rows: Rows = {
  a: { n: 1, s: 'x', l: [1, 2], d: wireDate('2020-03-01T10:00:00.000Z'), o: { k: 'u' }, p: wirePointer('1') },
  b: { n: 2, s: 'y', l: [2], d: wireDate('2021-03-01T10:00:00.000Z'), o: { k: 'v' }, p: wirePointer('1') },
  c: { n: 3, s: 'x', l: [] },
  d: { s: 'y', n: null },
};

interface AggregateCase {
  readonly name: string;
  readonly pipeline: readonly JsonObject[];
  readonly results: readonly Json[];
  readonly inAnyOrder?: true;
}

const table: readonly AggregateCase[] = [
  {
    name: '$match and $count',
    pipeline: [{ $match: { n: { $gt: 1 } } }, { $count: 'total' }],
    results: [{ total: 2 }],
  },
  {
    name: '$match takes dates in wire form',
    pipeline: [{ $match: { d: { $gt: wireDate('2020-06-01T00:00:00.000Z') } } }, { $project: { s: 1 } }],
    results: [{ objectId: 'b', s: 'y' }],
  },
  {
    name: '$match takes pointers in wire form',
    pipeline: [{ $match: { p: wirePointer('1') } }, { $count: 'total' }],
    results: [{ total: 2 }],
  },
  {
    name: '$match compares createdAt',
    pipeline: [{ $match: { createdAt: { $lte: wireDate(CREATED_AT) } } }, { $count: 'total' }],
    results: [{ total: 4 }],
  },
  {
    name: '$group sums by a field and answers its value as objectId',
    pipeline: [{ $group: { _id: '$s', total: { $sum: '$n' }, rows: { $sum: 1 } } }],
    results: [
      { objectId: 'x', total: 4, rows: 2 },
      { objectId: 'y', total: 2, rows: 2 },
    ],
    inAnyOrder: true,
  },
  {
    name: '$group of everything has objectId null',
    pipeline: [{ $group: { _id: null, avg: { $avg: '$n' }, min: { $min: '$n' }, max: { $max: '$n' } } }],
    results: [{ objectId: null, avg: 2, min: 1, max: 3 }],
  },
  {
    name: '$group by several fields',
    pipeline: [
      { $group: { _id: { s: '$s', k: '$o.k' }, rows: { $sum: 1 } } },
      { $match: { rows: { $gt: 1 } } },
    ],
    results: [],
  },
  {
    name: '$group collects values',
    pipeline: [
      { $sort: { objectId: 1 } },
      { $group: { _id: '$s', all: { $push: '$n' }, first: { $first: '$n' } } },
      { $match: { first: 1 } },
    ],
    results: [{ objectId: 'x', all: [1, 3], first: 1 }],
  },
  {
    name: '$sort, $skip and $limit',
    pipeline: [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1 } }],
    results: [{ objectId: 'b', n: 2 }],
  },
  {
    name: '$sort by the _id of groups',
    pipeline: [{ $group: { _id: '$s' } }, { $sort: { _id: -1 } }],
    results: [{ objectId: 'y' }, { objectId: 'x' }],
  },
  {
    name: '$project computes',
    pipeline: [{ $match: { n: 2 } }, { $project: { _id: 0, twice: { $multiply: ['$n', 2] } } }],
    results: [{ twice: 4 }],
  },
  {
    name: '$project keeps createdAt as plain text',
    pipeline: [{ $match: { n: 2 } }, { $project: { createdAt: 1 } }],
    results: [{ objectId: 'b', createdAt: CREATED_AT }],
  },
  {
    name: '$unwind',
    pipeline: [{ $unwind: '$l' }, { $group: { _id: '$l', rows: { $sum: 1 } } }],
    results: [
      { objectId: 1, rows: 1 },
      { objectId: 2, rows: 2 },
    ],
    inAnyOrder: true,
  },
  {
    name: 'date parts',
    pipeline: [{ $match: { d: { $exists: true } } }, { $group: { _id: { $year: '$d' }, rows: { $sum: 1 } } }],
    results: [
      { objectId: 2020, rows: 1 },
      { objectId: 2021, rows: 1 },
    ],
    inAnyOrder: true,
  },
  {
    name: 'an empty pipeline returns the rows',
    pipeline: [{ $match: { n: 3 } }],
    results: [{ objectId: 'c', n: 3, s: 'x', l: [], createdAt: CREATED_AT, updatedAt: CREATED_AT }],
  },
];

/** Groups of what is empty: none of them has a name. */
const emptyValues: Rows = { e: { s: '', l: [], o: {} } };

/** Ways to make a result of a whole row. */
const wholeRows: readonly (readonly JsonObject[])[] = [
  [{ $addFields: { whole: '$$ROOT' } }],
  [{ $group: { _id: null, all: { $push: '$$ROOT' } } }],
  [{ $match: { username: 'ann' } }, { $project: { whole: '$$ROOT' } }],
];

/** `aggregate`: what every store that declares it understands at least. */
export const aggregateCases = defineCases([
  ...table.map((data): StorageCase => ({
    name: `aggregate: ${data.name}`,
    needs: ['aggregate'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass(fields);
      await insertRows(storage, schema, rows);
      const results = await storage.aggregate(schema, data.pipeline, {});
      if (data.inAnyOrder) expectSameSet(results, data.results);
      else expectSame(results, data.results);
    },
  })),
  {
    name: 'aggregate: a stage nobody knows is refused by name',
    needs: ['aggregate'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass(fields);
      const failure = await expectFailure(storage.aggregate(schema, [{ $conjure: {} }], {}), 'invalid-query');
      deepStrictEqual(failure.message.includes('$conjure'), true, failure.message);
    },
  },
  ...Object.entries({ s: 'text', l: 'list', o: 'object' }).map(([field, kind]): StorageCase => ({
    name: `aggregate: a group of an empty ${kind} has objectId null`,
    needs: ['aggregate'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass(fields);
      await insertRows(storage, schema, emptyValues);
      const grouped = await storage.aggregate(schema, [{ $group: { _id: `$${field}` } }], {});
      expectSame(grouped, [{ objectId: null }]);
    },
  })),
  {
    name: 'aggregate: rows are shown without their ACL',
    needs: ['aggregate'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass(fields);
      await storage.insert(schema, row('a', { n: 1, ACL: { '*': { read: true } } }));
      for (const stage of [{ $match: { n: 1 } }, { $sort: { n: 1 } }, { $project: { n: 1, ACL: 1 } }]) {
        const [shown = {}] = await storage.aggregate(schema, [stage], {});
        deepStrictEqual(Object.keys(shown).includes('ACL'), false, JSON.stringify(stage));
      }
    },
  },
  {
    name: 'aggregate: a whole row shows none of what only the server reads',
    needs: ['aggregate'],
    run: async ({ storage }) => {
      const users = systemSchema('_User');
      ok(users);
      await storage.createClass(users);
      await storage.insert(users, row('u', { username: 'ann', _hashed_password: 'secret' }));
      for (const pipeline of wholeRows) {
        const shown = JSON.stringify(await storage.aggregate(users, pipeline, {}));
        ok(shown.includes('ann') && !shown.includes('secret'), shown);
      }
    },
  },
  {
    name: 'aggregate: a class without rows has no groups',
    needs: ['aggregate'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass(fields);
      expectSame(await storage.aggregate(schema, [{ $group: { _id: null, n: { $sum: 1 } } }], {}), []);
    },
  },
]);
