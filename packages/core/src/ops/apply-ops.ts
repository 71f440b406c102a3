import { assertNever } from '../errors/assert-never.js';
import { StorageError } from '../errors/storage-error.js';
import type { FieldOp, OpTarget } from '../types/field-op.js';
import {
  isJsonArray,
  isJsonObject,
  nullMap,
  type Json,
  type JsonObject,
  type MutableJsonObject,
} from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { valueKey } from './value-key.js';

const ARRAY_INDEX = /^(?:0|[1-9][0-9]{0,9})$/;

/**
 * The meaning of every operation: the object as it is after all of them, in order. Returns a new object that
 * shares unchanged values with the old one; neither argument is changed. An operation on a value it does not
 * fit fails with `StorageError('invalid-query')`. `inserting` says that the object is about to be stored for
 * the first time, which is when `set-on-insert` counts and `remove` makes an empty list.
 */
export function applyOps(
  object: StoredObject,
  ops: readonly FieldOp[],
  { inserting }: { readonly inserting: boolean },
): StoredObject {
  const result: StoredObject = Object.assign({}, object);
  const copies: Copies = { objects: new Map(), lists: new Map() };
  for (const op of ops) {
    if (op.op === 'set-on-insert' && !inserting) continue;
    const leavesUnset = op.op === 'unset' || (op.op === 'remove' && !inserting);
    const { field, path } = op.target;
    if (field === '__proto__') throw misfit(op.target, 'is not the name of a field');
    const before = Object.hasOwn(result, field) ? result[field] : undefined;
    const change = { op, copies, leavesUnset };
    const after = path.length === 0 ? nextValue(before, change) : nextInside(before, change, 0);
    if (after === undefined) Reflect.deleteProperty(result, field);
    else result[field] = after;
  }
  return result;
}

/** The value after the operation; undefined stands for unset, before and after. */
function nextValue(before: Json | undefined, { op, leavesUnset }: Change): Json | undefined {
  if (before === undefined && leavesUnset) return undefined;
  switch (op.op) {
    case 'set':
    case 'set-on-insert':
      return op.value;
    case 'unset':
      return undefined;
    case 'increment':
      return increment(before, op.amount, op.target);
    case 'add':
      return [...listOf(before, op.target), ...op.values];
    case 'add-unique':
      return addUnique(listOf(before, op.target), op.values);
    case 'remove': {
      const removed = new Set(op.values.map(valueKey));
      return listOf(before, op.target).filter((element) => !removed.has(valueKey(element)));
    }
    default:
      return assertNever(op);
  }
}

/** What these operations have copied already, and may change: a thousand paths into one object copy it once. */
interface Copies {
  readonly objects: Map<JsonObject, MutableJsonObject>;
  readonly lists: Map<readonly Json[], Json[]>;
}

interface Change {
  readonly op: FieldOp;
  readonly copies: Copies;
  /** Whether it does nothing where there is no value. */
  readonly leavesUnset: boolean;
}

/**
 * Applies the operation below `container`. Paths lead through objects, made where unset, and through the
 * elements of arrays, which a key of digits names. A date is one value, as databases keep it.
 */
function nextInside(container: Json | undefined, change: Change, depth: number): Json | undefined {
  const { op, copies, leavesUnset } = change;
  const key = op.target.path[depth];
  if (key === undefined) return nextValue(container, change);
  if (container === undefined) {
    if (leavesUnset) return undefined;
    const inside = nextInside(undefined, change, depth + 1);
    return depth === 0 && ARRAY_INDEX.test(key)
      ? withElement([], key, inside, change)
      : withEntry(undefined, key, inside, copies);
  }
  if (isJsonArray(container)) {
    if (leavesUnset && !(Number(key) < container.length)) return container;
    return withElement(container, key, nextInside(container[Number(key)], change, depth + 1), change);
  }
  if (isJsonObject(container) && container.__type !== 'Date') {
    const before = Object.hasOwn(container, key) ? container[key] : undefined;
    if (leavesUnset && before === undefined) return container;
    return withEntry(container, key, nextInside(before, change, depth + 1), copies);
  }
  if (op.op === 'unset') return container;
  throw misfit(op.target, 'leads through a value that is not an object');
}

function withEntry(
  container: JsonObject | undefined,
  key: string,
  value: Json | undefined,
  { objects }: Copies,
): JsonObject {
  const known = container && objects.get(container);
  const copy: MutableJsonObject = known ?? Object.assign(nullMap(), container);
  if (!known) objects.set(copy, copy);
  if (value === undefined) Reflect.deleteProperty(copy, key);
  else copy[key] = value;
  return copy;
}

/** Arrays grow by one element at most; an element cannot be unset without moving the others, so it becomes null. */
function withElement(
  list: readonly Json[],
  key: string,
  value: Json | undefined,
  { op, copies: { lists } }: Change,
): Json {
  const index = Number(key);
  if (!ARRAY_INDEX.test(key) || index > list.length) throw misfit(op.target, 'is outside the array');
  const known = lists.get(list);
  const copy = known ?? [...list];
  if (!known) lists.set(copy, copy);
  copy[index] = value ?? null;
  return copy;
}

function increment(before: Json | undefined, amount: number, target: OpTarget): number {
  if (before === undefined) return amount;
  if (typeof before !== 'number') throw misfit(target, 'is not a number that could be incremented');
  const sum = before + amount;
  if (!Number.isFinite(sum)) throw misfit(target, 'would become too large a number');
  return sum;
}

function addUnique(list: readonly Json[], values: readonly Json[]): readonly Json[] {
  const seen = new Set(list.map(valueKey));
  const fresh: Json[] = [];
  for (const value of values) {
    const key = valueKey(value);
    if (!seen.has(key)) fresh.push(value);
    seen.add(key);
  }
  return fresh.length === 0 ? list : [...list, ...fresh];
}

function listOf(before: Json | undefined, target: OpTarget): readonly Json[] {
  if (before === undefined) return [];
  if (isJsonArray(before)) return before;
  throw misfit(target, 'is not an array');
}

function misfit({ field, path }: OpTarget, what: string): StorageError {
  return new StorageError('invalid-query', `${[field, ...path].join('.')} ${what}`);
}
