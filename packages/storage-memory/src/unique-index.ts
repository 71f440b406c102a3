import {
  isJsonObject,
  StorageError,
  valueKey,
  type IndexDefinition,
  type Json,
  type StoredObject,
} from '@parse/core/adapter';

/** The values that one unique index holds, each with the objectId of its row. */
export interface UniqueIndex {
  readonly definition: IndexDefinition;
  readonly owners: Map<string, string>;
}

/** An index over the rows; fails with `duplicate-value` when two of them hold the same value. */
export function buildUniqueIndex(definition: IndexDefinition, rows: Iterable<StoredObject>): UniqueIndex {
  const index: UniqueIndex = { definition, owners: new Map() };
  for (const row of rows) {
    assertUnique(index, row);
    addToIndex(index, row);
  }
  return index;
}

/** Fails with `duplicate-value` when another row holds the value that this one would have. */
export function assertUnique(index: UniqueIndex, row: StoredObject): void {
  const key = indexKey(index.definition, row);
  if (key === undefined) return;
  const owner = index.owners.get(key);
  if (owner === undefined || owner === row.objectId) return;
  throw new StorageError('duplicate-value', `unique index ${index.definition.name} refused the value`, {
    fields: Object.keys(index.definition.keys),
  });
}

/** Enters the row; the value must be free, see `assertUnique`. */
export function addToIndex(index: UniqueIndex, row: StoredObject): void {
  const key = indexKey(index.definition, row);
  if (key !== undefined) index.owners.set(key, row.objectId);
}

/** Takes the row out. */
export function removeFromIndex(index: UniqueIndex, row: StoredObject): void {
  const key = indexKey(index.definition, row);
  if (key !== undefined) index.owners.delete(key);
}

/** Text that is equal for rows that must not exist together; undefined when the index passes the row over. */
function indexKey(definition: IndexDefinition, row: StoredObject): string | undefined {
  const { sparse = false, caseInsensitive = false } = definition.options ?? {};
  const values: string[] = [];
  for (const column of Object.keys(definition.keys)) {
    const value = valueAt(row, column);
    if (sparse && value === null) return undefined;
    values.push(valueKey(typeof value === 'string' && caseInsensitive ? value.toLowerCase() : value));
  }
  return values.join('\n');
}

/** The value at a column or dot path; unset counts as null. */
function valueAt(row: StoredObject, column: string): Json {
  let value: Json = row;
  for (const key of column.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return null;
    value = value[key] ?? null;
  }
  return value;
}
