export { quoteName, quoteText } from './quote.js';
export type {
  JsonKind,
  JsonPlace,
  RowMarks,
  SqlColumn,
  SqlDialect,
  SqlGeo,
  SqlPoint,
  TextPlace,
} from './sql-dialect.js';
export type { Bind, SqlRow, SqlStatement, SqlValue } from './sql-value.js';
export { NULLS_COLUMN, ROW_ID_COLUMN, tableLayout, type TableLayout } from './table-layout.js';
export { placeOf, type CompileContext, type Place } from './where/compile-context.js';
export { compileWhere } from './where/compile-where.js';
export { compileDistinct, type DistinctStatement } from './statements/compile-distinct.js';
export { compileRowChange, pickFields, type RowToChange } from './statements/compile-row-change.js';
export { projection, readFound, readRow, returnedBy, type Projection } from './statements/projection.js';
export {
  compileCount,
  compileFind,
  compileRowIds,
  pinsObjectId,
  startStatement,
} from './statements/compile-select.js';
export { compileInsert, compileInserts, setSameFields } from './statements/compile-insert.js';
export {
  compileDirectUpdate,
  compileRemove,
  compileRowUpdate,
  type DirectUpdate,
} from './statements/compile-update.js';
export { addColumn, createTable, dropColumn } from './schema/table-statements.js';
