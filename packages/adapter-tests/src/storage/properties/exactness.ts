/**
 * What a store does as the reference functions do although the contract leaves it open. The kit's generated test
 * holds it to that, too.
 */
export interface Exactness {
  /** Objects, arrays and places have the order of `compareBySort` among themselves, and so have columns of them. */
  readonly order?: boolean;
  /** A `text` condition may stand anywhere and is about any column; it finds what `matches` says. */
  readonly text?: boolean;
  /** Points on the very edge of a shape, or at the very end of a distance, are found as `matches` says. */
  readonly edges?: boolean;
  /** Strings may hold the character NUL; stores that cannot keep it refuse the row with `invalid-query`. */
  readonly nulTexts?: boolean;
  /** Keys of objects may hold the character NUL. */
  readonly nulKeys?: boolean;
}
