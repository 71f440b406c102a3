import type { StorageRows } from '../adapters/storage-adapter.js';

/** Where a store writes for an operation, and what waits until that is committed. Every request is one. */
export interface WriteScope {
  readonly rows: StorageRows;
  /** Undefined outside of a transaction. */
  readonly commitEffects: { push(effect: () => Promise<void>): unknown } | undefined;
}

/**
 * Drops what a cache holds of rows that were written. In a transaction that waits for the commit: until then the
 * old rows are what others read, and might put back.
 */
export async function forgetWritten(scope: WriteScope, forget: () => Promise<void>): Promise<void> {
  if (scope.commitEffects) scope.commitEffects.push(forget);
  else await forget();
}
