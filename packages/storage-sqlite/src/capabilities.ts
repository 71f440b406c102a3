import type { StorageCapabilities } from '@parse/core/adapter';

/** What SQLite does by itself. Rows do not expire by themselves. */
export const capabilities: StorageCapabilities = {
  transactions: true,
  textSearch: true,
  geo: true,
  regex: true,
  aggregate: true,
  explain: true,
  uniqueIndexes: true,
  caseInsensitive: true,
  insertionOrder: true,
  expiry: false,
  watchClasses: true,
};
