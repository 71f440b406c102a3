import { valueKey, type FieldPath, type Json, type Where } from '@parse/core/adapter';
import type { SqlDialect } from '../sql-dialect.js';
import type { SqlRow, SqlStatement } from '../sql-value.js';
import type { TableLayout } from '../table-layout.js';
import { placeOf, type Place } from '../where/compile-context.js';
import { compileWhere } from '../where/compile-where.js';
import { startStatement } from './compile-select.js';

/** A statement that finds distinct values, and what its rows come to. */
export interface DistinctStatement extends SqlStatement {
  /** The values, each once; the elements of arrays count as values. */
  collect(rows: Iterable<SqlRow>): Json[];
}

/** The statement for the distinct set values at a key among matching rows; undefined when there can be none. */
export function compileDistinct(
  dialect: SqlDialect,
  layout: TableLayout,
  { key, where }: { readonly key: FieldPath; readonly where: Where },
): DistinctStatement | undefined {
  const { context, params } = startStatement(dialect, layout, undefined);
  const place = placeOf(context, key);
  if (place.kind === 'unset') return undefined;
  const names = place.kind === 'json' ? [place.json.json] : (place.column.selected ?? place.column.names);
  const selected = names.map((name) => dialect.distinguished(name)).join(', ');
  const condition = compileWhere(context, where);
  return {
    sql: `SELECT DISTINCT ${selected} FROM ${layout.table} WHERE ${condition}`,
    params,
    collect: (rows) => collectValues(rows, (row) => decode(dialect, place, row)),
  };
}

function collectValues(rows: Iterable<SqlRow>, read: (row: SqlRow) => Json | undefined): Json[] {
  const distinct = new Map<string, Json>();
  for (const row of rows) {
    const value = read(row);
    const elements: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
    for (const element of elements) {
      if (element !== undefined && element !== null) distinct.set(valueKey(element), element);
    }
  }
  return [...distinct.values()];
}

function decode(
  dialect: SqlDialect,
  place: Exclude<Place, { kind: 'unset' }>,
  row: SqlRow,
): Json | undefined {
  if (place.kind === 'json') return typeof row[0] === 'string' ? dialect.readJson(row[0]) : undefined;
  const value = place.column.decode(row, 0);
  // Conditions and distinct values show the creation and update times as dates.
  return place.column.schema.type === 'Date' && typeof value === 'string'
    ? { __type: 'Date', iso: value }
    : value;
}
