import {
  mapLeaves,
  type Condition,
  type FieldOp,
  type FindOptions,
  type StorageAdapter,
  type StorageRows,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';

/** A way to break an adapter, and a case that has to notice. */
export interface Mutant {
  readonly breaks: (storage: StorageAdapter) => StorageAdapter;
  readonly caughtBy: string;
}

/** Rewrites the condition of every statement. */
export function rewriting(rewrite: (leaf: Condition) => Where): Mutant['breaks'] {
  return changing((rows) => {
    const changed = (where: Where) => mapLeaves<Condition, Condition>(where, rewrite);
    return {
      find: (schema, where, options) => rows.find(schema, changed(where), options),
      count: (schema, where, options) => rows.count(schema, changed(where), options),
      update: (schema, where, ops, options) => rows.update(schema, changed(where), ops, options),
      updateMany: (schema, where, ops) => rows.updateMany(schema, changed(where), ops),
      remove: (schema, where) => rows.remove(schema, changed(where)),
      distinct: (schema, key, where) => rows.distinct(schema, key, changed(where)),
    };
  });
}

/** Replaces methods, inside transactions too. */
export function changing(change: (rows: StorageRows) => Partial<StorageRows>): Mutant['breaks'] {
  return (storage) => ({
    ...storage,
    ...change(storage),
    transaction: (work) => storage.transaction((rows) => work({ ...rows, ...change(rows) })),
  });
}

/** Changes what a find has found. */
export function finding(
  change: (found: StoredObject[], options: FindOptions) => StoredObject[],
): Mutant['breaks'] {
  return changing((rows) => ({
    find: async (schema, where, options) => change(await rows.find(schema, where, options), options),
  }));
}

/** Changes how a find is cut. */
export function asking(change: (options: FindOptions) => FindOptions): Mutant['breaks'] {
  return changing((rows) => ({
    find: (schema, where, options) => rows.find(schema, where, change(options)),
  }));
}

/** Changes the operations of updates. */
export function operating(change: (op: FieldOp) => FieldOp): Mutant['breaks'] {
  return changing((rows) => ({
    update: (schema, where, ops, options) => rows.update(schema, where, ops.map(change), options),
    updateMany: (schema, where, ops) => rows.updateMany(schema, where, ops.map(change)),
  }));
}
