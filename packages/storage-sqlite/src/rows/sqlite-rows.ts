import type { StorageRows } from '@parse/core/adapter';
import {
  compileCount,
  compileFind,
  compileInsert,
  compileRemove,
  projection,
  readRow,
  type Projection,
} from '@parse/storage-sql';
import type { Table } from '../table.js';
import { readRows, writeRows, type RowAccess } from './access.js';
import { aggregateRows } from './aggregate-rows.js';
import { distinctValues } from './distinct-values.js';
import { updateOneRow, updateRows } from './update-rows.js';
import { upsertRow } from './upsert-row.js';

/** The rows that an access reaches. Every call does all of its work on the connection at once. */
export function sqliteRows(access: RowAccess): StorageRows {
  return {
    async insert(schema, object) {
      await writeRows(access, {
        schema,
        run: ({ dialect, table, connection }) => connection.run(compileInsert(dialect, table.layout, object)),
      });
    },

    async find(schema, where, options) {
      return readRows(access, {
        schema,
        none: [],
        run({ dialect, table, connection }) {
          const chosen = chooseFields(table, options.fields);
          const statement = compileFind(dialect, table.layout, { where, options, projection: chosen });
          return connection.all(statement).map((row) => readRow(chosen, row));
        },
      });
    },

    async count(schema, where, options) {
      return readRows(access, {
        schema,
        none: 0,
        run({ dialect, table, connection }) {
          const [row] = connection.all(compileCount(dialect, table.layout, where, options?.hints));
          return Number(row?.[0] ?? 0);
        },
      });
    },

    async update(schema, where, ops, { fields, hints } = {}) {
      return writeRows(access, {
        schema,
        none: null,
        run: (target) =>
          updateOneRow(target, { where, ops, hints, returning: chooseFields(target.table, fields) }),
      });
    },

    async updateMany(schema, where, ops) {
      return writeRows(access, { schema, none: 0, run: (target) => updateRows(target, { where, ops }) });
    },

    async upsert(schema, where, object, ops) {
      return writeRows(access, { schema, run: (target) => upsertRow(target, { where, object, ops }) });
    },

    async remove(schema, where) {
      return writeRows(access, {
        schema,
        none: 0,
        run: ({ dialect, table, connection }) => connection.run(compileRemove(dialect, table.layout, where)),
      });
    },

    async distinct(schema, key, where) {
      return readRows(access, { schema, none: [], run: (target) => distinctValues(target, key, where) });
    },

    async aggregate(schema, pipeline) {
      return readRows(access, {
        schema,
        none: [],
        run: (target) => aggregateRows(target, access.tables, pipeline),
      });
    },

    async explain(schema, where, options) {
      return readRows<readonly string[]>(access, {
        schema,
        none: [],
        run({ dialect, table, connection }) {
          const { sql, params } = compileFind(dialect, table.layout, {
            where,
            options,
            projection: table.all,
          });
          return connection.all({ sql: `EXPLAIN QUERY PLAN ${sql}`, params }).map((row) => String(row[3]));
        },
      });
    },
  };
}

function chooseFields(table: Table, fields: readonly string[] | undefined): Projection {
  return fields ? projection(table.layout, fields) : table.all;
}
