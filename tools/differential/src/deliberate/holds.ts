import type { Bodies } from '../compare/compare-transcripts.js';
import type { Json } from '../dsl/scenario.js';
import { fieldOf, rowsOf, stableText } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';

/** parse-server lists what ours lists, and of other rows only such as have no such field. */
export function incumbentAddsRowsWithout(field: string): (bodies: Bodies) => boolean {
  return ({ incumbent, ours }) =>
    rowsOnlyIn(ours, incumbent).length === 0 && lack(rowsOnlyIn(incumbent, ours), field);
}

/** Ours lists what parse-server lists, and of other rows only such as have no such field. */
export function oursAddsRowsWithout(field: string): (bodies: Bodies) => boolean {
  const isAdded = incumbentAddsRowsWithout(field);
  return ({ incumbent, ours }) => isAdded({ incumbent: ours, ours: incumbent });
}

/** Both list the same rows, and parse-server counts more than these. */
export function onlyOursCountsWhatIsListed({ incumbent, ours }: Bodies): boolean {
  const listed = rowsOf({ body: ours }).length;
  const counted = fieldOf(incumbent, 'count');
  return fieldOf(ours, 'count') === listed && typeof counted === 'number' && counted > listed;
}

/** The operation of a batch at `body.N` was refused by parse-server for a field that another one was adding. */
export function isRefusedForField({ incumbent }: Bodies, field: string): boolean {
  const text = fieldOf(errorAt(incumbent, field), 'error');
  return typeof text === 'string' && /^(Could not add field|MongoDB only supports one GeoPoint)/.test(text);
}

/** The same, for a reason that only the database knows: its own code is a text. */
export function isRefusedByDatabase({ incumbent }: Bodies, field: string): boolean {
  return typeof fieldOf(errorAt(incumbent, field), 'code') === 'string';
}

function errorAt(body: Json | undefined, field: string): Json | undefined {
  const index = Number(field.split('.')[1]);
  return fieldOf(body !== undefined && isList(body) ? body[index] : undefined, 'error');
}

function rowsOnlyIn(one: Json | undefined, other: Json | undefined): readonly Json[] {
  const known = new Set(rowsOf({ body: other }).map(stableText));
  return rowsOf({ body: one }).filter((row) => !known.has(stableText(row)));
}

function lack(rows: readonly Json[], field: string): boolean {
  return rows.every((row) => (fieldOf(row, field) ?? null) === null);
}
