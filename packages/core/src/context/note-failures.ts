import type { StorageRows } from '../adapters/storage-adapter.js';

/** The same rows; what a call fails with is noted, and what `note` returns is thrown. */
export function noteFailures(rows: StorageRows, note: (error: unknown) => unknown): StorageRows {
  const noted =
    <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      try {
        return await call(...args);
      } catch (error) {
        throw note(error);
      }
    };
  return {
    insert: noted(rows.insert.bind(rows)),
    find: noted(rows.find.bind(rows)),
    count: noted(rows.count.bind(rows)),
    update: noted(rows.update.bind(rows)),
    updateMany: noted(rows.updateMany.bind(rows)),
    upsert: noted(rows.upsert.bind(rows)),
    remove: noted(rows.remove.bind(rows)),
    distinct: noted(rows.distinct.bind(rows)),
    aggregate: noted(rows.aggregate.bind(rows)),
    explain: noted(rows.explain.bind(rows)),
  };
}
