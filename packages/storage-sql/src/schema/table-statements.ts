import { quoteName } from '../quote.js';
import type { SqlColumn } from '../sql-dialect.js';
import { NULLS_COLUMN, ROW_ID_COLUMN, type TableLayout } from '../table-layout.js';

/** The statement that makes a class's table. `rowIdType` must number rows in order of insertion. */
export function createTable(layout: TableLayout, rowIdType: string): string {
  const columns = layout.columns.flatMap((column) =>
    column.names.map((name, index) => {
      const constraint = column.field === 'objectId' ? ' NOT NULL UNIQUE' : '';
      return `${name} ${column.types[index] ?? ''}${constraint}`;
    }),
  );
  const own = [`${quoteName(ROW_ID_COLUMN)} ${rowIdType}`, ...columns, `${quoteName(NULLS_COLUMN)} TEXT`];
  return `CREATE TABLE ${layout.table} (${own.join(', ')})`;
}

/** The statements that add a field's columns to a table. */
export function addColumn({ table }: TableLayout, column: SqlColumn): readonly string[] {
  return column.names.map(
    (name, index) => `ALTER TABLE ${table} ADD COLUMN ${name} ${column.types[index] ?? ''}`,
  );
}

/** The statements that drop a field's columns with all their values. */
export function dropColumn({ table }: TableLayout, column: SqlColumn): readonly string[] {
  return column.names.map((name) => `ALTER TABLE ${table} DROP COLUMN ${name}`);
}
