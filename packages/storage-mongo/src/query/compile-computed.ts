import { assertNever, isJsonObject, type Json, type RegexSpec } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import { encodeLoose } from '../codec/encode-value.js';
import type { KeyCondition } from './compile-stored.js';
import { allOf, isNothing, isOfType, isSame, someElement, type Expression } from './expressions.js';
import { translateRegex } from './translate-regex.js';

/**
 * A condition about a value that an expression works out; undefined when it never holds. Places and full text are not
 * found there.
 */
export function compileComputed(value: Expression, condition: KeyCondition): BsonDocument | undefined {
  const test = holds('$$value', condition);
  return test && { $expr: { $let: { vars: { value }, in: test } } };
}

function holds(value: Expression, condition: KeyCondition): BsonDocument | undefined {
  switch (condition.op) {
    case 'equal':
      return among(value, [condition.value]);
    case 'not-equal':
      return not(among(value, [condition.value]));
    case 'in':
      return among(value, condition.values);
    case 'not-in':
      return not(among(value, condition.values));
    case 'less':
      return ordered(value, '$lt', condition.value);
    case 'less-or-equal':
      return ordered(value, '$lte', condition.value);
    case 'greater':
      return ordered(value, '$gt', condition.value);
    case 'greater-or-equal':
      return ordered(value, '$gte', condition.value);
    case 'exists':
      return { $eq: [{ $ne: [{ $type: value }, 'missing'] }, condition.exists] };
    case 'contains-all':
      return condition.values.length === 0
        ? undefined
        : allOf(condition.values.map((wanted) => someElement(value, (element) => isSame(element, wanted))));
    case 'contained-by':
      return containedBy(value, condition.values);
    case 'regex':
      return {
        $or: [isMatch(value, condition.regex), someElement(value, (each) => isMatch(each, condition.regex))],
      };
    case 'text':
    case 'near':
    case 'within-box':
    case 'within-polygon':
    case 'contains-point':
      return undefined;
    default:
      return assertNever(condition);
  }
}

function not(test: BsonDocument): BsonDocument {
  return { $not: [test] };
}

function among(value: Expression, values: readonly Json[]): BsonDocument {
  const unset = values.includes(null) ? [isNothing(value)] : [];
  const same = values.flatMap((wanted) => [
    isSame(value, wanted),
    someElement(value, (element) => isSame(element, wanted)),
  ]);
  return { $or: [...unset, ...same] };
}

function containedBy(value: Expression, values: readonly Json[]): BsonDocument {
  if (values.length === 0) return { $eq: [value, []] };
  const isStray = (element: Expression): BsonDocument =>
    not({ $or: values.map((each) => isSame(element, each)) });
  return allOf([{ $isArray: [value] }, not(someElement(value, isStray))]);
}

function ordered(value: Expression, operator: string, limit: Json): BsonDocument | undefined {
  const type = rankedType(limit);
  if (type === undefined) return undefined;
  const test = (each: Expression): BsonDocument =>
    allOf([
      type === 'number' ? { $isNumber: each } : isOfType(each, type),
      { [operator]: [each, { $literal: encodeLoose(limit) }] },
    ]);
  return { $or: [test(value), someElement(value, test)] };
}

/** The BSON type that values comparable with the limit have. */
function rankedType(limit: Json): string | undefined {
  if (typeof limit === 'string' || typeof limit === 'number') return typeof limit;
  if (typeof limit === 'boolean') return 'bool';
  return isJsonObject(limit) && limit.__type === 'Date' ? 'date' : undefined;
}

function isMatch(value: Expression, spec: RegexSpec): BsonDocument {
  const { $regex: regex, $options: options } = translateRegex(spec);
  const match = {
    $regexMatch: { input: value, regex: { $literal: regex }, ...(options ? { options } : {}) },
  };
  return allOf([isOfType(value, 'string'), match]);
}
