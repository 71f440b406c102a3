import type { Json, StorageRows } from '@parse/core/adapter';
import {
  compileCount,
  compileFind,
  compileInsert,
  compileRemove,
  projection,
  readRow,
  type Projection,
} from '@parse/storage-sql';
import { withMappedErrors } from '../map-error.js';
import type { Table } from '../table.js';
import { readRows, writeRows, type RowAccess } from './access.js';
import { aggregateRows } from './aggregate-rows.js';
import { distinctValues } from './distinct-values.js';
import { updateOneRow, updateRows } from './update-rows.js';
import { upsertRow } from './upsert-row.js';

/** The rows that an access reaches. Every call does all of its work on the connection at once. */
export function sqliteRows(access: RowAccess): StorageRows {
  const { dialect, tableOf } = access;
  return {
    async insert(schema, object) {
      const statement = compileInsert(dialect, tableOf(schema).layout, object);
      await access.write((connection) => withMappedErrors(connection, () => connection.run(statement)));
    },

    async find(schema, where, options) {
      const table = tableOf(schema);
      const chosen = chooseFields(table, options.fields);
      const statement = compileFind(dialect, table.layout, { where, options, projection: chosen });
      return readRows(access, [], (connection) => connection.all(statement).map((row) => readRow(chosen, row)));
    },

    async count(schema, where, options) {
      const statement = compileCount(dialect, tableOf(schema).layout, where, options?.hints);
      return readRows(access, 0, (connection) => Number(connection.all(statement)[0]?.[0] ?? 0));
    },

    async update(schema, where, ops, options = {}) {
      const table = tableOf(schema);
      const change = { where, ops, hints: options.hints, returning: chooseFields(table, options.fields) };
      return writeRows(access, null, (connection) => updateOneRow({ dialect, table, connection }, change));
    },

    async updateMany(schema, where, ops) {
      const table = tableOf(schema);
      return writeRows(access, 0, (connection) => updateRows({ dialect, table, connection }, { where, ops }));
    },

    async upsert(schema, where, object, ops) {
      const table = tableOf(schema);
      return access.write((connection) =>
        withMappedErrors(connection, () => upsertRow({ dialect, table, connection }, { where, object, ops })),
      );
    },

    async remove(schema, where) {
      const statement = compileRemove(dialect, tableOf(schema).layout, where);
      return writeRows(access, 0, (connection) => connection.run(statement));
    },

    async distinct(schema, key, where) {
      const table = tableOf(schema);
      return readRows(access, [], (connection) => distinctValues({ dialect, table, connection }, key, where));
    },

    async aggregate(schema, pipeline) {
      return readRows(access, [], (connection) => aggregateRows(access, connection, { schema, pipeline }));
    },

    async explain(schema, where, options) {
      const table = tableOf(schema);
      const { sql, params } = compileFind(dialect, table.layout, { where, options, projection: table.all });
      const plan = { sql: `EXPLAIN QUERY PLAN ${sql}`, params };
      return readRows<Json>(access, [], (connection) => connection.all(plan).map((row) => String(row[3])));
    },
  };
}

function chooseFields(table: Table, fields: readonly string[] | undefined): Projection {
  return fields ? projection(table.layout, fields) : table.all;
}
