import { deepStrictEqual, fail } from 'node:assert/strict';
import {
  isJsonArray,
  isJsonObject,
  StorageError,
  type Json,
  type StorageErrorKind,
} from '@parse/core/adapter';

/** Fails unless two values are the same JSON: prototypes, the order of keys and the sign of zero do not count. */
export function expectSame(actual: Json | undefined, expected: Json | undefined, message?: string): void {
  if (message === undefined) deepStrictEqual(comparable(actual), comparable(expected));
  else
    deepStrictEqual(
      comparable(actual),
      comparable(expected),
      `${message}: ${JSON.stringify(actual ?? null).slice(0, 500)}`,
    );
}

/** Fails unless the rows have these ids, in this order. */
export function expectIds(rows: readonly { readonly objectId: string }[], expected: readonly string[]): void {
  deepStrictEqual(idsOf(rows), expected);
}

/** Fails unless the rows have these ids, in any order. */
export function expectIdSet(
  rows: readonly { readonly objectId: string }[],
  expected: readonly string[],
): void {
  deepStrictEqual(idsOf(rows).toSorted(), expected.toSorted());
}

/** Fails unless the two lists hold the same values, in any order. */
export function expectSameSet(actual: readonly Json[], expected: readonly Json[]): void {
  deepStrictEqual(actual.map(textOf).sort(), expected.map(textOf).sort());
}

/** Fails unless the call fails with a `StorageError` of that kind, which it returns. */
export async function expectFailure(call: Promise<unknown>, kind: StorageErrorKind): Promise<StorageError> {
  const outcome = await call.then(
    () => 'success',
    (error: unknown) => error,
  );
  return expectStorageError(outcome, kind);
}

/** Fails unless the value is a `StorageError` of one of the kinds. */
export function expectStorageError(value: unknown, ...kinds: readonly StorageErrorKind[]): StorageError {
  if (StorageError.isInstance(value) && kinds.includes(value.kind)) return value;
  const got = StorageError.isInstance(value) ? `${value.kind} (${value.message})` : String(value);
  return fail(`expected a StorageError of kind ${kinds.join(' or ')}, got ${got}`);
}

function idsOf(rows: readonly { readonly objectId: string }[]): readonly string[] {
  return rows.map(({ objectId }) => objectId);
}

function textOf(value: Json): string {
  return JSON.stringify(comparable(value));
}

/** Plain objects with sorted keys, and no negative zero. */
function comparable(value: Json | undefined): unknown {
  if (value === undefined || value === null) return value;
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (isJsonArray(value)) return value.map(comparable);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, comparable(value[key])] as const));
}
