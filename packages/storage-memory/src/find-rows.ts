import {
  matches,
  TEXT_SCORE,
  type FindOptions,
  type QueryHints,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import type { Table } from './database.js';
import { orderRows, textScores } from './order-rows.js';

/** What a find returns: copies, cut to the fields asked for. */
export function findCopies(table: Table | undefined, where: Where, options: FindOptions): StoredObject[] {
  const rows = findRows(table, where, options);
  if (!options.score) return rows.map((row) => pick(row, options.fields));
  const score = textScores(rows, where);
  return rows.map((row) => ({ ...pick(row, options.fields), [TEXT_SCORE]: score(row) }));
}

/** The rows a find is about, as the table holds them. */
export function findRows(
  table: Table | undefined,
  where: Where,
  options: FindOptions,
): readonly StoredObject[] {
  if (!table) return [];
  const found: StoredObject[] = [];
  for (const row of candidates(table, where, options.hints))
    if (matches(row, where, options.hints)) found.push(row);
  const { skip = 0, limit = Infinity, sort = [] } = options;
  return orderRows(found, where, sort).slice(skip, skip + limit);
}

/** The first row that satisfies the condition. */
export function firstMatch(
  table: Table | undefined,
  where: Where,
  hints?: QueryHints,
): StoredObject | undefined {
  if (!table) return undefined;
  for (const row of candidates(table, where, hints)) if (matches(row, where, hints)) return row;
  return undefined;
}

/** The only row that can match, when the condition pins the objectId; otherwise all of them. */
function candidates(table: Table, where: Where, hints: QueryHints = {}): Iterable<StoredObject> {
  const objectId = hints.caseInsensitive ? undefined : pinnedObjectId(where);
  if (objectId === undefined) return table.rows.values();
  const row = table.rows.get(objectId);
  return row ? [row] : [];
}

/** The objectId that every match has, when the condition says so. */
export function pinnedObjectId(where: Where): string | undefined {
  if (where.op === 'and') {
    for (const node of where.nodes) {
      const objectId = node.op === 'and' ? undefined : pinnedObjectId(node);
      if (objectId !== undefined) return objectId;
    }
    return undefined;
  }
  if (where.op !== 'equal' || where.key.field !== 'objectId') return undefined;
  return typeof where.value === 'string' ? where.value : undefined;
}

/** A fresh copy of the row with the fields asked for; the four that every result has are added. */
export function pick(row: StoredObject, fields?: readonly string[]): StoredObject {
  if (!fields) return { ...row };
  const picked: StoredObject = { objectId: row.objectId };
  for (const field of [...fields, 'createdAt', 'updatedAt', 'ACL']) {
    const value = Object.hasOwn(row, field) ? row[field] : undefined;
    if (value !== undefined) picked[field] = value;
  }
  return picked;
}
