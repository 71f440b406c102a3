import type { Json } from '../dsl/scenario.js';
import { fieldOf, isObject } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';

/** One place where two values differ; `undefined` where there is nothing. */
export interface FieldDifference {
  /** `body.results.0.name` */
  readonly field: string;
  readonly incumbent: Json | undefined;
  readonly ours: Json | undefined;
}

/** The deepest places where two values differ. Lists of different lengths differ as a whole. */
export function compareValues(
  field: string,
  incumbent: Json | undefined,
  ours: Json | undefined,
): readonly FieldDifference[] {
  if (Object.is(incumbent, ours)) return [];
  if (isListValue(incumbent) && isListValue(ours) && incumbent.length === ours.length)
    return incumbent.flatMap((item, index) => compareValues(`${field}.${index}`, item, ours[index]));
  if (isObject(incumbent) && isObject(ours)) {
    const keys = new Set([...Object.keys(incumbent), ...Object.keys(ours)]);
    return [...keys]
      .sort()
      .flatMap((key) => compareValues(`${field}.${key}`, fieldOf(incumbent, key), fieldOf(ours, key)));
  }
  return [{ field, incumbent, ours }];
}

function isListValue(value: Json | undefined): value is readonly Json[] {
  return value !== undefined && isList(value);
}
