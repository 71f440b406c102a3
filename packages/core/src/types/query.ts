import type { FieldPath } from './where.js';

/** One key of an order. Ascending order puts unset and null first. */
export interface SortKey {
  readonly key: FieldPath;
  readonly descending: boolean;
}

/** Order by how well a `text` condition matched, best first. */
export interface TextScoreSort {
  readonly score: true;
}

/** The order of results; the first key decides, later ones break its ties. */
export type SortOrder = readonly (SortKey | TextScoreSort)[];

/** Where a row has the score of the search that found it; no field has this name. */
export const TEXT_SCORE = '$score';

/** How a find is cut and shaped. */
export interface FindOptions {
  readonly skip?: number;
  /** Absent: no limit. Never 0. */
  readonly limit?: number;
  readonly sort?: SortOrder;
  /**
   * Top-level fields to return; absent: all. `objectId`, `createdAt`, `updatedAt` and `ACL` are always
   * returned, and adapters may return more than was asked for.
   */
  readonly fields?: readonly string[];
  /** Return in `$score` of each row how well the `text` condition matched: a number, greater for better ones. */
  readonly score?: boolean;
  readonly hints?: QueryHints;
}

/** Advice a store may follow or ignore. */
export interface QueryHints {
  /** `PRIMARY`, `SECONDARY`, `NEAREST` … */
  readonly readPreference?: string;
  /** Name or shape of the index to use. */
  readonly hint?: string | { readonly [field: string]: number };
  readonly comment?: string;
  /** The text `equal` conditions on strings ignore case. */
  readonly caseInsensitive?: boolean;
}
