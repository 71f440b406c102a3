import { valueKey } from '../ops/value-key.js';
import type { Json } from '../types/json.js';
import { averageOf, extremeOf, sumOf } from './arithmetic-operators.js';
import { mergeObjects } from './object-operators.js';

/** Folds the values that an expression has for the documents of a group. */
export type Accumulate = (values: readonly (Json | undefined)[]) => Json;

/** The accumulators of `$group` and `$bucket`, by name. */
export const accumulators: { readonly [name: string]: Accumulate } = {
  $sum: (values) => sumOf(values.filter((value) => typeof value === 'number')),
  $avg: (values) => averageOf(values.filter((value) => typeof value === 'number')),
  $min: (values) => extremeOf(values, -1),
  $max: (values) => extremeOf(values, 1),
  $first: (values) => values.at(0) ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => [...new Map(values.flatMap(keyed)).values()],
  $count: (values) => values.length,
  $mergeObjects: mergeObjects,
};

function keyed(value: Json | undefined): readonly (readonly [string, Json])[] {
  return value === undefined ? [] : [[valueKey(value), value]];
}
