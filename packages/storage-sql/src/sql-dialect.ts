import type {
  ClassSchema,
  FieldSchema,
  GeoPointValue,
  Json,
  RegexSpec,
  TextSearch,
} from '@parse/core/adapter';
import type { Bind, SqlRow, SqlValue } from './sql-value.js';

/**
 * How one field lies in a table: the physical columns, and the way of its values into and out of them. A field that
 * holds null is told from an unset one by `NULLS_COLUMN`, so both are SQL NULL here.
 */
export interface SqlColumn {
  readonly field: string;
  readonly schema: FieldSchema;
  /**
   * `scalar`: conditions compare the physical columns with `operands`. `json`: the one physical column holds a
   * JSON value that conditions may look into. `acl`: read and write principals, reached by `acl` conditions only.
   */
  readonly form: 'scalar' | 'json' | 'acl';
  /** Quoted names of the physical columns; at least one. An expression when `computed`. */
  readonly names: readonly string[];
  /** The value follows from other columns: it is read, and left out of writes. */
  readonly computed?: true;
  /** What to select in place of the names, one expression for each. */
  readonly selected?: readonly string[];
  /** Their SQL types. */
  readonly types: readonly string[];
  /** Appends a value for every physical column. Fails with `invalid-query` on a value of another type. */
  encode(value: Json, into: SqlValue[]): void;
  /** The value in wire form, its first physical column being `row[at]`; undefined when that is NULL. */
  decode(row: SqlRow, at: number): Json | undefined;
  /** What to compare each physical column with; undefined when no value of the column can equal this one. */
  operands(value: Json): readonly SqlValue[] | undefined;
  /** Whether the column holds the value of these operands, where that is not equality of each physical column. */
  sameAs?(operands: readonly SqlValue[], bind: Bind): string;
  /** What to order by, where that is not the names. */
  readonly sorted?: readonly string[];
  /** The column is never NULL, so that an order need not say where NULL comes. */
  readonly notNull?: true;
  /** Of a column that holds places. */
  readonly point?: SqlPoint;
  /** Of a scalar column that holds polygons: whether they contain the place. */
  containsPoint?(point: GeoPointValue, bind: Bind): string;
}

/** How the rows of a table are told apart, as quoted columns or expressions. */
export interface RowMarks {
  /** Identifies a row as long as a statement or a transaction lasts; also breaks ties where an order is asked for. */
  readonly rowId: string;
  /** Sorts rows in the order of their insertion; undefined where the engine does not keep it. */
  readonly insertionOrder: string | undefined;
  /** The column that lists, as JSON, the fields that hold null; undefined where null is stored as unset. */
  readonly nulls: string | undefined;
}

/** The kinds of a JSON value that conditions tell apart. */
export type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/**
 * A place in a JSON column, or an element of an array there, as SQL expressions. They never fail, whatever the
 * column holds. Keys of clients are inside them as literals, which an index on the same expression needs; the
 * dialect proves that no key can leave its literal.
 */
export interface JsonPlace {
  /** True when something is there, a null included; never NULL. */
  readonly present: string;
  /** The engine's name of the value's kind; NULL when nothing is there. */
  readonly type: string;
  /** True when the value is of the kind; FALSE or NULL otherwise. */
  is(kind: JsonKind): string;
  /** The value as a scalar of SQL. Has a meaning together with `is` of that kind only. */
  scalar(kind: 'boolean' | 'number' | 'string'): string;
  /** The string under a key, when the value is an object that has one; NULL otherwise. */
  text(key: string): string;
  /** The number under a key, when the value is an object that has one; NULL otherwise. */
  number(key: string): string;
  /** The value as JSON. */
  readonly json: string;
  /** For objects and arrays: text that is equal for values that are the same to Parse; NULL for others. */
  readonly canonical: string;
  /** An expression that sorts as `compareValues` does, an array by its smallest or largest element. */
  sortKey(descending: boolean): string;
  /** The elements of an array: a table expression of the alias, and the place of one element in it. */
  elements(alias: string): { readonly from: string; readonly element: JsonPlace };
}

/** A pair of numeric SQL expressions, NULL when there is no point. */
export interface SqlPoint {
  readonly latitude: string;
  readonly longitude: string;
  /** An expression that an index of the engine's own kind can look up. */
  readonly indexed?: string;
}

/** How an engine tests places on earth. Every method returns a condition that is TRUE exactly when it holds. */
export interface SqlGeo {
  near(at: SqlPoint, point: GeoPointValue, maxRadians: number | undefined, bind: Bind): string;
  distance(at: SqlPoint, point: GeoPointValue, bind: Bind): string;
  withinBox(at: SqlPoint, southwest: GeoPointValue, northeast: GeoPointValue, bind: Bind): string;
  withinPolygon(at: SqlPoint, ring: readonly (readonly [number, number])[], bind: Bind): string;
  /** `json` holds a Polygon value. */
  containsPoint(json: string, point: GeoPointValue, bind: Bind): string;
}

/** Where a condition on text looks. */
export interface TextPlace {
  readonly schema: ClassSchema;
  /** The column, when it is the whole of one; an index on it may then be used. */
  readonly field: string | undefined;
  /** The text; NULL when there is none. */
  readonly text: string;
}

/**
 * What differs between SQL engines: names, types and the functions of the query language. The compilers know the
 * query language and nothing of an engine. Conditions may be NULL where they do not hold: the compiler guards every
 * negation.
 */
export interface SqlDialect {
  /** The placeholder of the parameter at that position, counted from 1: `?` or `$1`. */
  placeholder(position: number): string;
  /** The clause that stands before OFFSET when there is no limit. */
  readonly noLimit: string;
  /** The clause that keeps selected rows from being changed by others until the transaction ends; may be empty. */
  readonly rowLock: string;
  /** The unquoted name of a class's table. */
  tableName(className: string): string;
  rowMarks(schema: ClassSchema): RowMarks;
  /** How the field is stored; undefined for relations, which have no column. */
  column(field: string, schema: FieldSchema): SqlColumn | undefined;
  /** The place below a `json` column; an empty path is the whole column. */
  jsonPlace(column: SqlColumn, path: readonly string[]): JsonPlace;
  /** What `JsonPlace.canonical` of the same value is. */
  canonical(value: Json): SqlValue;
  /** A value of a JSON column, as it is selected. */
  readJson(selected: string): Json;
  /** The expression in a form that DISTINCT can tell apart, and columns decode. */
  distinguished(expression: string): string;
  /** Whether a scalar expression is one of the values, which are of one type; may use an index. */
  isOneOf(expression: string, values: readonly (string | number)[], bind: Bind): string;
  /** Whether the JSON list of texts in a column holds the text; the column may be NULL. */
  listHolds(column: string, text: string, bind: Bind): string;
  /** Whether the list of principals in a physical column holds one of them; the column is not NULL. */
  grantsOneOf(column: string, principals: readonly string[], bind: Bind): string;
  /** A text as `JsonPlace.scalar` and `text` give it. */
  jsonText(text: string): string;
  /** A text expression that is compared and sorted by code point. */
  ordered(text: string): string;
  /** Whether the pattern finds a match in the text; bounded in time. */
  matchesRegex(text: string, regex: RegexSpec, bind: Bind): string;
  /** The place's text without differences of case; may be a column that holds it so. */
  foldCase(place: TextPlace): string;
  /** A text of a client without differences of case. */
  foldedText(text: string, bind: Bind): string;
  matchesText(place: TextPlace, search: TextSearch, bind: Bind): string;
  textScore(place: TextPlace, search: TextSearch, bind: Bind): string;
  readonly geo: SqlGeo;
}
