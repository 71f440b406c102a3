import type { FieldOp, OpTarget } from '@parse/core/adapter';
import fc from 'fast-check';
import { placeBelow, type GeneratedColumn, type Generation } from './arbitrary-columns.js';

/** One to three operations on columns of the class. Some do not fit some rows; stores must refuse those. */
export function arbitraryOps(
  columns: readonly GeneratedColumn[],
  generation: Generation,
): fc.Arbitrary<readonly FieldOp[]> {
  const operations = columns.flatMap((column) => operationsOn(column, generation));
  return fc.array(fc.oneof(...operations), { minLength: 1, maxLength: 3 });
}

function operationsOn(column: GeneratedColumn, generation: Generation): readonly fc.Arbitrary<FieldOp>[] {
  const { name, schema, value } = column;
  const target: OpTarget = { field: name, path: [] };
  const whole: fc.Arbitrary<FieldOp>[] = [
    fc
      .tuple(fc.constantFrom('set', 'set', 'set-on-insert'), fc.option(value))
      .map(([op, each]): FieldOp => ({ op, target, value: each })),
    fc.constant<FieldOp>({ op: 'unset', target }),
  ];
  if (schema.type === 'Number') whole.push(increment(target));
  if (schema.type === 'Array') whole.push(listOperation(target, generation));
  const place = schema.type === 'Object' ? placeBelow(column, generation) : undefined;
  if (!place) return whole;
  // Operations lead through objects only; that a number is a key there is for the conditions to prove.
  const inner = place.chain(({ path }) => operationsBelow({ field: name, path }, generation));
  return [...whole, inner, inner, inner];
}

function operationsBelow(target: OpTarget, generation: Generation): fc.Arbitrary<FieldOp> {
  return fc.oneof(
    generation.values.loose.map((value): FieldOp => ({ op: 'set', target, value })),
    fc.constant<FieldOp>({ op: 'unset', target }),
    increment(target),
    listOperation(target, generation),
  );
}

function increment(target: OpTarget): fc.Arbitrary<FieldOp> {
  return fc.constantFrom(1, -2, 0.5).map((amount): FieldOp => ({ op: 'increment', target, amount }));
}

function listOperation(target: OpTarget, { values }: Generation): fc.Arbitrary<FieldOp> {
  const op = fc.constantFrom('add', 'add-unique', 'remove');
  return fc
    .tuple(op, fc.array(fc.oneof(values.scalar, values.loose), { maxLength: 3 }))
    .map(([each, elements]): FieldOp => ({ op: each, target, values: elements }));
}
