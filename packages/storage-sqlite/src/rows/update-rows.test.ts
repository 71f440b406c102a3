import fc from 'fast-check';
import type { ClassSchema, FieldOp, Where } from '@parse/core/adapter';
import { compileDirectUpdate, returnedBy, tableLayout, type TableLayout } from '@parse/storage-sql';
import { expect, test } from 'vitest';
import { sqliteDialect } from '../dialect/sqlite-dialect.js';

const schema: ClassSchema = {
  className: 'Thing',
  permissions: {},
  indexes: {},
  fields: {
    name: { type: 'String' },
    score: { type: 'Number' },
    rank: { type: 'Number' },
    place: { type: 'GeoPoint' },
    data: { type: 'Object' },
    updatedAt: { type: 'Date' },
  },
};
const dialect = sqliteDialect({ isFolded: () => false });
const newLayout = () => tableLayout(dialect, schema);

const on = (field: string, path: readonly string[] = []) => ({ field, path });
const amount = fc.double({ noNaN: true });
const op: fc.Arbitrary<FieldOp> = fc.oneof(
  fc.string().map((value) => ({ op: 'set', target: on('name'), value }) as const),
  amount.map((value) => ({ op: 'increment', target: on('score'), amount: value }) as const),
  amount.map((value) => ({ op: 'increment', target: on('rank'), amount: value }) as const),
  fc.nat(90).map((latitude) => {
    return { op: 'set', target: on('place'), value: { __type: 'GeoPoint', latitude, longitude: 1 } } as const;
  }),
  fc.constantFrom<FieldOp>(
    { op: 'unset', target: on('place') },
    { op: 'unset', target: on('name') },
    { op: 'increment', target: on('name'), amount: 1 },
    { op: 'set', target: on('name'), value: null },
    { op: 'set', target: on('data', ['a']), value: 1 },
    { op: 'set', target: on('data'), value: { a: 1 } },
    { op: 'set-on-insert', target: on('rank'), value: 1 },
  ),
);

const objectId = { field: 'objectId', path: [], schema: { type: 'String' } } as const;
const name = { field: 'name', path: [], schema: { type: 'String' } } as const;
const condition: fc.Arbitrary<Where> = fc.oneof(
  fc.string().map((value) => ({ op: 'equal', key: objectId, value }) as const),
  fc.constantFrom(null, 1, true).map((value) => ({ op: 'equal', key: objectId, value }) as const),
  fc.string().map((value) => ({ op: 'equal', key: name, value }) as const),
  fc
    .record({
      access: fc.constantFrom('read' as const, 'write' as const),
      principals: fc.array(fc.string(), { maxLength: 12 }),
    })
    .map((rights) => ({ op: 'acl', ...rights }) as const),
);
const where: fc.Arbitrary<Where> = fc.oneof(
  condition,
  fc.array(condition, { maxLength: 3 }).map((nodes) => ({ op: 'and', nodes }) as const),
  fc.array(condition, { minLength: 1, maxLength: 2 }).map((nodes) => {
    return {
      op: 'and',
      nodes: [
        { op: 'or', nodes },
        { op: 'and', nodes },
      ],
    } as const;
  }),
);
const update = fc.record({
  ops: fc.array(op, { maxLength: 3 }),
  where,
  returned: fc.constantFrom(undefined, [], ['score'], ['score', 'ACL']),
  caseInsensitive: fc.boolean(),
});

test('what was compiled before changes no statement', () => {
  const used = newLayout();
  const compile = (layout: TableLayout, { ops, where, returned, caseInsensitive }: Arguments): unknown => {
    const returning = returned && returnedBy(layout, returned);
    const hints = { caseInsensitive };
    return compileDirectUpdate(dialect, layout, { ops, where, hints, ...(returning ? { returning } : {}) });
  };
  fc.assert(
    fc.property(update, (next) => {
      expect(compile(used, next)).toEqual(compile(newLayout(), next));
    }),
    { numRuns: 2000 },
  );
});

test('what is set on new rows only needs no column in an update, the second time either', () => {
  const layout = newLayout();
  const ops: readonly FieldOp[] = [
    { op: 'set', target: on('name'), value: 'x' },
    { op: 'set-on-insert', target: on('relation'), value: 1 },
  ];
  const compile = () =>
    compileDirectUpdate(dialect, layout, { ops, where: { op: 'equal', key: objectId, value: 'a' } });
  const first = compile();
  expect(first?.params).toEqual(['x', 'a']);
  expect(compile()).toEqual(first);
});

type Arguments = typeof update extends fc.Arbitrary<infer Value> ? Value : never;
