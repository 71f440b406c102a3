import {
  failureOf,
  StorageError,
  type IndexDefinition,
  type StorageAdapter,
  type StorageCapabilities,
  type StorageRows,
} from '@parse/core/adapter';
import { changeTable } from './change-class.js';
import {
  beginTransaction,
  commitTransaction,
  createDatabase,
  replaceTable,
  type Table,
  type View,
} from './database.js';
import { assertCapable, refuseCapabilities, type RefusableCapability } from './refuse-capabilities.js';
import { createRows } from './rows.js';
import { buildUniqueIndex } from './unique-index.js';

export type { RefusableCapability } from './refuse-capabilities.js';

/** Options of `memoryStorage`. */
export interface MemoryStorageOptions {
  /** Abilities to do without, for tests of what an app does on a smaller store. Calls that need one fail. */
  readonly without?: readonly RefusableCapability[];
}

/**
 * Storage in this process's memory: the contract of `StorageAdapter` in its plainest form. The rows live as long as
 * the object it returns; `close` keeps them.
 */
export function memoryStorage(options: MemoryStorageOptions = {}): StorageAdapter {
  const refused = new Set(options.without);
  const database = createDatabase();
  const rows = refuseCapabilities(createRows(database), refused);

  return {
    kind: 'storage',
    name: 'memory',
    spec: 'storage/1',
    capabilities: capabilitiesWithout(refused),
    ...rows,

    insertMany: async (schema, objects) =>
      Promise.all(objects.map(async (object) => failureOf(rows.insert(schema, object)))),

    async open() {},
    async close() {},

    async loadClasses() {
      return Array.from(database.tables.values(), ({ schema }) => schema);
    },

    async createClass(schema) {
      if (database.tables.has(schema.className)) {
        throw new StorageError('class-exists', `class ${schema.className} exists`);
      }
      replaceTable(database, schema.className, { schema, rows: new Map(), indexes: [] });
      return schema;
    },

    async changeClass(className, change) {
      const table = changeTable(existingTable(database, className), change);
      replaceTable(database, className, table);
      return table.schema;
    },

    async deleteClass(className) {
      replaceTable(database, className, undefined);
    },

    async ensureIndex({ className }, index) {
      if (index.options?.unique !== true) return;
      assertCapable(refused, 'uniqueIndexes');
      const table = existingTable(database, className);
      if (table.indexes.some(({ definition }) => definition.name === index.name)) return;
      replaceTable(database, className, withIndex(table, index));
    },

    async transaction<T>(work: (rows: StorageRows) => Promise<T>): Promise<T> {
      assertCapable(refused, 'transactions');
      const view = beginTransaction(database);
      const result = await work(refuseCapabilities(createRows(view), refused));
      commitTransaction(database, view);
      return result;
    },
  };
}

function existingTable({ tables }: View, className: string): Table {
  const table = tables.get(className);
  if (!table) throw new StorageError('class-missing', `class ${className} does not exist`);
  return table;
}

function withIndex(table: Table, definition: IndexDefinition): Table {
  return { ...table, indexes: [...table.indexes, buildUniqueIndex(definition, table.rows.values())] };
}

function capabilitiesWithout(refused: ReadonlySet<RefusableCapability>): StorageCapabilities {
  return {
    transactions: !refused.has('transactions'),
    textSearch: !refused.has('textSearch'),
    geo: !refused.has('geo'),
    regex: !refused.has('regex'),
    aggregate: !refused.has('aggregate'),
    explain: !refused.has('explain'),
    uniqueIndexes: !refused.has('uniqueIndexes'),
    caseInsensitive: !refused.has('caseInsensitive'),
    insertionOrder: true,
    expiry: false,
    watchClasses: false,
  };
}
