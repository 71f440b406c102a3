import { valueKey, wordsOf } from '@parse/core/adapter';
import {
  NULLS_COLUMN,
  quoteName,
  ROW_ID_COLUMN,
  type Bind,
  type RowMarks,
  type SqlDialect,
  type TextPlace,
} from '@parse/storage-sql';
import { hasTextIndex } from '../schema/text-index.js';
import { sqliteColumn } from './columns.js';
import { sqliteGeo } from './geo.js';
import { jsonPlace } from './json-place.js';
import { foldedColumnName, tableName, textTableName } from './names.js';
import { readJson } from './stored-json.js';
import { storeText } from './stored-text.js';

/** What the dialect must ask the database about. */
export interface DialectFacts {
  /** Whether the table has a column that holds the field without differences of case. */
  isFolded(className: string, field: string): boolean;
}

/** SQLite as the compilers of `@parse/storage-sql` see it. Relies on the functions of `registerFunctions`. */
export function sqliteDialect(facts: DialectFacts): SqlDialect {
  return {
    placeholder: () => '?',
    noLimit: 'LIMIT -1',
    rowLock: '',
    readJson,
    distinguished: (expression) => expression,
    tableName,
    rowMarks: () => ROW_MARKS,
    column: sqliteColumn,
    jsonPlace,
    canonical: valueKey,
    isOneOf,
    listHolds: (column, text, bind) =>
      `(${column} IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${bind(text)}))`,
    grantsOneOf: (column, principals, bind) =>
      `EXISTS (SELECT 1 FROM json_each(${column}) AS granted WHERE ${isOneOf('granted.value', principals, bind)})`,
    jsonText: storeText,
    ordered: (text) => text,
    matchesRegex: (text, { pattern, flags }, bind) =>
      `parse_regex(${text}, ${bind(JSON.stringify({ pattern, flags }))})`,
    foldCase({ schema, field, text }) {
      const folded = field !== undefined && facts.isFolded(schema.className, field);
      return folded ? quoteName(foldedColumnName(field)) : `parse_fold(${text})`;
    },
    foldedText: (text, bind) => bind(storeText(text.toLowerCase())),
    matchesText(place, search, bind) {
      const indexed = textIndexCondition(place, search.term, bind);
      return `(${indexed}parse_text_score(${place.text}, ${bind(JSON.stringify(search))}) > 0)`;
    },
    textScore: (place, search, bind) => `parse_text_score(${place.text}, ${bind(JSON.stringify(search))})`,
    geo: sqliteGeo,
  };
}

const ROW_MARKS: RowMarks = {
  rowId: quoteName(ROW_ID_COLUMN),
  insertionOrder: quoteName(ROW_ID_COLUMN),
  nulls: quoteName(NULLS_COLUMN),
};

const MAX_LISTED = 8;
const MAX_INDEXED_WORDS = 64;

/** Short lists stand in the statement; longer ones are one parameter, so that statements stay few and small. */
function isOneOf(expression: string, values: readonly (string | number)[], bind: Bind): string {
  if (values.length === 0) return 'FALSE';
  if (values.length > MAX_LISTED) {
    return `${expression} IN (SELECT value FROM json_each(${bind(JSON.stringify(values))}))`;
  }
  const [first = ''] = values;
  if (values.length === 1) return `${expression} = ${bind(first)}`;
  return `${expression} IN (${values.map((value) => bind(value)).join(', ')})`;
}

/** Narrows a search to the rows the full text index finds for any of its words. */
function textIndexCondition({ schema, field }: TextPlace, term: string, bind: Bind): string {
  if (field === undefined || !hasTextIndex(schema, field)) return '';
  const words = new Set(wordsOf(term, { caseSensitive: false, diacriticSensitive: false }));
  if (words.size === 0 || words.size > MAX_INDEXED_WORDS) return '';
  const index = quoteName(textTableName(schema.className, field));
  const query = Array.from(words, (word) => `"${word}"`).join(' OR ');
  return `${quoteName(ROW_ID_COLUMN)} IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ${bind(query)}) AND `;
}
