/**
 * Everything in a database as lines: what is where, and its value down to its type. Two databases with the same
 * content have the same dump, whatever ids, tokens, hashes and times their servers made up.
 */
export type Dump = ReadonlyMap<string, string>;

/** One place at which two dumps disagree; absent where one of them has nothing. */
export interface Difference {
  readonly at: string;
  readonly theirs: string | undefined;
  readonly ours: string | undefined;
}

/** A row or document, each value already a text. */
export type DumpedRow = Readonly<Record<string, string>>;

/** Every place where they differ, in order. */
export function differencesBetween(theirs: Dump, ours: Dump): readonly Difference[] {
  const places = [...new Set([...theirs.keys(), ...ours.keys()])].sort();
  return places
    .map((at) => ({ at, theirs: theirs.get(at), ours: ours.get(at) }))
    .filter((place) => place.theirs !== place.ours);
}

/**
 * The lines of one table or collection. A row is called by its id where its server gave that away, and else by
 * its place among the others, sorted by what they hold.
 */
export function dumpRows(table: string, rows: readonly DumpedRow[], key: string): [string, string][] {
  const named = rows.map((row) =>
    row[key] === undefined || table === '_SCHEMA' ? row : { ...row, [key]: nameOf(row[key]) },
  );
  const seen = new Map<string, number>();
  return named.toSorted(byContent).flatMap((row) => {
    const name = row[key] ?? 'a row';
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const place = `${table} / ${name}${count === 1 ? '' : ` (${count})`}`;
    return Object.entries(row).map(([field, value]): [string, string] => [`${place} / ${field}`, value]);
  });
}

/** Ids of rows that were made without telling. */
function nameOf(id: string): string {
  return /^"[0-9A-Za-z]{10}"$/.test(id) ? '<id>' : id;
}

function byContent(a: DumpedRow, b: DumpedRow): number {
  return compare(JSON.stringify(a), JSON.stringify(b));
}

/** Puts names for what a server made up: the ids and tokens it gave by their order, the rest by its form. */
export function hideMadeUp(text: string, given: readonly string[]): string {
  const named = given.reduce(
    (hidden, value, index) => hidden.replaceAll(value, `<given ${index + 1}>`),
    text,
  );
  return named
    .replaceAll(/\$2[aby]\$10\$[./A-Za-z0-9]{53}/g, '<bcrypt hash>')
    .replaceAll(/r:[0-9a-f]{32}/g, '<token>')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, '<uuid>');
}

/** A time: the run's own as now, or in how many days from now; others as they are. */
export function showTime(date: Date, started: number): string {
  const days = (date.getTime() - started) / 86_400_000;
  if (Math.abs(days) < 0.1) return '<now>';
  return Math.abs(days - Math.round(days)) < 0.02 && Math.abs(days) < 400
    ? `<now + ${Math.round(days)} days>`
    : date.toISOString();
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
