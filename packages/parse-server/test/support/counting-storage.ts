import type { StorageAdapter, StorageRows } from '@parse/core';

/** A storage that writes down what it is asked for. */
export interface CountingStorage {
  readonly storage: StorageAdapter;
  /** The calls made while the work runs, each as `find Game`. */
  readonly callsDuring: (work: () => Promise<unknown>) => Promise<readonly string[]>;
}

/** Counts the calls that read or write rows; those in transactions too. */
export function countingStorage(storage: StorageAdapter): CountingStorage {
  let calls: string[] = [];
  const note = (method: string, { className }: { readonly className: string }): void => {
    calls.push(`${method} ${className}`);
  };
  const insertMany = storage.insertMany?.bind(storage);
  const counted = (rows: StorageRows): StorageRows => {
    return {
      insert: (schema, ...rest) => (note('insert', schema), rows.insert(schema, ...rest)),
      find: (schema, ...rest) => (note('find', schema), rows.find(schema, ...rest)),
      count: (schema, ...rest) => (note('count', schema), rows.count(schema, ...rest)),
      update: (schema, ...rest) => (note('update', schema), rows.update(schema, ...rest)),
      updateMany: (schema, ...rest) => (note('updateMany', schema), rows.updateMany(schema, ...rest)),
      upsert: (schema, ...rest) => (note('upsert', schema), rows.upsert(schema, ...rest)),
      remove: (schema, ...rest) => (note('remove', schema), rows.remove(schema, ...rest)),
      distinct: (schema, ...rest) => (note('distinct', schema), rows.distinct(schema, ...rest)),
      aggregate: (schema, ...rest) => (note('aggregate', schema), rows.aggregate(schema, ...rest)),
      explain: (schema, ...rest) => (note('explain', schema), rows.explain(schema, ...rest)),
    };
  };

  return {
    storage: {
      ...storage,
      ...counted(storage),
      ...(insertMany && {
        insertMany: (schema, objects) => (
          note(`insertMany (${objects.length})`, schema),
          insertMany(schema, objects)
        ),
      }),
      // Known once the storage is open.
      get capabilities() {
        return storage.capabilities;
      },
      transaction: (work) => storage.transaction((rows) => work(counted(rows))),
    },
    callsDuring: async (work) => {
      calls = [];
      await work();
      return calls;
    },
  };
}
