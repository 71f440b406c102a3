import { StorageError } from '@parse/core/adapter';
import { quoteText, type JsonKind, type JsonPlace, type SqlColumn } from '@parse/storage-sql';
import { storeText } from './stored-text.js';

/** The place below a JSON column. A key of digits may be the key of an object or an index of an array. */
export function jsonPlace({ names, schema }: SqlColumn, path: readonly string[]): JsonPlace {
  const column = names[0] ?? 'NULL';
  const paths = jsonPaths(path, schema.type === 'Array');
  const first = (expression: (path: string) => string): string => {
    const alternatives = paths.map((each) => expression(each));
    return alternatives.length === 1 ? alternatives.join() : `coalesce(${alternatives.join(', ')})`;
  };
  const type = first((each) => `json_type(${column}, ${quoteText(each)})`);
  const json = first((each) => `(${column} -> ${quoteText(each)})`);
  const member = (key: string) =>
    first((each) => `json_extract(${column}, ${quoteText(each + jsonKey(key))})`);
  return {
    type,
    present: `${type} IS NOT NULL`,
    is: (kind) => isKind(type, kind),
    scalar: () => first((each) => `json_extract(${column}, ${quoteText(each)})`),
    text: member,
    number: member,
    json,
    canonical: `CASE WHEN ${type} IN ('object', 'array') THEN parse_canonical(${json}) END`,
    sortKey: (descending) => `parse_sort_key(${json}, ${descending ? 1 : 0})`,
    elements(alias) {
      const source = paths.length === 1 ? `${column}, ${quoteText(paths.join())}` : json;
      return { from: `json_each(${source}) AS ${alias}`, element: elementPlace(alias) };
    },
  };
}

/** The step to a key in a JSON path of SQLite, for every key a client may send. */
export function jsonKey(key: string): string {
  return `.${JSON.stringify(storeText(key))}`;
}

/** One element of an array, in the row that `json_each` makes of it. */
function elementPlace(alias: string): JsonPlace {
  const type = `${alias}.type`;
  const value = `${alias}.value`;
  // A text is no JSON: its members must not even be asked for.
  const member = (key: string) =>
    `CASE ${type} WHEN 'object' THEN json_extract(${value}, ${quoteText(`$${jsonKey(key)}`)}) END`;
  const json = `CASE WHEN ${type} IN ('object', 'array') THEN ${value} ELSE json_quote(${value}) END`;
  return {
    type,
    present: 'TRUE',
    is: (kind) => isKind(type, kind),
    scalar: () => value,
    text: member,
    number: member,
    json,
    canonical: `CASE WHEN ${type} IN ('object', 'array') THEN parse_canonical(${value}) END`,
    sortKey: (descending) => `parse_sort_key(${json}, ${descending ? 1 : 0})`,
    elements(inner) {
      const source = `CASE ${type} WHEN 'array' THEN ${value} ELSE '[]' END`;
      return { from: `json_each(${source}) AS ${inner}`, element: elementPlace(inner) };
    },
  };
}

function isKind(type: string, kind: JsonKind): string {
  const [name, other] = TYPE_NAMES[kind];
  return other === undefined ? `${type} = '${name}'` : `${type} IN ('${name}', '${other}')`;
}

/** What SQLite calls the kinds. */
const TYPE_NAMES: { readonly [Kind in JsonKind]: readonly [string, string?] } = {
  null: ['null'],
  boolean: ['true', 'false'],
  number: ['integer', 'real'],
  string: ['text'],
  array: ['array'],
  object: ['object'],
};

const ARRAY_INDEX = /^(0|[1-9][0-9]{0,8})$/;
const MAX_ALTERNATIVES = 16;

/** The JSON paths that a client's path can mean, at most one of which exists in any document. */
function jsonPaths(path: readonly string[], inArray: boolean): readonly string[] {
  let paths: readonly string[] = ['$'];
  path.forEach((step, depth) => {
    const key = jsonKey(step);
    const index = `[${step}]`;
    if (!ARRAY_INDEX.test(step)) paths = paths.map((each) => each + key);
    else if (depth === 0) paths = paths.map((each) => each + (inArray ? index : key));
    else paths = paths.flatMap((each) => [each + key, each + index]);
    if (paths.length > MAX_ALTERNATIVES)
      throw new StorageError('invalid-query', 'the path has too many indexes');
  });
  return paths;
}
