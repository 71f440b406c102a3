import {
  applyOps,
  StorageError,
  type FieldOp,
  type FieldPath,
  type Json,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import { changing, finding, operating, type Mutant } from './break-storage.js';

const everything: Where = { op: 'everything' };
const ID: FieldPath = { field: 'objectId', path: [], schema: { type: 'String' } };
const later = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Copies of the memory adapter that write, or answer, the wrong thing, by what is wrong with them. */
export const writingMutants: { readonly [fault: string]: Mutant } = {
  'stores null for unset': {
    breaks: operating((op) => (op.op === 'unset' ? { op: 'set', target: op.target, value: null } : op)),
    caughtBy: 'operation: unset removes the value',
  },
  'does not tell repeated values in add-unique': {
    breaks: operating((op) => (op.op === 'add-unique' ? { ...op, op: 'add' } : op)),
    caughtBy: 'operation: add-unique appends what is not there yet',
  },
  'applies set-on-insert to rows that exist': {
    breaks: operating((op) => (op.op === 'set-on-insert' ? { ...op, op: 'set' } : op)),
    caughtBy: 'operation: set-on-insert does nothing to a row that exists',
  },
  'stores nothing after the first of many rows that is refused': {
    breaks: (storage) => ({
      ...storage,
      async insertMany(schema, objects) {
        const outcomes: (Error | undefined)[] = [];
        for (const object of objects) {
          const refused = outcomes.find((outcome) => outcome !== undefined);
          outcomes.push(refused ?? (await storage.insertMany?.(schema, [object]))?.[0]);
        }
        return outcomes;
      },
    }),
    caughtBy: 'of many rows those with an objectId that exists are refused alone',
  },
  'does not tell which of many rows are refused': {
    breaks: (storage) => ({
      ...storage,
      async insertMany(schema, objects) {
        const outcomes = await storage.insertMany?.(schema, objects);
        return outcomes?.filter((outcome) => outcome === undefined) ?? [];
      },
    }),
    caughtBy: 'of many rows those that a unique index refuses are refused alone',
  },
  'applies operations backwards': {
    breaks: changing((rows) => ({
      update: (schema, where, ops, options) => rows.update(schema, where, ops.toReversed(), options),
    })),
    caughtBy: 'operation: operations on one field are applied in order',
  },
  'reads and writes in two steps': {
    breaks: changing((rows) => ({
      update: async (schema, where, ops, options) => {
        const [before] = await rows.find(schema, where, { limit: 1 });
        if (!before) return null;
        const after = applyOps(before, ops, { inserting: false });
        await later();
        const byId = {
          op: 'equal',
          key: ID,
          value: before.objectId,
        } as const;
        const sets = ops.map(({ target }): FieldOp => {
          const value = after[target.field];
          const column = { field: target.field, path: [] };
          return value === undefined ? { op: 'unset', target: column } : { op: 'set', target: column, value };
        });
        return rows.update(schema, byId, sets, options);
      },
    })),
    caughtBy: '50 increments at the same time add up',
  },
  'looks at the guard before it writes, not while': {
    breaks: changing((rows) => ({
      update: async (schema, where, ops, options) => {
        const [before] = await rows.find(schema, where, { limit: 1 });
        await later();
        if (!before) return null;
        return rows.update(schema, { op: 'equal', key: ID, value: before.objectId }, ops, options);
      },
    })),
    caughtBy: '50 racers update behind one guard: exactly one wins',
  },
  'ignores the guard of an update': {
    breaks: changing((rows) => ({
      update: (schema, where, ops, options) =>
        rows.update(schema, where.op === 'and' ? (where.nodes[0] ?? where) : where, ops, options),
    })),
    caughtBy: 'update changes nothing when its guard fails',
  },
  'returns the row as it was before the update': {
    breaks: changing((rows) => ({
      update: async (schema, where, ops, options) => {
        const [before] = await rows.find(schema, where, { limit: 1 });
        return (await rows.update(schema, where, ops, options)) && (before ?? null);
      },
    })),
    caughtBy: 'update returns the row as it is afterwards',
  },
  'skips operations that do not fit': {
    breaks: changing((rows) => ({
      update: (schema, where, ops, options) =>
        rows.update(schema, where, ops, options).catch((error: unknown) => {
          if (StorageError.isInstance(error) && error.kind === 'invalid-query')
            return rows.update(schema, where, [], options);
          throw error;
        }),
    })),
    caughtBy: 'an operation that does not fit fails and changes nothing',
  },
  'overwrites a row with the same objectId': {
    breaks: changing((rows) => ({
      insert: async (schema, object) => {
        await rows.remove(schema, { op: 'equal', key: ID, value: object.objectId });
        await rows.insert(schema, object);
      },
    })),
    caughtBy: 'a second row with the objectId is refused and the first one kept',
  },
  'does not enforce unique indexes': {
    breaks: (storage) => ({ ...storage, ensureIndex: async () => undefined }),
    caughtBy: 'a unique index refuses a second row with the value and tells the field',
  },
  'enforces unique indexes case sensitively only': {
    breaks: (storage) => ({
      ...storage,
      ensureIndex: (schema, index) =>
        storage.ensureIndex(schema, { ...index, options: { ...index.options, caseInsensitive: false } }),
    }),
    caughtBy: 'a unique index that ignores case refuses the other spelling',
  },
  'does not tell which field was a duplicate': {
    breaks: changing((rows) => ({
      insert: (schema, object) =>
        rows.insert(schema, object).catch((error: unknown) => {
          throw StorageError.isInstance(error) ? new StorageError(error.kind, error.message) : error;
        }),
    })),
    caughtBy: 'a unique index refuses a second row with the value and tells the field',
  },
  'does not undo a transaction': {
    breaks: (storage) => ({ ...storage, transaction: (work) => work(storage) }),
    caughtBy: 'transaction: no write is there when it rejects, and the rejection is passed on',
  },
  'loses writes made outside a transaction meanwhile': {
    breaks: (storage) => ({
      ...storage,
      transaction: async (work) => {
        const classes = await storage.loadClasses();
        const before = await Promise.all(classes.map((schema) => storage.find(schema, everything, {})));
        try {
          return await work(storage);
        } catch (error) {
          for (const [index, schema] of classes.entries()) {
            await storage.remove(schema, everything);
            for (const row of before[index] ?? []) await storage.insert(schema, row);
          }
          throw error;
        }
      },
    }),
    caughtBy: 'transaction: a write outside survives when the transaction is given up',
  },
  'hides the rejection of a transaction': {
    breaks: (storage) => ({
      ...storage,
      transaction: (work) =>
        storage.transaction(work).catch((cause: unknown) => {
          throw new StorageError('driver', 'transaction failed', { cause });
        }),
    }),
    caughtBy: 'transaction: no write is there when it rejects, and the rejection is passed on',
  },
  'hands out the rows it stores': {
    breaks: (storage) => {
      const cache = new Map<string, StoredObject>();
      return {
        ...storage,
        find: async (schema, where, options) => {
          const found = await storage.find(schema, where, options);
          return found.map((row) => {
            const key = `${schema.className} ${row.objectId} ${JSON.stringify(row)}`;
            const shared = cache.get(key) ?? row;
            cache.set(key, shared);
            return shared;
          });
        },
      };
    },
    caughtBy: 'changing a result changes no row',
  },
  'adds columns before it finds a conflict': {
    breaks: (storage) => ({
      ...storage,
      changeClass: async (className, change) => {
        let schema = await storage.changeClass(className, { removeFields: change.removeFields ?? [] });
        for (const [name, field] of Object.entries(change.addFields ?? {})) {
          schema = await storage.changeClass(className, { addFields: { [name]: field } });
        }
        const { addFields: _added, ...rest } = change;
        return Object.keys(rest).length > 0 ? storage.changeClass(className, rest) : schema;
      },
    }),
    caughtBy: 'adding a column that exists with another type fails the whole change',
  },
  'keeps the values of removed columns': {
    breaks: (storage) => ({
      ...storage,
      changeClass: (className, { removeFields: _kept, ...change }) => storage.changeClass(className, change),
    }),
    caughtBy: 'a removed column is gone with its values',
  },
  'takes array elements apart wrongly in distinct': {
    breaks: changing((rows) => ({
      distinct: async (schema, key, where) => {
        const found = await rows.find(schema, where, {});
        return found
          .map((row) => row[key.field])
          .filter((value): value is Json => value !== undefined && value !== null);
      },
    })),
    caughtBy: 'distinct: the elements of arrays',
  },
  'drops the ACL when it returns few fields': {
    breaks: finding((found, { fields }) =>
      fields ? found.map(({ ACL: _acl, objectId, ...row }) => ({ objectId, ...row })) : found,
    ),
    caughtBy: 'acl: rows return the ACL they were given',
  },
  'answers conditions it declares it cannot': {
    breaks: (storage) => ({ ...storage, capabilities: { ...storage.capabilities, regex: false } }),
    caughtBy: 'without regex, calls that need it are refused',
  },
  'takes every upsert for an insert': {
    breaks: changing((rows) => ({
      upsert: async (schema, _where, object, ops) => {
        const stored = applyOps(object, ops, { inserting: true });
        await rows.insert(schema, stored);
        return stored;
      },
    })),
    caughtBy: 'upsert changes the row that satisfies the condition',
  },
  'renames groups to _id': {
    breaks: changing((rows) => ({
      aggregate: async (schema, pipeline, options) =>
        (await rows.aggregate(schema, pipeline, options)).map(({ objectId, ...rest }) => ({
          _id: objectId ?? null,
          ...rest,
        })),
    })),
    caughtBy: 'aggregate: $group of everything has objectId null',
  },
};
