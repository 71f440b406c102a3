import { isJsonArray, isJsonObject, type Json } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import { AUTH_DATA_PREFIX } from '../codec/class-layout.js';
import { encodeLoose } from '../codec/encode-value.js';
import { isExact } from './operands.js';

/** An aggregation expression. */
export type Expression = string | BsonDocument;

/** The value of a column; missing when the document has none. */
export function columnExpression(stored: string): Expression {
  return `$${stored}`;
}

/** The value below another as Parse's paths lead there: through objects, and by number through arrays. */
export function expressionBelow(root: Expression, path: readonly string[]): Expression {
  return path.reduce<Expression>(
    (inside, key) => ({
      $let: {
        vars: { inside },
        in: {
          $switch: {
            branches: [
              { case: isOfType('$$inside', 'object'), then: entryOf('$$inside', key) },
              ...(ARRAY_INDEX.test(key)
                ? [{ case: { $isArray: '$$inside' }, then: { $arrayElemAt: ['$$inside', Number(key)] } }]
                : []),
            ],
            default: '$$REMOVE',
          },
        },
      },
    }),
    root,
  );
}

/** The providers' data as one object; missing when there is none. */
export function authDataExpression(): Expression {
  const isProvider = { $eq: [{ $substrCP: ['$$entry.k', 0, AUTH_DATA_PREFIX.length] }, AUTH_DATA_PREFIX] };
  const name = { $substrCP: ['$$entry.k', AUTH_DATA_PREFIX.length, { $strLenCP: '$$entry.k' }] };
  const entries = { $filter: { input: { $objectToArray: '$$ROOT' }, as: 'entry', cond: isProvider } };
  const object = {
    $arrayToObject: { $map: { input: '$$entries', as: 'entry', in: { k: name, v: '$$entry.v' } } },
  };
  return { $let: { vars: { entries }, in: { $cond: [{ $eq: ['$$entries', []] }, '$$REMOVE', object] } } };
}

/** Whether the value is of a BSON type. */
export function isOfType(value: Expression, type: string): BsonDocument {
  return { $eq: [{ $type: value }, type] };
}

/** Whether the value is null or missing. */
export function isNothing(value: Expression): BsonDocument {
  return { $in: [{ $type: value }, ['missing', 'null', 'undefined']] };
}

/** Whether a value is the same as the wanted one to Parse, which does not mind the order of keys. */
export function isSame(value: Expression, wanted: Json): BsonDocument {
  if (isExact(wanted)) return { $eq: [value, { $literal: encodeLoose(wanted) }] };
  if (isJsonArray(wanted)) {
    const elements = wanted.map((element, index) => isSame({ $arrayElemAt: [value, index] }, element));
    return allOf([{ $isArray: [value] }, { $eq: [{ $size: value }, wanted.length] }, ...elements]);
  }
  if (!isJsonObject(wanted)) return { $eq: [value, { $literal: wanted }] };
  const identity = wanted.__type === 'File' ? ['__type', 'name'] : undefined;
  const keys = identity ?? Object.keys(wanted);
  const entries = keys.map((key) => isSame(entryOf(value, key), wanted[key] ?? null));
  const size = identity ? [] : [{ $eq: [{ $size: { $objectToArray: value } }, keys.length] }];
  return allOf([isOfType(value, 'object'), ...size, ...entries]);
}

/** Whether an element of the array satisfies the test; false for what is no array. */
export function someElement(value: Expression, test: (element: Expression) => BsonDocument): BsonDocument {
  const tests = { $map: { input: value, as: 'element', in: test('$$element') } };
  return { $cond: [{ $isArray: [value] }, { $anyElementTrue: [tests] }, false] };
}

/** Whether all tests hold; a later one is evaluated only when those before it do. */
export function allOf(tests: readonly BsonDocument[]): BsonDocument {
  return tests.reduceRight<BsonDocument>((rest, test) => ({ $cond: [test, rest, false] }), ALWAYS);
}

const ALWAYS: BsonDocument = { $literal: true };

const ARRAY_INDEX = /^(0|[1-9][0-9]{0,8})$/;

function entryOf(value: Expression, key: string): BsonDocument {
  return { $getField: { field: { $literal: key }, input: value } };
}
