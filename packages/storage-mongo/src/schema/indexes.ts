import type { ClassSchema, FieldSchema, IndexDefinition, IndexSpec } from '@parse/core/adapter';
import type { IndexOptions } from 'mongodb';
import { layoutOf } from '../codec/class-layout.js';
import { collectionOf, type Database } from '../database.js';
import { codeOf, ServerCode } from '../map-error.js';
import { IGNORING_CASE } from '../operations/resolve-where.js';
import { isIndexSwitchedOff } from '../options.js';
import { indexKeys } from './index-keys.js';

/** Makes sure that an index of the server exists, unless the options leave it out. */
export async function ensureIndex(
  database: Database,
  schema: ClassSchema,
  { name, keys, options = {} }: IndexDefinition,
): Promise<void> {
  if (isIndexSwitchedOff(database.options, schema.className, name)) return;
  const { unique, caseInsensitive, expireAfterSeconds, sparse = unique !== true } = options;
  const settings: IndexOptions = {
    name,
    ...(unique ? { unique } : {}),
    ...(sparse ? { sparse } : {}),
    ...(caseInsensitive ? { collation: IGNORING_CASE } : {}),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
  try {
    await collectionOf(database, schema.className).createIndex(
      indexKeys(layoutOf(schema), keys),
      settings,
      {},
    );
  } catch (error) {
    if (!isOther(error)) throw error;
  }
}

/** What a class gets: indexes it declares, and an index for every polygon column. */
export interface AddedIndexes {
  readonly indexes: { readonly [name: string]: IndexSpec };
  readonly fields: { readonly [field: string]: FieldSchema };
}

/** Makes the indexes; `schema` has the columns they are on. */
export async function createIndexes(
  database: Database,
  schema: ClassSchema,
  { indexes, fields }: AddedIndexes,
): Promise<void> {
  const layout = layoutOf(schema);
  const collection = collectionOf(database, schema.className);
  for (const [name, keys] of Object.entries(indexes)) {
    // parse-server lists the index that every collection has by itself.
    if (name !== '_id_') await collection.createIndex(indexKeys(layout, keys), { name }, {});
  }
  for (const [field, { type }] of Object.entries(fields)) {
    if (type !== 'Polygon') continue;
    await collection.createIndex({ [field]: '2dsphere' }, { name: `${field}_2dsphere` }, {});
  }
}

/** Drops indexes by name; those that do not exist are passed over. */
export async function dropIndexes(
  database: Database,
  className: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    try {
      await collectionOf(database, className).dropIndex(name);
    } catch (error) {
      const code = codeOf(error);
      if (code !== ServerCode.IndexNotFound && code !== ServerCode.NamespaceNotFound) throw error;
    }
  }
}

/** Whether the failure is that another server has made the same index, under this name or another. */
function isOther(error: unknown): boolean {
  const code = codeOf(error);
  return code === ServerCode.IndexOptionsConflict || code === ServerCode.IndexKeySpecsConflict;
}
