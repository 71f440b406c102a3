import type { StorageRows } from '@parse/core/adapter';
import { compileDistinct } from '@parse/storage-sql';
import { runOnTable, type RowAccess, type RowWork } from './access.js';
import { aggregateRows } from './aggregate-rows.js';
import { countRows, explainFind, findRows } from './find-rows.js';
import { insertRow, removeRows, upsertRow } from './insert-rows.js';
import { updateRow, updateRows } from './update-rows.js';

/** The rows that an access reaches. It is asked for at every call, which fails when there is none. */
export function postgresRows(accessNow: () => RowAccess): StorageRows {
  const run = async <T>(work: RowWork<T>): Promise<T> => runOnTable(accessNow(), work);
  return {
    insert: (schema, object) => run({ schema, writes: { object }, run: (table) => insertRow(table, object) }),
    find: (schema, where, options) =>
      run({ schema, none: [], isRead: true, run: (table) => findRows(table, where, options) }),
    count: (schema, where, options) =>
      run({ schema, none: 0, isRead: true, run: (table) => countRows(table, where, options?.hints) }),
    update: async (schema, where, ops, options = {}) =>
      updateRow(accessNow(), { schema, where, ops, ...options }),
    updateMany: async (schema, where, ops) => updateRows(accessNow(), { schema, where, ops }),
    upsert: async (schema, where, object, ops) => upsertRow(accessNow(), { schema, where, object, ops }),
    remove: (schema, where) => run({ schema, none: 0, run: (table) => removeRows(table, where) }),
    distinct: (schema, key, where) =>
      run({
        schema,
        none: [],
        isRead: true,
        run: async ({ dialect, table, session }) => {
          const statement = compileDistinct(dialect, table.layout, { key, where });
          return statement ? statement.collect(await session.rows(statement)) : [];
        },
      }),
    aggregate: (schema, pipeline) =>
      run({
        schema,
        none: [],
        isRead: true,
        run: (table) => aggregateRows(table, accessNow().tables, pipeline),
      }),
    explain: (schema, where, options) =>
      run({ schema, none: [], isRead: true, run: (table) => explainFind(table, where, options) }),
  };
}
