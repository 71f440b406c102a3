import { isJsonObject, type FieldOp, type Json } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import { isExact } from '../query/operands.js';
import { isPlainKey } from '../query/place.js';
import { encodeAcl } from './acl-keys.js';
import { ACL_KEYS, AUTH_DATA_PREFIX, type ClassLayout, type StoredColumn } from './class-layout.js';
import { encodeColumn, encodeInside } from './encode-value.js';

/** Operations as one update of the engine. */
export interface EncodedUpdate {
  /** `$set`, `$inc` and so on; empty when there is nothing to do. */
  readonly update: BsonDocument;
  /** What must hold besides the condition for the update to mean the same as the operations. */
  readonly guard: BsonDocument;
}

/**
 * The update that does to every document what the operations mean, and fails as a whole where one does not fit.
 * Undefined when the engine has no such update: several operations on one place, numbers and odd keys in paths,
 * values whose sameness it does not know, amounts beyond which there is no number.
 */
export function encodeUpdate(layout: ClassLayout, ops: readonly FieldOp[]): EncodedUpdate | undefined {
  const draft: Draft = { update: {}, guard: {}, paths: [] };
  for (const op of ops) {
    if (op.op === 'set-on-insert') continue;
    const isEncoded = op.target.field === 'ACL' ? encodeAclOp(draft, op) : encodeColumnOp(draft, layout, op);
    if (!isEncoded) return undefined;
  }
  return overlaps(draft.paths) ? undefined : draft;
}

/** The changes that put a column's new value (undefined: none) in place of its old one. */
export function replaceColumn(column: StoredColumn, value: Json | undefined): BsonDocument {
  return value === undefined
    ? { $unset: { [column.stored]: '' } }
    : { $set: { [column.stored]: encodeColumn(column, value) } };
}

interface Draft extends EncodedUpdate {
  readonly update: Record<string, BsonDocument>;
  readonly paths: string[];
}

type Op = Exclude<FieldOp, { readonly op: 'set-on-insert' }>;

function put(draft: Draft, operator: string, path: string, value: unknown): true {
  (draft.update[operator] ??= {})[path] = value;
  draft.paths.push(path);
  return true;
}

function encodeAclOp(draft: Draft, op: Op): boolean {
  if (op.target.path.length > 0) return false;
  if (op.op === 'set' && isJsonObject(op.value)) {
    for (const [key, value] of Object.entries(encodeAcl(op.value))) put(draft, '$set', key, value);
    return true;
  }
  if (op.op !== 'unset' && op.op !== 'set') return false;
  for (const key of ACL_KEYS) put(draft, '$unset', key, '');
  return true;
}

function encodeColumnOp(draft: Draft, layout: ClassLayout, op: Op): boolean {
  const place = targetOf(layout, op);
  if (!place) return false;
  const { path, column, isWhole } = place;
  switch (op.op) {
    case 'set':
      return put(
        draft,
        '$set',
        path,
        column && isWhole ? encodeColumn(column, op.value) : encodeInside(column, op.value),
      );
    case 'unset':
      return put(draft, '$unset', path, '');
    case 'increment':
      if (Math.abs(op.amount) >= OVERFLOWING) return false;
      // MongoDB refuses to add to a boolean, not every compatible engine does.
      if (!isWhole) draft.guard[path] = { $not: { $type: 'bool' } };
      return put(draft, '$inc', path, op.amount);
    case 'add':
      return op.values.length > 0 && put(draft, '$push', path, { $each: encodeAll(column, op.values) });
    case 'add-unique':
      return (
        op.values.length > 0 &&
        op.values.every(isExact) &&
        put(draft, '$addToSet', path, { $each: encodeAll(column, op.values) })
      );
    case 'remove':
      if (!op.values.every(isExact)) return false;
      return put(draft, '$pullAll', path, encodeAll(column, op.values));
  }
}

/** The least that makes the largest number infinite, which the engine would store, for good. */
const OVERFLOWING = 2 ** 970;

/** The path that an operation writes to: a whole column, or a place inside one. The data of providers has none. */
function targetOf(
  layout: ClassLayout,
  { target: { field, path } }: Op,
): { readonly path: string; readonly column?: StoredColumn; readonly isWhole: boolean } | undefined {
  if (!path.every(isPlainKey)) return undefined;
  if (layout.spreadsAuthData && field === 'authData') {
    return path.length === 0 ? undefined : { path: AUTH_DATA_PREFIX + path.join('.'), isWhole: false };
  }
  const column = layout.columns.get(field);
  if (!column) return undefined;
  return { path: [column.stored, ...path].join('.'), column, isWhole: path.length === 0 };
}

function encodeAll(column: StoredColumn | undefined, values: readonly Json[]): readonly unknown[] {
  return values.map((value) => encodeInside(column, value));
}

/** Whether one of the paths is, or leads through, another one. */
function overlaps(paths: readonly string[]): boolean {
  const sorted = paths.map((path) => `${path}.`).toSorted();
  return sorted.some((path, index) => index > 0 && path.startsWith(sorted[index - 1] ?? ' '));
}
