import type { Json } from './json.js';
import type { FieldSchema } from './class-schema.js';
import type { GeoPointValue, PointerValue } from './object.js';

/**
 * What a condition is about: a column, or a place inside an `Object` (or `Array`) column.
 * `field` is a checked field name; every element of `path` is a client's text and must be treated as data.
 */
export interface FieldPath {
  readonly field: string;
  /** Keys below the field: `address.city` is `{ field: 'address', path: ['city'] }`. Empty for a whole column. */
  readonly path: readonly string[];
  /** The column's type; undefined when the class has no such column, so that every row counts as unset. */
  readonly schema: FieldSchema | undefined;
}

/** Words to look for in text. */
export interface TextSearch {
  readonly term: string;
  readonly language?: string;
  readonly caseSensitive: boolean;
  readonly diacriticSensitive: boolean;
}

interface ValueNode<Op extends string> {
  readonly op: Op;
  readonly key: FieldPath;
  readonly value: Json;
}

interface ValuesNode<Op extends string> {
  readonly op: Op;
  readonly key: FieldPath;
  readonly values: readonly Json[];
}

/** The conditions that hold or fail for one row without asking about another. */
export type Condition =
  /** Holds for every row. */
  | { readonly op: 'everything' }
  /** Holds for no row. */
  | { readonly op: 'nothing' }
  /** The value is equal, or an array holding an equal element. `null` equals null and unset. */
  | ValueNode<'equal'>
  /** The exact opposite of `equal`: unset rows satisfy it unless the value is null. */
  | ValueNode<'not-equal'>
  /**
   * Ordered comparison with a number, string, boolean or date; only values of that same kind can satisfy it, or
   * an array that holds such a value.
   */
  | ValueNode<'less'>
  | ValueNode<'less-or-equal'>
  | ValueNode<'greater'>
  | ValueNode<'greater-or-equal'>
  /** `equal` to at least one of the values. */
  | ValuesNode<'in'>
  /** The exact opposite of `in`. */
  | ValuesNode<'not-in'>
  /** `true`: the field is set (a stored null counts as set). */
  | { readonly op: 'exists'; readonly key: FieldPath; readonly exists: boolean }
  /** An array that contains every value (`[]` holds for no row). */
  | ValuesNode<'contains-all'>
  /** An array all of whose elements are `equal` to one of the values; the empty array satisfies it. */
  | ValuesNode<'contained-by'>
  /** A string, or an array holding a string, that the pattern finds a match in. */
  | { readonly op: 'regex'; readonly key: FieldPath; readonly regex: RegexSpec }
  /** Full text, see `matchesText` for what every store promises. */
  | { readonly op: 'text'; readonly key: FieldPath; readonly search: TextSearch }
  /** A point at most `maxRadians` (undefined: any distance) away. Rows come nearest first when `sorted`. */
  | {
      readonly op: 'near';
      readonly key: FieldPath;
      readonly point: GeoPointValue;
      readonly maxRadians: number | undefined;
      readonly sorted: boolean;
    }
  /** A point inside the box, borders included. */
  | {
      readonly op: 'within-box';
      readonly key: FieldPath;
      readonly southwest: GeoPointValue;
      readonly northeast: GeoPointValue;
    }
  /** A point inside the closed ring of `[latitude, longitude]` pairs. */
  | {
      readonly op: 'within-polygon';
      readonly key: FieldPath;
      readonly ring: readonly (readonly [number, number])[];
    }
  /** A Polygon field that contains the point. */
  | { readonly op: 'contains-point'; readonly key: FieldPath; readonly point: GeoPointValue }
  /**
   * The row's ACL grants the access to at least one of the principals. A row without ACL grants it to everybody.
   */
  | { readonly op: 'acl'; readonly access: 'read' | 'write'; readonly principals: readonly string[] };

/** A regular expression of a client, already checked to compile on the bounded engine. */
export interface RegexSpec {
  readonly pattern: string;
  /** Distinct letters of `imsxu`, in that order. */
  readonly flags: string;
}

/** A query embedded in another; replaced by plain conditions before storage sees the tree. */
export interface Subquery {
  readonly className: string;
  readonly where: Json;
  /** Its other options (limit, skip, order, keys …), as the client sent them. */
  readonly options: { readonly [option: string]: Json };
}

/** The conditions that need other rows; `resolveSubqueries` turns each into a `Condition`. */
export type LinkCondition =
  | { readonly op: 'in-query'; readonly key: FieldPath; readonly query: Subquery; readonly negated: boolean }
  | {
      readonly op: 'select';
      readonly key: FieldPath;
      readonly query: Subquery;
      readonly queryKey: string;
      readonly negated: boolean;
    }
  /** Objects that are members of the owner's relation. */
  | { readonly op: 'related-to'; readonly owner: PointerValue; readonly relation: string }
  /** Owners whose relation column holds one of the ids (`negated`: none of them). */
  | {
      readonly op: 'relation-holds';
      readonly key: FieldPath;
      readonly objectIds: readonly string[];
      readonly negated: boolean;
    };

/** Branches over the leaves `Leaf`. */
export type WhereTree<Leaf> =
  | Leaf
  | { readonly op: 'and'; readonly nodes: readonly WhereTree<Leaf>[] }
  | { readonly op: 'or'; readonly nodes: readonly WhereTree<Leaf>[] }
  | { readonly op: 'nor'; readonly nodes: readonly WhereTree<Leaf>[] };

/**
 * The closed query tree that every store compiles. There is one parser (`parseWhere`) and one meaning
 * (`matches`); a new member does not compile until every compiler handles it.
 */
export type Where = WhereTree<Condition>;

/** The condition that every row satisfies. */
export const EVERYTHING: Where = { op: 'everything' };

/** What the parser returns: a tree that may still hold subqueries. */
export type ParsedWhere = WhereTree<Condition | LinkCondition>;
