import { quoteText, type JsonPlace, type SqlColumn } from '@parse/storage-sql';

/** What places need to know of the server. */
export interface JsonPlaceOptions {
  /** Makes a text expression compare by code point. */
  readonly ordered: (text: string) => string;
}

/**
 * The place below a `jsonb` column, as the expressions that an index of parse-server has: `"a" -> 'b'` and
 * `"a" ->> 'b'`. A step of digits may be the key of an object or the index of an array.
 */
export function jsonPlace(
  { names, schema }: SqlColumn,
  path: readonly string[],
  options: JsonPlaceOptions,
): JsonPlace {
  const column = names[0] ?? 'NULL';
  if (path.length === 0) return placeAt(column, `(${column} #>> '{}')`, options);
  const steps = path.map((step, depth) => stepOf(step, depth === 0 ? schema.type : undefined));
  const last = steps.length - 1;
  const parent = steps.slice(0, last).reduce((place, step) => `(${place} ${step.json})`, column);
  return placeAt(`(${parent} ${steps[last]?.json ?? ''})`, `(${parent} ${steps[last]?.text ?? ''})`, options);
}

const ARRAY_INDEX = /^(?:0|[1-9][0-9]{0,8})$/;

/** The operators that lead to a key, as JSON and as text. Only `#>` takes digits for either. */
function stepOf(step: string, type: string | undefined): { readonly json: string; readonly text: string } {
  const key = quoteText(step);
  if (ARRAY_INDEX.test(step)) {
    if (type === 'Array') return { json: `-> ${step}`, text: `->> ${step}` };
    if (type === undefined) return { json: `#> '{${step}}'`, text: `#>> '{${step}}'` };
  }
  return { json: `-> ${key}`, text: `->> ${key}` };
}

/** A place by its two expressions: the value as `jsonb` and, for scalars, as text. */
function placeAt(json: string, text: string, options: JsonPlaceOptions): JsonPlace {
  const type = `jsonb_typeof(${json})`;
  return {
    type,
    present: `(${json} IS NOT NULL)`,
    is: (kind) => `${type} = '${kind}'`,
    scalar(kind) {
      if (kind === 'string') return text;
      // A cast must not be reached by other kinds: conditions are evaluated in any order.
      return `CASE WHEN ${type} = '${kind}' THEN ${text}::${kind === 'number' ? 'numeric' : 'boolean'} END`;
    },
    text: (key) => memberAs(json, key, 'string', ''),
    number: (key) => memberAs(json, key, 'number', '::double precision'),
    json,
    canonical: `CASE WHEN ${type} IN ('object', 'array') THEN ${json} END`,
    sortKey: (descending) => sortKey(json, descending, options),
    elements: (alias) => ({
      from: `jsonb_array_elements(CASE WHEN ${type} = 'array' THEN ${json} ELSE '[]' END) AS ${alias}`,
      element: placeAt(`${alias}.value`, `(${alias}.value #>> '{}')`, options),
    }),
  };
}

function memberAs(json: string, key: string, kind: 'number' | 'string', cast: string): string {
  const name = quoteText(key);
  return `CASE WHEN jsonb_typeof(${json} -> ${name}) = '${kind}' THEN (${json} ->> ${name})${cast} END`;
}

/**
 * A row that sorts as `compareValues`: the rank of the kind, then the value by its kind. Objects and arrays inside
 * arrays have an order of PostgreSQL's own among themselves.
 */
function sortKey(json: string, descending: boolean, options: JsonPlaceOptions): string {
  const elements = `jsonb_array_elements(CASE jsonb_typeof(${json}) WHEN 'array' THEN ${json} ELSE jsonb_build_array(${json}) END)`;
  const key = rankedKey('ranked.value', options);
  const direction = descending ? ' DESC' : '';
  // A null sorts with what is unset, an element that is null as well.
  const chosen = `CASE WHEN jsonb_typeof(ranked.value) <> 'null' THEN ${key} END`;
  return `(SELECT ${chosen} FROM ${elements} AS ranked WHERE ${json} IS NOT NULL ORDER BY ${key}${direction} LIMIT 1)`;
}

function rankedKey(json: string, { ordered }: JsonPlaceOptions): string {
  const type = `jsonb_typeof(${json})`;
  const isDate = `${json} ->> '__type' = 'Date' AND jsonb_typeof(${json} -> 'iso') = 'string'`;
  const rank = `CASE ${type} WHEN 'null' THEN 0 WHEN 'number' THEN 1 WHEN 'string' THEN 2 WHEN 'array' THEN 4 WHEN 'boolean' THEN 5 ELSE CASE WHEN ${isDate} THEN 6 ELSE 3 END END`;
  const number = `CASE ${type} WHEN 'number' THEN (${json} #>> '{}')::numeric WHEN 'boolean' THEN (${json} #>> '{}')::boolean::int END`;
  const text = `CASE ${type} WHEN 'string' THEN ${json} #>> '{}' WHEN 'object' THEN ${json} ->> 'iso' END`;
  return `ROW(${rank}, ${number}, ${ordered(`(${text})`)}, ${json})`;
}
