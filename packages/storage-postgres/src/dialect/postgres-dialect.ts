import { valueKey, type Json } from '@parse/core/adapter';
import { quoteName, type Bind, type SqlDialect } from '@parse/storage-sql';
import type { ServerFacts } from '../connection/server-facts.js';
import { matchesRegex } from '../regex/matches-regex.js';
import { createUnicodeSets } from '../regex/named-sets.js';
import { arrayLiteral } from './array-literal.js';
import { postgresColumn } from './columns.js';
import { postgresGeo } from './geo.js';
import { jsonPlace } from './json-place.js';
import { storeJson } from './stored-json.js';
import { textCondition, textScore } from './text-search.js';

/** PostgreSQL as the compilers of `@parse/storage-sql` see it, for a server of these facts. */
export function postgresDialect({ sortsByCodePoint, caseCollation }: ServerFacts): SqlDialect {
  const ordered = sortsByCodePoint ? (text: string) => text : (text: string) => `${text} COLLATE "C"`;
  const unicode = createUnicodeSets();
  return {
    placeholder: (position) => `$${position}`,
    noLimit: 'LIMIT ALL',
    rowLock: 'FOR UPDATE',
    readJson: (selected) => JSON.parse(selected) as Json,
    distinguished: (expression) => `(${expression})::text`,
    tableName: (className) => className,
    rowMarks: () => ({ rowId: quoteName('objectId'), insertionOrder: undefined, nulls: undefined }),
    column: (field, schema) => postgresColumn({ field, schema, name: field }),
    jsonPlace: (column, path) => jsonPlace(column, path, { ordered }),
    canonical,
    isOneOf,
    listHolds: (column, text, bind) => `coalesce(${column} ? ${bind(text)}, FALSE)`,
    grantsOneOf: (column, principals, bind) => `${column} && ${bind(arrayLiteral(principals))}`,
    jsonText: (text) => text,
    ordered,
    matchesRegex: (text, regex, bind) => matchesRegex(text, regex, unicode, bind),
    foldCase: ({ text }) => `lower(${text})`,
    foldedText: (text, bind) => `lower(${bind(text)})`,
    matchesText: ({ text }, search, bind) => textCondition({ text, caseCollation }, search, bind),
    textScore: ({ text }, search, bind) => textScore({ text, caseCollation }, search, bind),
    geo: postgresGeo,
  };
}

/** Without what does not make a value another: only the identity of the pointers, dates and files in it counts. */
function canonical(value: Json): string {
  return storeJson(JSON.parse(valueKey(value)) as Json);
}

/** A list is one parameter, however long, so that statements stay few. */
function isOneOf(expression: string, values: readonly (string | number)[], bind: Bind): string {
  const [first] = values;
  if (first === undefined) return 'FALSE';
  return values.length === 1
    ? `${expression} = ${bind(first)}`
    : `${expression} = ANY(${bind(arrayLiteral(values))})`;
}
