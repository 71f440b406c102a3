import DataLoader from 'dataloader';
import type { StorageAdapter, StorageRows } from '../adapters/storage-adapter.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { StoredObject } from '../types/object.js';

type InsertGroup = DataLoader<StoredObject, undefined>;

/** As many as SDKs put into one batch; a statement for more gains nothing. */
const GROUP_LIMIT = 20;

/**
 * The rows of a store that can store several at a time: objects of one class that are created in the same turn of the
 * event loop, as by the parts of a batch, take one trip. Each of them stands or fails alone, as without this.
 */
export function groupInserts(storage: StorageAdapter): StorageRows {
  if (!storage.insertMany) return storage;
  const insertMany = storage.insertMany.bind(storage);
  const groups = new WeakMap<ClassSchema, InsertGroup>();

  const groupOf = (schema: ClassSchema): InsertGroup => {
    const known = groups.get(schema);
    if (known) return known;
    const store = async (objects: readonly StoredObject[]): Promise<readonly (Error | undefined)[]> => {
      const [first] = objects;
      if (first === undefined || objects.length > 1) return insertMany(schema, objects);
      await storage.insert(schema, first);
      return [undefined];
    };
    const group = new DataLoader<StoredObject, undefined>(store, { cache: false, maxBatchSize: GROUP_LIMIT });
    groups.set(schema, group);
    return group;
  };

  return {
    insert: async (schema, object) => groupOf(schema).load(object),
    find: storage.find.bind(storage),
    count: storage.count.bind(storage),
    update: storage.update.bind(storage),
    updateMany: storage.updateMany.bind(storage),
    upsert: storage.upsert.bind(storage),
    remove: storage.remove.bind(storage),
    distinct: storage.distinct.bind(storage),
    aggregate: storage.aggregate.bind(storage),
    explain: storage.explain.bind(storage),
  };
}
