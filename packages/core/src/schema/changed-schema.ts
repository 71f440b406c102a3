import type { ClassChange } from '../adapters/storage-adapter.js';
import { StorageError } from '../errors/storage-error.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import { nullMap } from '../types/json.js';

/**
 * What a change means, for every store: the class as the change leaves it; columns are dropped before new ones are
 * added. Fails with `field-conflict` when a column to add exists with another type, or is a second GeoPoint.
 */
export function changedSchema(schema: ClassSchema, change: ClassChange): ClassSchema {
  const fields = without(schema.fields, change.removeFields);
  for (const [name, field] of Object.entries(change.changeFields ?? {})) {
    const column = fields[name];
    if (column) fields[name] = withNewDefaults(column, field);
  }
  for (const [name, field] of Object.entries(change.addFields ?? {})) {
    const column = fields[name];
    if (column && !hasSameType(column, field)) throw fieldConflict(schema.className, name, column);
    const place = column || field.type !== 'GeoPoint' ? undefined : placeIn(fields);
    if (place) throw fieldConflict(schema.className, ...place);
    fields[name] ??= field;
  }
  return {
    className: schema.className,
    fields,
    permissions: change.permissions ?? schema.permissions,
    indexes: Object.assign(without(schema.indexes, change.removeIndexes), change.addIndexes),
  };
}

/** The GeoPoint column, of which a class has one. */
function placeIn(fields: ClassSchema['fields']): readonly [name: string, field: FieldSchema] | undefined {
  return Object.entries(fields).find(([, { type }]) => type === 'GeoPoint');
}

function withNewDefaults(
  { type, targetClass }: FieldSchema,
  { required, defaultValue }: FieldSchema,
): FieldSchema {
  return {
    type,
    ...(targetClass === undefined ? {} : { targetClass }),
    ...(required === undefined ? {} : { required }),
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
}

function hasSameType(a: FieldSchema, b: FieldSchema): boolean {
  return a.type === b.type && a.targetClass === b.targetClass;
}

function fieldConflict(className: string, name: string, { type, targetClass }: FieldSchema): StorageError {
  const full = targetClass === undefined ? type : `${type}<${targetClass}>`;
  return new StorageError('field-conflict', `${className}.${name} exists with type ${full}`, {
    fields: [name],
  });
}

function without<T>(map: { readonly [key: string]: T }, names: readonly string[] = []): Record<string, T> {
  const rest = nullMap<T>();
  for (const [name, value] of Object.entries(map)) if (!names.includes(name)) rest[name] = value;
  return rest;
}
