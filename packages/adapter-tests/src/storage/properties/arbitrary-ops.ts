import type { FieldOp, OpTarget } from '@parse/core/adapter';
import fc from 'fast-check';
import { loose, scalar, type GeneratedColumn } from './arbitrary-values.js';

/** One to three operations on columns of the class. Some do not fit some rows; stores must refuse those. */
export function arbitraryOps(columns: readonly GeneratedColumn[]): fc.Arbitrary<readonly FieldOp[]> {
  return fc.array(fc.oneof(...columns.flatMap(operationsOn)), { minLength: 1, maxLength: 3 });
}

function operationsOn({ name, schema, value, places }: GeneratedColumn): readonly fc.Arbitrary<FieldOp>[] {
  const target: OpTarget = { field: name, path: [] };
  const whole: fc.Arbitrary<FieldOp>[] = [
    fc
      .tuple(fc.constantFrom('set', 'set', 'set-on-insert'), fc.option(value))
      .map(([op, each]): FieldOp => ({ op, target, value: each })),
    fc.constant<FieldOp>({ op: 'unset', target }),
  ];
  if (schema.type === 'Number') whole.push(increment(target));
  if (schema.type === 'Array') whole.push(listOperation(target));
  if (schema.type !== 'Object') return whole;
  const inner = places
    .map((path): OpTarget => ({ field: name, path }))
    // Operations lead through objects only; that a number is a key there is for the conditions to prove.
    .flatMap((place): fc.Arbitrary<FieldOp>[] => [
      loose.map((each): FieldOp => ({ op: 'set', target: place, value: each })),
      fc.constant<FieldOp>({ op: 'unset', target: place }),
      increment(place),
      listOperation(place),
    ]);
  return [...whole, ...inner];
}

function increment(target: OpTarget): fc.Arbitrary<FieldOp> {
  return fc.constantFrom(1, -2, 0.5).map((amount): FieldOp => ({ op: 'increment', target, amount }));
}

function listOperation(target: OpTarget): fc.Arbitrary<FieldOp> {
  const op = fc.constantFrom('add', 'add-unique', 'remove');
  return fc
    .tuple(op, fc.array(fc.oneof(scalar, loose), { maxLength: 3 }))
    .map(([each, values]): FieldOp => ({ op: each, target, values }));
}
