import type { StorageCapabilities } from '@parse/core/adapter';

/** What PostgreSQL does by itself. Rows do not expire and have no order of insertion. */
export const capabilities: StorageCapabilities = {
  transactions: true,
  textSearch: true,
  geo: true,
  regex: true,
  aggregate: true,
  explain: true,
  uniqueIndexes: true,
  caseInsensitive: true,
  insertionOrder: false,
  expiry: false,
  watchClasses: true,
};
