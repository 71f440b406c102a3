import {
  StorageError,
  type ClassChange,
  type ClassSchema,
  type FieldSchema,
  type StoredObject,
} from '@parse/core/adapter';
import type { ClassFile } from './class-files.js';

/** The class as the change leaves it. The given one stays as it is, so that a change that fails has no effect. */
export function changedFile(file: ClassFile, change: ClassChange): ClassFile {
  const removed = new Set(change.removeFields);
  const rows = Array.from(file.rows, ([id, text]) => [id, withoutFields(text, removed)] as const);
  return { schema: changedSchema(file.schema, change), rows: removed.size > 0 ? new Map(rows) : file.rows };
}

function changedSchema(schema: ClassSchema, change: ClassChange): ClassSchema {
  const fields = new Map(Object.entries(schema.fields));
  for (const name of change.removeFields ?? []) fields.delete(name);
  for (const [name, field] of Object.entries(change.changeFields ?? {})) {
    const { type, targetClass } = fields.get(name) ?? field;
    const { required, defaultValue } = field;
    fields.set(name, defined({ type, targetClass, required, defaultValue }));
  }
  for (const [name, field] of Object.entries(change.addFields ?? {})) {
    const column = fields.get(name);
    if (column?.type === field.type && column.targetClass === field.targetClass) continue;
    if (column) throw new StorageError('field-conflict', `${name} is a ${column.type}`, { fields: [name] });
    fields.set(name, field);
  }
  const indexes = new Map(Object.entries(schema.indexes));
  for (const name of change.removeIndexes ?? []) indexes.delete(name);
  for (const [name, index] of Object.entries(change.addIndexes ?? {})) indexes.set(name, index);
  return {
    className: schema.className,
    fields: Object.fromEntries(fields),
    permissions: change.permissions ?? schema.permissions,
    indexes: Object.fromEntries(indexes),
  };
}

function defined(field: { readonly [Key in keyof FieldSchema]: FieldSchema[Key] | undefined }): FieldSchema {
  return JSON.parse(JSON.stringify(field)) as FieldSchema;
}

function withoutFields(text: string, removed: ReadonlySet<string>): string {
  const row = Object.entries(JSON.parse(text) as StoredObject).filter(([field]) => !removed.has(field));
  return JSON.stringify(Object.fromEntries(row));
}
