import { StorageError, type StorageAdapter } from '@parse/core/adapter';
import { ASSUMED_ABILITIES, capabilitiesWith } from './abilities.js';
import type { Database } from './database.js';
import type * as OpenModuleType from './open-database.js';
import type { MongoRows } from './operations/mongo-rows.js';
import type { MongoStorageOptions } from './options.js';
import type { ClassOperations } from './schema/class-operations.js';

/**
 * Storage on MongoDB in the layout that parse-server writes, so that each can serve what the other wrote. The driver
 * is loaded by the first `open`; what depends on the server that is connected to is known from then on.
 */
export function mongoStorage(options: MongoStorageOptions): StorageAdapter {
  let module: OpenModule | undefined;
  let open: OpenStorage | undefined;

  const opened = (): OpenStorage => {
    if (!open) throw new StorageError('connection', 'the storage is not open');
    return open;
  };

  return {
    kind: 'storage',
    name: 'mongo',
    spec: 'storage/1',

    get capabilities() {
      return capabilitiesWith(open?.database.abilities ?? ASSUMED_ABILITIES);
    },

    async open(context) {
      if (open) return;
      module = await import('./open-database.js');
      const database = await module.openDatabase(options, context);
      open = {
        database,
        rows: module.mongoRows(() => ({ database })),
        classes: module.classOperations(() => database),
      };
    },

    async close() {
      const closing = open;
      open = undefined;
      await closing?.database.client.close();
    },

    ...delegate(opened),

    async watchClasses(onChange) {
      const { database } = opened();
      if (!module || !database.abilities.changeStreams) return async () => undefined;
      return module.watchClasses(database, onChange);
    },

    async transaction(work) {
      const { database } = opened();
      if (!module) throw new StorageError('connection', 'the storage is not open');
      return module.runTransaction(database, work);
    },
  };
}

type OpenModule = typeof OpenModuleType;

interface OpenStorage {
  readonly database: Database;
  readonly rows: MongoRows;
  readonly classes: ClassOperations;
}

/** Every call goes to what is open at that moment. */
function delegate(opened: () => OpenStorage): MongoRows & ClassOperations {
  return {
    insertMany: async (...call) => opened().rows.insertMany(...call),
    insert: async (...call) => opened().rows.insert(...call),
    find: async (...call) => opened().rows.find(...call),
    count: async (...call) => opened().rows.count(...call),
    update: async (...call) => opened().rows.update(...call),
    updateMany: async (...call) => opened().rows.updateMany(...call),
    upsert: async (...call) => opened().rows.upsert(...call),
    remove: async (...call) => opened().rows.remove(...call),
    distinct: async (...call) => opened().rows.distinct(...call),
    aggregate: async (...call) => opened().rows.aggregate(...call),
    explain: async (...call) => opened().rows.explain(...call),
    loadClasses: async () => opened().classes.loadClasses(),
    createClass: async (...call) => opened().classes.createClass(...call),
    changeClass: async (...call) => opened().classes.changeClass(...call),
    deleteClass: async (...call) => opened().classes.deleteClass(...call),
    ensureIndex: async (...call) => opened().classes.ensureIndex(...call),
  };
}
