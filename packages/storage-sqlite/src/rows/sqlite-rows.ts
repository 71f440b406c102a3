import type { StorageRows } from '@parse/core/adapter';
import { compileDistinct } from '@parse/storage-sql';
import { readRows, writeRows, type RowAccess } from './access.js';
import { aggregateRows } from './aggregate-rows.js';
import { countRows, explainFind, findRows } from './find-rows.js';
import { insertRow, removeRows, upsertRow } from './insert-rows.js';
import { updateOneRow, updateRows } from './update-rows.js';

/** The rows that an access reaches. A call does all of its work on the connection in one go. */
export function sqliteRows(access: RowAccess): StorageRows {
  return {
    insert: (schema, object) => writeRows(access, { schema, run: (table) => insertRow(table, object) }),
    async find(schema, where, options) {
      return readRows(access, { schema, none: [], run: (table) => findRows(table, where, options) });
    },
    async count(schema, where, options) {
      return readRows(access, { schema, none: 0, run: (table) => countRows(table, where, options?.hints) });
    },
    update: (schema, where, ops, options = {}) =>
      writeRows(access, {
        schema,
        none: null,
        run: (table) => updateOneRow(table, Object.assign({ where, ops }, options)),
      }),
    updateMany: (schema, where, ops) =>
      writeRows(access, { schema, none: 0, run: (table) => updateRows(table, { where, ops }) }),
    upsert: (schema, where, object, ops) =>
      writeRows(access, { schema, run: (table) => upsertRow(table, { where, object, ops }) }),
    remove: (schema, where) =>
      writeRows(access, { schema, none: 0, run: (table) => removeRows(table, where) }),
    async distinct(schema, key, where) {
      return readRows(access, {
        schema,
        none: [],
        run: ({ dialect, table, connection }) => {
          const statement = compileDistinct(dialect, table.layout, { key, where });
          return statement ? statement.collect(connection.all(statement)) : [];
        },
      });
    },
    async aggregate(schema, pipeline) {
      return readRows(access, {
        schema,
        none: [],
        run: (table) => aggregateRows(table, access.tables, pipeline),
      });
    },
    async explain(schema, where, options) {
      return readRows(access, { schema, none: [], run: (table) => explainFind(table, where, options) });
    },
  };
}
