import { isJsonObject, nullMap, type Json, type JsonObject, type MutableJsonObject } from '../types/json.js';
import { wireType } from '../types/object.js';

/** Which fields a client wants. */
export interface KeySelection {
  /** Field names and dot paths; undefined: all. */
  readonly keys: readonly string[] | undefined;
  readonly excludeKeys: readonly string[];
}

const ALWAYS: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt', 'ACL']);

/**
 * The object with only the wanted fields; those of every object and relation columns, which hold no data, stay.
 * `a.b` takes key `b` of an Object field and all of a pointer, whose own fields are chosen where it is included.
 */
export function selectKeys(selection: KeySelection, object: JsonObject): JsonObject {
  const { keys, excludeKeys } = selection;
  if (!keys && excludeKeys.length === 0) return object;
  const excluded = new Set(excludeKeys);
  const wanted = keys && groupByRoot(keys);
  const selected: MutableJsonObject = {};
  for (const field of Object.keys(object)) {
    const value = object[field] ?? null;
    const paths = wanted?.get(field);
    if (ALWAYS.has(field) || wireType(value) === 'Relation') selected[field] = value;
    else if (excluded.has(field) || (wanted && !paths)) continue;
    else selected[field] = paths && paths.length > 0 ? pick(value, paths) : value;
  }
  return selected;
}

/** Field to the paths below it; an empty list stands for the whole field. */
function groupByRoot(keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const roots = new Map<string, string[]>();
  const whole = new Set(keys.filter((key) => !key.includes('.')));
  for (const key of keys) {
    const dot = key.indexOf('.');
    const root = dot < 0 ? key : key.slice(0, dot);
    const paths = roots.get(root) ?? [];
    if (dot >= 0 && !whole.has(root)) paths.push(key.slice(dot + 1));
    roots.set(root, paths);
  }
  return roots;
}

function pick(value: Json, paths: readonly string[]): Json {
  if (!isJsonObject(value) || wireType(value) !== undefined) return value;
  const picked = nullMap();
  for (const [key, below] of groupByRoot(paths)) {
    if (!Object.hasOwn(value, key)) continue;
    const inner = value[key] ?? null;
    picked[key] = below.length > 0 ? pick(inner, below) : inner;
  }
  return picked;
}
