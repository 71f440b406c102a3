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
  if (!fields || fields.length > MAX_FIELDS) return found(layout, fields);
  return remembered(foundBefore, layout, fields, found);
}

/**
 * What a direct update returns of its row: the `objectId` and the fields asked for. It passes over rows
 * with stored nulls, so that their list need not be returned.
 */
export function returnedBy(layout: TableLayout, fields: readonly string[]): Projection {
  return remembered(returnedBefore, layout, fields, returned);
}

/** Per layout, which never changes, by the fields. */
type Memory = WeakMap<TableLayout, Map<string, Projection>>;
const foundBefore: Memory = new WeakMap();
const returnedBefore: Memory = new WeakMap();

/** Clients choose their fields, so there must be an end. */
const MAX_PROJECTIONS = 100;
const MAX_FIELDS = 50;

function remembered(
  memory: Memory,
  layout: TableLayout,
  fields: readonly string[],
  make: (layout: TableLayout, fields: readonly string[]) => Projection,
): Projection {
  const made = memory.get(layout) ?? new Map<string, Projection>();
  memory.set(layout, made);
  // Clients may name fields that no class can have, with commas in them for example.
  const key = JSON.stringify(fields);
  const known = made.get(key);
  if (known) return known;
  const projected = make(layout, fields);
  if (made.size < MAX_PROJECTIONS) made.set(key, projected);
  return projected;
}

function found(layout: TableLayout, fields: readonly string[] | undefined): Projection {
  const columns = fields ? columnsOf(layout, [...ALWAYS, ...fields]) : layout.columns;
  const names = columns.flatMap(selectedNames);
  return { columns, sql: (layout.nulls === undefined ? names : [...names, layout.nulls]).join(', ') };
}

function returned(layout: TableLayout, fields: readonly string[]): Projection {
  const columns = columnsOf(layout, ['objectId', ...fields]);
  return { columns, sql: columns.flatMap(selectedNames).join(', ') };
}

function selectedNames({ selected, names }: SqlColumn): readonly string[] {
  return selected ?? names;
}

const ALWAYS = ['objectId', 'createdAt', 'updatedAt', 'ACL'] as const;

function columnsOf(layout: TableLayout, fields: readonly string[]): readonly SqlColumn[] {
  const wanted = new Set(fields);
  return layout.columns.filter(({ field }) => wanted.has(field));
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

function addNulls(object: StoredObject, columns: readonly SqlColumn[], nulls: string): void {
  const fields = JSON.parse(nulls) as readonly string[];
  for (const field of fields) {
    // A value that another program wrote later stands.
    if (!Object.hasOwn(object, field) && columns.some((column) => column.field === field))
      object[field] = null;
  }
}
