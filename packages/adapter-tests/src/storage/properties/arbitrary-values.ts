import type { Json } from '@parse/core/adapter';
import fc from 'fast-check';
import type { Exactness } from './exactness.js';

/** Generators of values for a store. Few values of each kind, so that rows and conditions meet. */
export interface ArbitraryValues {
  readonly text: fc.Arbitrary<string>;
  readonly date: fc.Arbitrary<Json>;
  /** A value with a place in the order of kinds that every store can tell. */
  readonly scalar: fc.Arbitrary<Json>;
  /** The keys of objects. */
  readonly key: fc.Arbitrary<string>;
  /** What lies inside Object and Array columns: anything. */
  readonly loose: fc.Arbitrary<Json>;
  /** What an Object column holds. */
  readonly looseObject: fc.Arbitrary<Json>;
}

export const number = fc.constantFrom(0, 1, -1, 2, 10, 1.5, -2.5, 2 ** 53, 1e20, -1e21, 1e-7);
export const file = fc.constantFrom('a.png', 'b.png').map((name): Json => ({ __type: 'File', name }));
export const bytes = fc.constantFrom('YQ==', 'Yg==').map((base64): Json => ({ __type: 'Bytes', base64 }));

/** The key of generated objects that holds scalars only, so that orders can name it. */
export const RANKED_KEY = 'rank';

/** A pointer to one of a few objects. */
export function pointer(...classNames: readonly string[]): fc.Arbitrary<Json> {
  return fc
    .record({ className: fc.constantFrom(...classNames), objectId: fc.constantFrom('1', '2', 'x') })
    .map((target): Json => ({ __type: 'Pointer', ...target }));
}

/** The generators for a store that is exact in these ways. */
export function arbitraryValues(exact: Exactness): ArbitraryValues {
  const text = fc.constantFrom(...TEXTS, ...(exact.nulTexts ? ['\0', 'x\0y'] : []));
  const key = fc.constantFrom(...KEYS, ...(exact.nulKeys ? ['x\0'] : []));
  const date = fc.constantFrom(...DATES).map((iso): Json => ({ __type: 'Date', iso }));
  const scalar = fc.oneof(text, number, fc.boolean(), date, fc.constant(null));
  const loose = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 10, arbitrary: scalar },
      { weight: 2, arbitrary: fc.oneof(pointer('Other', 'Another'), file, bytes) },
      { weight: 4, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
      { weight: 4, arbitrary: objectOf(key, tie('value')) },
    ),
  })).value;
  const looseObject = fc
    .tuple(objectOf(key, loose), fc.option(scalar, { nil: undefined }))
    .map(([object, rank]): Json => (rank === undefined ? object : withEntry(object, RANKED_KEY, rank)));
  return { text, date, scalar, key, loose, looseObject };
}

const TEXTS = [
  '',
  'a',
  'A',
  'b',
  'ab',
  'a b',
  '\u00e9',
  '\uff5e',
  '\uffff',
  '\u{1f600}',
  "'",
  '"',
  "'%_",
  '1',
  '10',
  '\u0001',
  '\\u0000',
  '\\\u0001',
] as const;

/** With the first and the last that rows can hold. */
const DATES = [
  '0000-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '2000-01-01T00:00:00.000Z',
  '2020-01-01T00:00:00.000Z',
  '2020-01-01T00:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
] as const;

/** Each of the first few is likely to be met. No key is one escaped character alone: JSON.parse of Node 24 misreads those. */
const KEYS = [
  'k',
  'm',
  'k',
  'm',
  '0',
  '0',
  '1',
  'two words',
  "k'm",
  'k"m',
  'k.m',
  '$',
  '[0]',
  '\\',
  '\u00e9',
  '__proto__',
  '',
  'x\u0001',
  '\\u0001',
  '"]}',
  '`',
  '\u{1f600}',
  'k\nm',
] as const;

/** Own entries whatever the keys are, `__proto__` too. */
function objectOf(
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<Json>,
): fc.Arbitrary<{ readonly [key: string]: Json }> {
  return fc
    .array(fc.tuple(key, value), { maxLength: 3 })
    .map((entries): { readonly [key: string]: Json } => Object.fromEntries(entries));
}

function withEntry(object: { readonly [key: string]: Json }, key: string, value: Json): Json {
  return Object.fromEntries([...Object.entries(object), [key, value]]);
}
