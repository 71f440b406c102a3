import type { StorageAdapter, StorageRows } from '@parse/core/adapter';
import { decodeLoose } from '../codec/decode-value.js';
import type { RowAccess } from '../database.js';
import { aggregateRows } from './aggregate.js';
import { countRows, distinctValues } from './count.js';
import { explainFind, findRows } from './find.js';
import { insertRow, insertRows, removeRows, upsertRow } from './insert.js';
import { callRows } from './row-call.js';
import { updateOneRow, updateRows } from './update.js';

/** The calls that read and write rows. */
export type MongoRows = StorageRows & Required<Pick<StorageAdapter, 'insertMany'>>;

/** The rows that an access reaches; `access` is asked for at every call. */
export function mongoRows(access: () => RowAccess): MongoRows {
  return {
    insertMany: async (schema, objects) => callRows(access(), schema, (call) => insertRows(call, objects)),
    insert: async (schema, object) => callRows(access(), schema, (call) => insertRow(call, object)),
    find: async (schema, where, options) =>
      callRows(access(), schema, (call) => findRows(call, where, options)),
    count: async (schema, where, options) =>
      callRows(access(), schema, (call) => countRows(call, where, options?.hints)),
    update: async (schema, where, ops, options) =>
      callRows(access(), schema, (call) => updateOneRow(call, { where, ops, ...options })),
    updateMany: async (schema, where, ops) =>
      callRows(access(), schema, (call) => updateRows(call, { where, ops })),
    upsert: async (schema, where, object, ops) =>
      callRows(access(), schema, (call) => upsertRow(call, { where, object, ops })),
    remove: async (schema, where) => callRows(access(), schema, (call) => removeRows(call, where)),
    distinct: async (schema, key, where) =>
      callRows(access(), schema, (call) => distinctValues(call, key, where)),
    aggregate: async (schema, pipeline, options) =>
      callRows(access(), schema, (call) => aggregateRows(call, pipeline, options)),
    explain: async (schema, where, options) =>
      callRows(access(), schema, async (call) => decodeLoose(await explainFind(call, where, options))),
  };
}
