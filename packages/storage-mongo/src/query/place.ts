import type { FieldPath, FieldTypeName } from '@parse/core/adapter';
import { AUTH_DATA_PREFIX, type ClassLayout } from '../codec/class-layout.js';
import { authDataExpression, columnExpression, expressionBelow, type Expression } from './expressions.js';

/** Where documents hold the value that a condition or an order is about. */
export type Place =
  /** Nowhere: every row counts as unset. */
  | { readonly kind: 'unset' }
  | StoredPlace
  /** Where no path of MongoDB leads to exactly: below odd keys, and to elements of arrays by number. */
  | { readonly kind: 'computed'; readonly expression: Expression };

/** A place that a path of MongoDB leads to. */
export interface StoredPlace {
  readonly kind: 'stored';
  readonly path: string;
  /** Places on the way where an array would make MongoDB look into its elements, which Parse's paths do not enter. */
  readonly guards: readonly string[];
  /** The type of the column; undefined below columns, where anything may lie. */
  readonly type: FieldTypeName | undefined;
}

/** The place of a key in the documents of a class. */
export function placeOf(layout: ClassLayout, { field, path, schema }: FieldPath): Place {
  if (!schema) return UNSET;
  if (layout.spreadsAuthData && field === 'authData') return authDataPlace(path);
  const column = layout.columns.get(field);
  if (!column) return UNSET;
  const { type } = column.schema;
  if (path.length === 0) return { kind: 'stored', path: column.stored, guards: [], type };
  if (type === 'Object') return placeBelow(column.stored, path);
  if (type !== 'Array') return UNSET;
  return { kind: 'computed', expression: expressionBelow(columnExpression(column.stored), path) };
}

/** The name of a place in an update or an index, where it has one. */
export function isPlainKey(key: string): boolean {
  return PLAIN_KEY.test(key);
}

const UNSET: Place = { kind: 'unset' };

/** No dot, no `$` in front, and not a number, which would also name an element of an array. */
const PLAIN_KEY = /^(?![0-9]+$)[^.$\0][^.\0]*$/;

function placeBelow(root: string, path: readonly string[]): Place {
  if (!path.every(isPlainKey)) {
    return { kind: 'computed', expression: expressionBelow(columnExpression(root), path) };
  }
  const steps = path.map((_, index) => [root, ...path.slice(0, index)].join('.'));
  return { kind: 'stored', path: [root, ...path].join('.'), guards: steps, type: undefined };
}

function authDataPlace([provider, ...path]: readonly string[]): Place {
  if (provider === undefined) return { kind: 'computed', expression: authDataExpression() };
  const root = AUTH_DATA_PREFIX + provider;
  if (!isPlainKey(root)) return UNSET;
  return path.length === 0
    ? { kind: 'stored', path: root, guards: [], type: undefined }
    : placeBelow(root, path);
}
