import { AsyncLocalStorage } from 'node:async_hooks';
import { StorageError } from '@parse/core/adapter';
import type { ResolvedOptions } from '../options.js';
import { openConnection, type Connection } from './connection.js';
import type { SqliteDriver } from './driver.js';
import { createLock } from './lock.js';
import { startTurns, type Work } from './turn.js';

/**
 * The file, opened. One connection writes; a second one reads while a transaction is open, so that nothing outside
 * sees what is not committed. SQLite has one writer: other writes wait until the transaction is over. Otherwise what is
 * asked for in one turn of the event loop is done together, at its end.
 *
 * A write on the adapter itself that comes from inside a transaction's own work could only wait for itself. It joins
 * the transaction, and so do the reads of that work afterwards; when the transaction is rolled back, it is done again.
 */
export interface Database {
  /** Reads with others of the turn; while a transaction is open at once, so that it may throw. */
  read<T>(work: Work<T>): T | Promise<T>;
  readAtOnce<T>(work: Work<T>): T;
  /** Writes with others of the turn. */
  write<T>(work: Work<T>): Promise<T>;
  /** Writes at once, as a commit of its own, where no transaction is open. */
  writeAlone<T>(work: Work<T>): Promise<T>;
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Does now what has come in this turn. */
  endTurn(): void;
  /** Waits for the transaction under way as long as a write would; one that takes longer is rolled back and fails. */
  close(): Promise<void>;
}

/** One open transaction. */
interface Scope {
  open: boolean;
  /** The writes that joined it. */
  readonly joined: Work<unknown>[];
}

/** Opens the file. */
export function openDatabase(driver: SqliteDriver, options: ResolvedOptions): Database {
  const writer = openConnection(driver, options, { readOnly: false });
  let reader: Connection | undefined;
  const turn = startTurns(writer);
  const lock = createLock(options.busyTimeoutMs);
  const scopes = new AsyncLocalStorage<Scope>();

  function ownScope(): Scope | undefined {
    const scope = lock.isHeld ? scopes.getStore() : undefined;
    return scope?.open === true ? scope : undefined;
  }

  async function writeBy<T>(work: Work<T>, whenFree: (work: Work<T>) => T | Promise<T>): Promise<T> {
    const scope = ownScope();
    if (scope) {
      const result = work(writer);
      scope.joined.push(work);
      return result;
    }
    return lock.isHeld ? lock.run(async () => work(writer)) : whenFree(work);
  }

  function readAtOnce<T>(work: Work<T>): T {
    if (!writer.isInTransaction || turn.isUnderWay || hasJoined(ownScope())) return work(writer);
    reader ??= openConnection(driver, options, { readOnly: true });
    return work(reader);
  }

  return {
    read: (work) => (writer.isInTransaction ? readAtOnce(work) : turn.read(work)),
    readAtOnce,
    write: (work) => writeBy(work, turn.write),
    writeAlone: (work) => writeBy(work, turn.alone),
    async transaction(work) {
      const outer = ownScope();
      if (outer) throw new StorageError('unsupported', 'a transaction cannot be started inside another');
      const scope: Scope = { open: true, joined: [] };
      return lock.run(() => {
        turn.end();
        return scopes.run(scope, () => runTransaction(writer, scope, work));
      });
    },
    endTurn: turn.end,
    async close() {
      try {
        await lock.run(async () => writer.execute(FINAL_STATEMENTS));
      } catch {
        // A transaction takes too long, or statistics cannot be written; neither is a reason to keep the file open.
      } finally {
        // By itself a closed connection would keep its lock until its last statement is collected.
        if (writer.isInTransaction) writer.rollback();
        reader?.close();
        writer.close();
      }
    },
  };
}

/**
 * Brings statistics up to date, and everything from the log into the file, so that a copy of the file alone is
 * complete. As long as other processes use it they see to that.
 */
const FINAL_STATEMENTS = 'PRAGMA optimize; PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)';

async function runTransaction<T>(
  writer: Connection,
  scope: Scope,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  writer.begin('write');
  try {
    const result = await work(writer);
    scope.open = false;
    writer.commit();
    return result;
  } catch (error) {
    scope.open = false;
    if (writer.isInTransaction) writer.rollback();
    for (const joined of scope.joined) repeat(writer, joined);
    throw error;
  }
}

function hasJoined(scope: Scope | undefined): boolean {
  return scope !== undefined && scope.joined.length > 0;
}

/** Without what was rolled back, or after what another process did meanwhile, a write may no longer be possible. */
function repeat(writer: Connection, work: Work<unknown>): void {
  try {
    writer.atomically(() => work(writer));
  } catch {
    // The transaction's own failure is what the caller must hear of.
  }
}
