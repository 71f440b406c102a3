import {
  DEFAULT_PERMISSIONS,
  pointerTo,
  resolveFieldPath,
  type ClassSchema,
  type DateValue,
  type FieldPath,
  type FieldSchema,
  type FieldTypeName,
  type Json,
  type OpTarget,
  type PointerValue,
  type StorageRows,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';

/** Columns by name: a type name, or a whole column. */
export type ClassFields = { readonly [field: string]: FieldTypeName | FieldSchema };

/** Rows by objectId. */
export type Rows = { readonly [objectId: string]: { readonly [field: string]: Json } };

/** Finds the place a dot path means in a class. */
export type KeyOf = (path: string) => FieldPath;

/** When the rows of the cases were created, unless they say so themselves. */
export const CREATED_AT = '2020-01-01T00:00:00.000Z';

/** The condition that every row satisfies. */
export const EVERYTHING: Where = { op: 'everything' };

/** A class with these columns beside those every class has. */
export function schemaOf(className: string, fields: ClassFields): ClassSchema {
  const columns = Object.entries(fields).map(
    ([name, field]) => [name, typeof field === 'string' ? { type: field } : field] as const,
  );
  return {
    className,
    fields: {
      objectId: { type: 'String' },
      createdAt: { type: 'Date' },
      updatedAt: { type: 'Date' },
      ACL: { type: 'ACL' },
      ...Object.fromEntries(columns),
    },
    permissions: DEFAULT_PERMISSIONS,
    indexes: {},
  };
}

/** A row as the engine would store it. */
export function row(objectId: string, fields: { readonly [field: string]: Json } = {}): StoredObject {
  return { objectId, createdAt: CREATED_AT, updatedAt: CREATED_AT, ...fields };
}

/** A date value. */
export function wireDate(iso: string): DateValue {
  return { __type: 'Date', iso };
}

/** A pointer, by default to the class that the cases' pointer columns refer to. */
export function wirePointer(objectId: string, className = 'Other'): PointerValue {
  return pointerTo(className, objectId);
}

/** Stores the rows one after the other. */
export async function insertRows(storage: StorageRows, schema: ClassSchema, rows: Rows): Promise<void> {
  for (const [objectId, fields] of Object.entries(rows)) await storage.insert(schema, row(objectId, fields));
}

/** Finds places in the class. */
export function keysOf(schema: ClassSchema): KeyOf {
  return (path) => resolveFieldPath(schema, path);
}

/** The condition that pins one row. */
export function byId(schema: ClassSchema, objectId: string): Where {
  return { op: 'equal', key: resolveFieldPath(schema, 'objectId'), value: objectId };
}

/** The row with that id, or undefined. */
export async function getRow(
  storage: StorageRows,
  schema: ClassSchema,
  objectId: string,
): Promise<StoredObject | undefined> {
  const [found] = await storage.find(schema, byId(schema, objectId), { limit: 1 });
  return found;
}

/** The target of an operation: a column, or with more steps a place inside it. */
export function at(field: string, ...path: readonly string[]): OpTarget {
  return { field, path };
}

/** Runs a piece of work that many times at once and tells what became of each. */
export async function race<T>(
  racers: number,
  work: (racer: number) => Promise<T>,
): Promise<{ readonly won: readonly T[]; readonly lost: readonly unknown[] }> {
  const results = await Promise.allSettled(Array.from({ length: racers }, (_, racer) => work(racer)));
  return {
    won: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    lost: results.flatMap((result): readonly unknown[] =>
      result.status === 'rejected' ? [result.reason] : [],
    ),
  };
}
