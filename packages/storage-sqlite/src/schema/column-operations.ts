import type { ClassSchema, IndexSpec } from '@parse/core/adapter';
import {
  addColumn,
  dropColumn,
  NULLS_COLUMN,
  quoteName,
  tableLayout,
  type SqlColumn,
  type TableLayout,
} from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';
import { indexName } from '../dialect/names.js';
import type { ClassAccess } from './class-operations.js';
import { dropFoldedColumn, hasFoldedColumn } from './folded-column.js';
import { createAutomaticIndex, dropAutomaticIndex, dropIndex, fieldOfKey } from './index-statements.js';

/** Adds the columns of fields that the layout has and the table does not. */
export function addFields({ connection }: ClassAccess, layout: TableLayout, fields: readonly string[]): void {
  for (const field of fields) {
    const column = layout.columnOf.get(field);
    // The object id and the ACL are columns of every table.
    if (!column || field === 'objectId' || field === 'ACL') continue;
    for (const statement of addColumn(layout, column)) connection.execute(statement);
    for (const statement of createAutomaticIndex(layout, column)) connection.execute(statement);
  }
}

/** Drops the columns of fields with their values, stored nulls and indexes. */
export function removeFields(
  { dialect, connection }: ClassAccess,
  schema: ClassSchema,
  fields: readonly string[],
): void {
  const layout = tableLayout(dialect, schema);
  for (const field of fields) {
    const column = layout.columnOf.get(field);
    if (!column || field === 'objectId' || field === 'ACL') continue;
    connection.execute(dropAutomaticIndex(layout, column));
    dropIndexesOn(connection, schema, field);
    if (hasFoldedColumn(connection, schema.className, field)) {
      for (const statement of dropFoldedColumn(schema.className, field)) connection.execute(statement);
    }
    forgetNulls(connection, layout, column);
    for (const statement of dropColumn(layout, column)) connection.execute(statement);
  }
}

function dropIndexesOn(connection: Connection, { className, indexes }: ClassSchema, field: string): void {
  for (const [name, keys] of Object.entries(indexes)) {
    if (covers(keys, field)) execute(connection, dropIndex(indexName(className, name), keys));
  }
  const sql = 'SELECT name, physicalName, keys FROM "_INDEX" WHERE className = ?';
  for (const [name, physicalName, text] of connection.all({ sql, params: [className] })) {
    const keys = JSON.parse(String(text)) as IndexSpec;
    if (!covers(keys, field)) continue;
    execute(connection, dropIndex(String(physicalName), keys));
    connection.run({
      sql: 'DELETE FROM "_INDEX" WHERE className = ? AND name = ?',
      params: [className, String(name)],
    });
  }
}

function covers(keys: IndexSpec, field: string): boolean {
  return Object.keys(keys).some((key) => fieldOfKey(key) === field);
}

function execute(connection: Connection, statements: readonly string[]): void {
  for (const statement of statements) connection.execute(statement);
}

/** A column of the same name that comes later must not find nulls of this one. */
function forgetNulls(connection: Connection, { table }: TableLayout, { field }: SqlColumn): void {
  const nulls = quoteName(NULLS_COLUMN);
  const others = `SELECT json_group_array(value) FROM json_each(${nulls}) WHERE value <> ?`;
  connection.run({
    sql: `UPDATE ${table} SET ${nulls} = nullif((${others}), '[]') WHERE ${nulls} IS NOT NULL`,
    params: [field],
  });
}
