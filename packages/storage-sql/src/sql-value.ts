/** What can be bound to a parameter and what a driver hands back in a row. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** A row as an array of the selected columns, in their order. */
export type SqlRow = readonly SqlValue[];

/** A statement with its parameters in the order in which their placeholders stand in the text. */
export interface SqlStatement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/**
 * Adds a parameter and returns its placeholder. Compilers call it where the placeholder goes into the text, from
 * left to right: some drivers know parameters by their position alone.
 */
export type Bind = (value: SqlValue) => string;
