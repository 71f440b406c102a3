import { StorageError, type StorageAdapter } from '@parse/core/adapter';
import type { SqlDialect } from '@parse/storage-sql';
import type { Database } from '../connection/database.js';
import { isCutConnection, mapError } from '../map-error.js';
import type { Tables } from '../table/tables.js';
import { announceChange } from './announce.js';
import { loadClasses } from './class-documents.js';
import { changeClass, createClass, deleteClass, ensureIndex, type ClassAccess } from './class-operations.js';

/** The part of the adapter that is about classes. */
export type PostgresClasses = Pick<
  StorageAdapter,
  'loadClasses' | 'createClass' | 'changeClass' | 'deleteClass' | 'ensureIndex'
>;

/** What an open adapter has. */
export interface Opened {
  readonly database: Database;
  readonly dialect: SqlDialect;
  readonly tables: Tables;
}

/** Operations on the classes of the database that `opened` returns. */
export function postgresClasses(opened: () => Opened): PostgresClasses {
  /** Each change is one transaction, and waits for those of every other server on the database. */
  async function change<T>(className: string, work: (access: ClassAccess) => Promise<T>): Promise<T> {
    const { database, dialect, tables } = opened();
    const { caseCollation } = database.facts;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await database.transaction('each-statement', async (session) => {
          await session.execute(LOCK);
          const result = await work({ dialect, caseCollation, session });
          await announceChange(session);
          return result;
        });
      } catch (error) {
        const mapped = mapError(error);
        const isConflict = StorageError.isInstance(mapped) && mapped.kind === 'write-conflict';
        if (!isConflict || attempt === MAX_ATTEMPTS) throw mapped;
      } finally {
        tables.forget(className);
        database.statements.forgetAll();
      }
    }
  }

  return {
    async loadClasses() {
      const { database, tables } = opened();
      tables.forgetAll();
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await database.use(loadClasses);
        } catch (error) {
          if (!isCutConnection(error) || attempt === MAX_ATTEMPTS) throw mapError(error);
        }
      }
    },
    createClass: (schema) => change(schema.className, (access) => createClass(access, schema)),
    changeClass: (className, wanted) => change(className, (access) => changeClass(access, className, wanted)),
    deleteClass: (className) => change(className, (access) => deleteClass(access, className)),
    async ensureIndex(schema, index) {
      await change(schema.className, (access) => ensureIndex(access, schema, index));
    },
  };
}

const MAX_ATTEMPTS = 5;

/** The number is ours: nobody else on the database takes this lock. */
const LOCK = 'SELECT pg_advisory_xact_lock(5787295001)';
