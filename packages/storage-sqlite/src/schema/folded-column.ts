import { quoteName, ROW_ID_COLUMN } from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';
import { columnName, foldedColumnName, tableName } from '../dialect/names.js';

/** Whether a class's table has a column that holds the text field without differences of case. */
export function hasFoldedColumn(connection: Connection, className: string, field: string): boolean {
  const sql = 'SELECT 1 FROM pragma_table_info(?) WHERE name = ?';
  return connection.all({ sql, params: [tableName(className), foldedColumnName(field)] }).length > 0;
}

/**
 * The statements that add such a column and fill it; triggers keep it up to date. SQLite's own case folding knows
 * ASCII only, and an index on a function of ours would keep other programs from checking the file.
 */
export function addFoldedColumn(className: string, field: string): readonly string[] {
  const { folded, table, column, onInsert, onUpdate, id } = foldedNames(className, field);
  const fold = `UPDATE ${table} SET ${folded} = parse_fold(new.${column}) WHERE ${id} = new.${id}`;
  return [
    `ALTER TABLE ${table} ADD COLUMN ${folded} TEXT`,
    `CREATE TRIGGER ${onInsert} AFTER INSERT ON ${table} WHEN new.${column} IS NOT NULL BEGIN ${fold}; END`,
    `CREATE TRIGGER ${onUpdate} AFTER UPDATE OF ${column} ON ${table} BEGIN ${fold}; END`,
    `UPDATE ${table} SET ${folded} = parse_fold(${column}) WHERE ${column} IS NOT NULL`,
  ];
}

/** The statements that drop the column, which must be there. */
export function dropFoldedColumn(className: string, field: string): readonly string[] {
  const { folded, table, onInsert, onUpdate } = foldedNames(className, field);
  return [
    `DROP TRIGGER IF EXISTS ${onInsert}`,
    `DROP TRIGGER IF EXISTS ${onUpdate}`,
    `ALTER TABLE ${table} DROP COLUMN ${folded}`,
  ];
}

function foldedNames(className: string, field: string) {
  const table = tableName(className);
  const folded = foldedColumnName(field);
  return {
    table: quoteName(table),
    column: quoteName(columnName(field)),
    folded: quoteName(folded),
    id: quoteName(ROW_ID_COLUMN),
    onInsert: quoteName(`fold:${table}:${folded}:insert`),
    onUpdate: quoteName(`fold:${table}:${folded}:update`),
  } as const;
}
