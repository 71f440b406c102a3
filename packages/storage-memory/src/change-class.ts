import {
  nullMap,
  StorageError,
  type ClassChange,
  type ClassSchema,
  type FieldSchema,
  type StoredObject,
} from '@parse/core/adapter';
import type { Table } from './database.js';
import { buildUniqueIndex, type UniqueIndex } from './unique-index.js';

/** The table as the change leaves it; the given one stays as it is, so a change that fails has no effect. */
export function changeTable(table: Table, change: ClassChange): Table {
  const schema = changeSchema(table.schema, change);
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

/** The class as the change leaves it; columns are dropped before new ones are added. */
function changeSchema(schema: ClassSchema, change: ClassChange): ClassSchema {
  const fields = without(schema.fields, change.removeFields);
  for (const [name, field] of Object.entries(change.changeFields ?? {})) {
    const column = own(fields, name);
    if (column) fields[name] = withNewDefaults(column, field);
  }
  for (const [name, field] of Object.entries(change.addFields ?? {})) {
    const column = own(fields, name);
    if (!column) fields[name] = field;
    else if (!hasSameType(column, field)) throw fieldConflict(schema.className, name, column);
  }
  return {
    className: schema.className,
    fields,
    permissions: change.permissions ?? schema.permissions,
    indexes: Object.assign(without(schema.indexes, change.removeIndexes), change.addIndexes),
  };
}

function withNewDefaults(column: FieldSchema, field: FieldSchema): FieldSchema {
  return {
    type: column.type,
    ...(column.targetClass === undefined ? {} : { targetClass: column.targetClass }),
    ...(field.required === undefined ? {} : { required: field.required }),
    ...(field.defaultValue === undefined ? {} : { defaultValue: field.defaultValue }),
  };
}

function hasSameType(a: FieldSchema, b: FieldSchema): boolean {
  return a.type === b.type && a.targetClass === b.targetClass;
}

function fieldConflict(className: string, name: string, column: FieldSchema): StorageError {
  const type = column.targetClass === undefined ? column.type : `${column.type}<${column.targetClass}>`;
  return new StorageError('field-conflict', `${className}.${name} exists with type ${type}`, {
    fields: [name],
  });
}

function without<T>(map: { readonly [key: string]: T }, names: readonly string[] = []): Record<string, T> {
  const rest = Object.entries(map).filter(([key]) => !names.includes(key));
  return Object.assign(nullMap<T>(), Object.fromEntries(rest));
}

function own<T>(map: { readonly [key: string]: T }, name: string): T | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
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
