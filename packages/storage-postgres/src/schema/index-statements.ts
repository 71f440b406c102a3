import type { IndexOptions, IndexSpec } from '@parse/core/adapter';
import { quoteName, type SqlDialect, type TableLayout } from '@parse/storage-sql';
import { indexedWords } from '../dialect/text-search.js';
import { hashedName } from '../table/physical-name.js';

/** An index to make: its name in the database, its keys and options. */
export interface PhysicalIndex {
  readonly name: string;
  readonly keys: IndexSpec;
  readonly options: IndexOptions;
  readonly caseCollation: string;
}

/** The statements that make an index; none when PostgreSQL has no use for it. */
export function createIndex(
  dialect: SqlDialect,
  layout: TableLayout,
  index: PhysicalIndex,
): readonly string[] {
  const { name, keys, options, caseCollation } = index;
  const terms = Object.entries(keys).flatMap(([key, kind]) =>
    indexTerms(dialect, layout, { key, kind, options }),
  );
  const statements: string[] = [];
  const on = `ON ${layout.table}`;
  if (terms.length > 0) {
    const unique = options.unique ? 'UNIQUE ' : '';
    const list = terms.map(({ expression }) => expression).join(', ');
    const below = terms.filter(({ type }) => type !== undefined);
    const sparse =
      options.sparse === true && below.length > 0
        ? ` WHERE ${below.map(({ value }) => `${value} IS NOT NULL`).join(' AND ')}`
        : '';
    const isNullable = terms.some(({ value }) => !NEVER_NULL.has(value));
    const countsNulls = options.unique === true && options.sparse !== true && isNullable;
    const nulls = countsNulls ? ' NULLS NOT DISTINCT' : '';
    statements.push(`CREATE ${unique}INDEX ${quoteName(name)} ${on} USING btree (${list})${nulls}${sparse}`);
    for (const [position, { type }] of below.entries()) {
      statements.push(
        `CREATE INDEX ${quoteName(arraysName(name, position))} ${on} (${type}) WHERE ${type} = 'array'`,
      );
    }
  }
  for (const [key, kind] of Object.entries(keys)) {
    const special = specialIndex(layout, key, kind, caseCollation);
    if (special === undefined) continue;
    const own = statements.length === 0 ? name : hashedName(`${name}_${key}`);
    statements.push(`CREATE INDEX ${quoteName(own)} ${on} USING ${special}`);
  }
  return statements;
}

/** Columns of tables of relations, quoted. */
const NEVER_NULL: ReadonlySet<string> = new Set(['"owningId"', '"relatedId"']);

/** The names of all indexes that `createIndex` makes. */
export function indexNames(name: string, keys: IndexSpec): readonly string[] {
  const others = Object.keys(keys).flatMap((key, position) => [
    arraysName(name, position),
    hashedName(`${name}_${key}`),
  ]);
  return [name, ...others];
}

interface IndexTerm {
  /** What is indexed, in the order of the index. */
  readonly expression: string;
  readonly value: string;
  /** The expression of the JSON type there, for a key below a column. */
  readonly type?: string;
}

interface IndexKey {
  readonly key: string;
  readonly kind: IndexSpec[string] | undefined;
  readonly options: IndexOptions;
}

function indexTerms(
  dialect: SqlDialect,
  layout: TableLayout,
  { key, kind, options }: IndexKey,
): readonly IndexTerm[] {
  const [field = '', ...path] = key.split('.');
  const column = layout.columnOf.get(field);
  if (!column || column.computed || kind === 'text' || kind === '2d' || kind === '2dsphere') return [];
  // Unset comes first in ascending order; a unique index has the order parse-server gives it.
  const order = options.unique || column.notNull ? '' : kind === -1 ? ' DESC NULLS LAST' : ' NULLS FIRST';
  if (path.length > 0) {
    if (column.form !== 'json') return [];
    const place = dialect.jsonPlace(column, path);
    const value = place.scalar('string');
    return [{ expression: `${value}${order}`, value, type: place.type }];
  }
  if (column.point || column.containsPoint) return [];
  const [name = 'NULL'] = column.names;
  if (options.caseInsensitive === true && column.schema.type === 'String') {
    return [{ expression: `lower(${name}) varchar_pattern_ops`, value: name }];
  }
  return [{ expression: `${name}${order}`, value: name }];
}

/** Full text is looked up by words, places by boxes. */
function specialIndex(
  layout: TableLayout,
  key: string,
  kind: IndexSpec[string] | undefined,
  caseCollation: string,
): string | undefined {
  const column = layout.columnOf.get(key);
  const [name] = column?.names ?? [];
  if (!column || name === undefined || column.computed) return undefined;
  if (kind === 'text' && column.schema.type === 'String')
    return `gin ((${indexedWords({ text: name, caseCollation })}))`;
  if (column.point && (kind === '2d' || kind === '2dsphere'))
    return `gist ((${column.point.indexed ?? name}))`;
  if (column.containsPoint && (kind === '2d' || kind === '2dsphere')) return `gist (${name})`;
  return undefined;
}

function arraysName(name: string, position: number): string {
  return hashedName(`${name}_arrays_${position}`);
}
