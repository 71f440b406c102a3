import {
  isJsonObject,
  StorageError,
  type Json,
  type JsonObject,
  type StoredObject,
} from '@parse/core/adapter';

// Deeper values would let a client exhaust the stack of whoever walks them later.
const MAX_DEPTH = 500;

/** A deep copy that nobody can change: neither the caller through its own object, nor a reader through a result. */
export function frozenCopy(value: Json, depth = 0): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) throw new StorageError('too-large', 'value is nested too deeply');
  if (!isJsonObject(value)) return Object.freeze(value.map((element) => frozenCopy(element, depth + 1)));
  // `fromEntries` defines properties, so that a key called `__proto__` stays data.
  const copy: JsonObject = Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, frozenCopy(entry, depth + 1)] as const),
  );
  return Object.freeze(copy);
}

/** The row in the form in which tables keep it. Values it has in common with `base` are frozen already and shared. */
export function frozenRow(object: StoredObject, base?: StoredObject): StoredObject {
  const row: StoredObject = { objectId: object.objectId };
  for (const [field, value] of Object.entries(object)) {
    row[field] = base?.[field] === value ? value : frozenCopy(value);
  }
  return Object.freeze(row);
}
