import { valueKey, type FieldPath, type Json, type Where } from '@parse/core/adapter';
import { compileWhere, placeOf, startStatement, type Place, type SqlRow } from '@parse/storage-sql';
import type { TableAccess } from './access.js';

/** The distinct set values at a key among matching rows; elements of arrays count as values. */
export async function distinctValues(
  { dialect, table, session }: TableAccess,
  key: FieldPath,
  where: Where,
): Promise<Json[]> {
  const { context, params } = startStatement(dialect, table.layout, undefined);
  const place = placeOf(context, key);
  if (place.kind === 'unset') return [];
  // As text: not every type of PostgreSQL can be told apart.
  const names = place.kind === 'json' ? [place.json.json] : (place.column.selected ?? place.column.names);
  const selected = names.map((name) => `(${name})::text`).join(', ');
  const condition = compileWhere(context, where);
  const sql = `SELECT DISTINCT ${selected} FROM ${table.layout.table} WHERE ${condition}`;
  const distinct = new Map<string, Json>();
  for (const row of await session.rows({ sql, params })) {
    const value = decode(place, row);
    const elements: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
    for (const element of elements) {
      if (element !== undefined && element !== null) distinct.set(valueKey(element), element);
    }
  }
  return [...distinct.values()];
}

function decode(place: Exclude<Place, { kind: 'unset' }>, row: SqlRow): Json | undefined {
  if (place.kind === 'json') return typeof row[0] === 'string' ? (JSON.parse(row[0]) as Json) : undefined;
  const value = place.column.decode(row, 0);
  // Conditions and distinct values show the creation and update times as dates.
  return place.column.schema.type === 'Date' && typeof value === 'string'
    ? { __type: 'Date', iso: value }
    : value;
}
