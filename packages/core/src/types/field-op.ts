import type { Json } from './json.js';
import type { PointerValue } from './object.js';

/** Where an operation writes: a column, or a key inside an `Object` column. */
export interface OpTarget {
  readonly field: string;
  /**
   * Keys below the field; empty for the whole column. Client text: data, never an identifier. A key of digits
   * names the element of an array, the one after the last included; below anything else it is an ordinary key.
   */
  readonly path: readonly string[];
}

/**
 * One change to one field, as storage adapters apply it. Parse name in quotes.
 * Every operation reads the value as it is in the store at that moment, so concurrent ones do not get lost.
 */
export type FieldOp =
  | { readonly op: 'set'; readonly target: OpTarget; readonly value: Json }
  /** "Delete". */
  | { readonly op: 'unset'; readonly target: OpTarget }
  /** "Increment". An unset value counts as 0. */
  | { readonly op: 'increment'; readonly target: OpTarget; readonly amount: number }
  /** "Add". An unset value counts as `[]`, as in the next two. */
  | { readonly op: 'add'; readonly target: OpTarget; readonly values: readonly Json[] }
  /** "AddUnique". Elements are the same when `sameValue` says so (pointers by class and id). */
  | { readonly op: 'add-unique'; readonly target: OpTarget; readonly values: readonly Json[] }
  /** "Remove": every element that is the same as one of the values. */
  | { readonly op: 'remove'; readonly target: OpTarget; readonly values: readonly Json[] }
  /** "SetOnInsert": applies only when an upsert inserts. */
  | { readonly op: 'set-on-insert'; readonly target: OpTarget; readonly value: Json };

/** A change of a relation's members; kept in a join table by core, never seen by adapters. */
export interface RelationOp {
  readonly field: string;
  readonly targetClass: string;
  readonly add: readonly PointerValue[];
  readonly remove: readonly PointerValue[];
}
