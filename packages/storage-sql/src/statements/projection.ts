import { TEXT_SCORE, type FindOptions, type StoredObject } from '@parse/core/adapter';
import type { SqlColumn } from '../sql-dialect.js';
import type { SqlRow } from '../sql-value.js';
import type { TableLayout } from '../table-layout.js';

/** Selected columns and how to make objects of the rows they give. */
export interface Projection {
  /** What stands after SELECT or RETURNING. */
  readonly sql: string;
  readonly columns: readonly SqlColumn[];
}

/** All columns of a table, or those of the fields, to which the ones that are always returned are added. */
export function projection(layout: TableLayout, fields?: readonly string[]): Projection {
  if (!fields || fields.length > MAX_FIELDS) return makeProjection(layout, fields);
  const made = known.get(layout) ?? new Map<string, Projection>();
  known.set(layout, made);
  // Clients may name fields that no class can have, with commas in them for example.
  const key = JSON.stringify(fields);
  const found = made.get(key) ?? makeProjection(layout, fields);
  if (made.size < MAX_PROJECTIONS) made.set(key, found);
  return found;
}

/** Per layout, which never changes. Clients choose their fields, so there must be an end. */
const known = new WeakMap<TableLayout, Map<string, Projection>>();
const MAX_PROJECTIONS = 100;
const MAX_FIELDS = 50;

function makeProjection(layout: TableLayout, fields: readonly string[] | undefined): Projection {
  const columns = fields ? chosenColumns(layout, fields) : layout.columns;
  const names = columns.flatMap((column) => column.selected ?? column.names);
  return { columns, sql: (layout.nulls === undefined ? names : [...names, layout.nulls]).join(', ') };
}

/** The object a row of the projection stands for. Unset fields are absent, fields that hold null are null. */
export function readRow({ columns }: Projection, row: SqlRow): StoredObject {
  const object: StoredObject = { objectId: '' };
  let at = 0;
  for (const column of columns) {
    const value = column.decode(row, at);
    if (value !== undefined) object[column.field] = value;
    at += column.names.length;
  }
  const nulls = row[at];
  if (typeof nulls === 'string') addNulls(object, columns, nulls);
  return object;
}

/** The object that a row of a find stands for, with its score when that was asked for: it comes first. */
export function readFound(chosen: Projection, row: SqlRow, { score }: FindOptions): StoredObject {
  if (!score) return readRow(chosen, row);
  const object = readRow(chosen, row.slice(1));
  if (row[0] !== null) object[TEXT_SCORE] = Number(row[0]);
  return object;
}

const ALWAYS = ['objectId', 'createdAt', 'updatedAt', 'ACL'] as const;

function chosenColumns(layout: TableLayout, fields: readonly string[]): readonly SqlColumn[] {
  const wanted = new Set<string>([...ALWAYS, ...fields]);
  return layout.columns.filter(({ field }) => wanted.has(field));
}

function addNulls(object: StoredObject, columns: readonly SqlColumn[], nulls: string): void {
  const fields = JSON.parse(nulls) as readonly string[];
  for (const field of fields) {
    // A value that another program wrote later stands.
    if (!Object.hasOwn(object, field) && columns.some((column) => column.field === field))
      object[field] = null;
  }
}
