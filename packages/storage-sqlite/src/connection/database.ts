import { AsyncLocalStorage } from 'node:async_hooks';
import { StorageError } from '@parse/core/adapter';
import type { ResolvedOptions } from '../options.js';
import { openConnection, type Connection } from './connection.js';
import type { SqliteDriver } from './driver.js';
import { createLock } from './lock.js';

/**
 * The file, opened. One connection writes; a second one reads while a transaction is open, so that nothing outside
 * sees what is not committed. SQLite has one writer: other writes wait until the transaction is over.
 *
 * A write on the adapter itself that comes from inside a transaction's own work could only wait for itself. It joins
 * the transaction, and so do the reads of that work afterwards.
 */
export interface Database {
  read<T>(work: (connection: Connection) => T): T;
  write<T>(work: (connection: Connection) => T): Promise<T>;
  /**
   * A write that stays when the transaction it joined is rolled back: it is then done again. For classes, which the
   * engine remembers.
   */
  writeLasting<T>(work: (connection: Connection) => T): Promise<T>;
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** One open transaction. */
interface Scope {
  open: boolean;
  joined: boolean;
  readonly lasting: ((connection: Connection) => unknown)[];
}

/** Opens the file. */
export function openDatabase(driver: SqliteDriver, options: ResolvedOptions): Database {
  const writer = openConnection(driver, options, { readOnly: false });
  let reader: Connection | undefined;
  const lock = createLock(options.busyTimeoutMs);
  const scopes = new AsyncLocalStorage<Scope>();

  function ownScope(): Scope | undefined {
    const scope = lock.isHeld ? scopes.getStore() : undefined;
    return scope?.open === true ? scope : undefined;
  }

  async function write<T>(work: (connection: Connection) => T): Promise<T> {
    const scope = ownScope();
    if (scope) {
      scope.joined = true;
      return work(writer);
    }
    if (!lock.isHeld) return work(writer);
    return lock.run(async () => work(writer));
  }

  return {
    read(work) {
      if (!writer.isInTransaction || ownScope()?.joined) return work(writer);
      reader ??= openConnection(driver, options, { readOnly: true });
      return work(reader);
    },
    write,
    async writeLasting(work) {
      const result = await write((connection) => connection.atomically(() => work(connection)));
      ownScope()?.lasting.push(work);
      return result;
    },
    async transaction(work) {
      const outer = ownScope();
      if (outer) throw new StorageError('unsupported', 'a transaction cannot be started inside another');
      const scope: Scope = { open: true, joined: false, lasting: [] };
      return lock.run(() => scopes.run(scope, () => runTransaction(writer, scope, work)));
    },
    async close() {
      await lock.run(async () => {
        writer.execute('PRAGMA optimize');
        reader?.close();
        writer.close();
      });
    },
  };
}

async function runTransaction<T>(
  writer: Connection,
  scope: Scope,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  writer.begin();
  try {
    const result = await work(writer);
    scope.open = false;
    writer.commit();
    return result;
  } catch (error) {
    scope.open = false;
    if (writer.isInTransaction) writer.rollback();
    for (const work of scope.lasting) repeat(writer, work);
    throw error;
  }
}

/** Another process may have come first with a change that leaves no room for this one. */
function repeat(writer: Connection, work: (connection: Connection) => unknown): void {
  try {
    writer.atomically(() => work(writer));
  } catch {
    // The transaction's own failure is what the caller must hear of; the next use of the class will tell the rest.
  }
}
