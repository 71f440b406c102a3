import { StorageError, type ClassSchema } from '@parse/core/adapter';
import { quoteName } from './quote.js';
import type { RowMarks, SqlColumn, SqlDialect } from './sql-dialect.js';

/** The unquoted name of the row number: insertion order. No field's name holds a colon. */
export const ROW_ID_COLUMN = 'row:id';

/** The unquoted name of the column that lists, as JSON, the fields that hold null; NULL when none does. */
export const NULLS_COLUMN = 'row:nulls';

/** A class as a table. */
export interface TableLayout extends RowMarks {
  readonly schema: ClassSchema;
  /** Quoted. */
  readonly table: string;
  /** `objectId` first, then the columns in the order of the schema. */
  readonly columns: readonly SqlColumn[];
  readonly columnOf: ReadonlyMap<string, SqlColumn>;
}

/** The layout of a class's table. Pure: meant to be made once per schema snapshot. */
export function tableLayout(dialect: SqlDialect, schema: ClassSchema): TableLayout {
  const columnOf = new Map<string, SqlColumn>();
  addColumn(dialect, columnOf, 'objectId', schema);
  for (const field of Object.keys(schema.fields)) addColumn(dialect, columnOf, field, schema);
  const acl = dialect.column('ACL', { type: 'ACL' });
  if (acl) columnOf.set('ACL', acl);
  return {
    schema,
    table: quoteName(dialect.tableName(schema.className)),
    columns: [...columnOf.values()],
    columnOf,
    ...dialect.rowMarks(schema),
  };
}

/** The column of a field that is written. Fails with `invalid-query` where the class has none. */
export function columnOf(layout: TableLayout, field: string): SqlColumn {
  const column = layout.columnOf.get(field);
  if (column) return column;
  const { className } = layout.schema;
  throw new StorageError('invalid-query', `${className} has no column ${field}`, { fields: [field] });
}

/** Every table has these, whether the class lists them or not. */
function addColumn(
  dialect: SqlDialect,
  columns: Map<string, SqlColumn>,
  field: string,
  { fields }: ClassSchema,
): void {
  const declared = Object.hasOwn(fields, field) ? fields[field] : undefined;
  const column = dialect.column(field, declared ?? { type: 'String' });
  if (column) columns.set(field, column);
}
