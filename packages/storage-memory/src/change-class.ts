import { changedSchema, type ClassChange, type StoredObject } from '@parse/core/adapter';
import type { Table } from './database.js';
import { buildUniqueIndex, type UniqueIndex } from './unique-index.js';

/** The table as the change leaves it; the given one stays as it is, so a change that fails has no effect. */
export function changeTable(table: Table, change: ClassChange): Table {
  const schema = changedSchema(table.schema, change);
  const removed = change.removeFields ?? [];
  if (removed.length === 0) return { ...table, schema };
  const rows = new Map(
    Array.from(table.rows, ([objectId, row]) => [objectId, withoutFields(row, removed)] as const),
  );
  const indexes = table.indexes.filter((index) => !covers(index, removed));
  return {
    schema,
    rows,
    indexes: indexes.map(({ definition }) => buildUniqueIndex(definition, rows.values())),
  };
}

function withoutFields(row: StoredObject, fields: readonly string[]): StoredObject {
  if (!fields.some((field) => Object.hasOwn(row, field))) return row;
  const rest: StoredObject = { objectId: row.objectId };
  for (const [field, value] of Object.entries(row)) if (!fields.includes(field)) rest[field] = value;
  return Object.freeze(rest);
}

function covers(index: UniqueIndex, fields: readonly string[]): boolean {
  return Object.keys(index.definition.keys).some((key) => fields.includes(key.split('.')[0] ?? key));
}
