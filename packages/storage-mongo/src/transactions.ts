import { StorageError, type StorageRows } from '@parse/core/adapter';
import { WriteConcern, type ClientSession } from 'mongodb';
import { callDatabase } from './call-database.js';
import type { Database } from './database.js';
import { mongoRows } from './operations/mongo-rows.js';

/** Runs work in a transaction of its own; see `StorageAdapter.transaction`. */
export async function runTransaction<T>(
  database: Database,
  work: (rows: StorageRows) => Promise<T>,
): Promise<T> {
  if (!database.abilities.transactions) {
    throw new StorageError('unsupported', 'a single MongoDB server has no transactions; a replica set has');
  }
  const session = database.client.startSession();
  const queue = oneAtATime();
  let isOver = false;
  const access = () => {
    if (isOver) throw new StorageError('driver', 'the transaction is over');
    return { database, session };
  };
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: new WriteConcern('majority'),
    });
    const result = await work(inTurn(mongoRows(access), queue));
    isOver = true;
    await queue(() => callDatabase(() => commit(session)));
    return result;
  } catch (error) {
    isOver = true;
    await queue(async () => abort(session));
    throw error;
  } finally {
    await session.endSession();
  }
}

type Queue = <T>(call: () => Promise<T>) => Promise<T>;

/** A transaction takes one call at a time; those made at once wait for each other. */
function oneAtATime(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return async (call) => {
    const result = last.then(call);
    last = result.catch(() => undefined);
    return result;
  };
}

function inTurn(rows: StorageRows, queue: Queue): StorageRows {
  return {
    insert: (...call) => queue(() => rows.insert(...call)),
    find: (...call) => queue(() => rows.find(...call)),
    count: (...call) => queue(() => rows.count(...call)),
    update: (...call) => queue(() => rows.update(...call)),
    updateMany: (...call) => queue(() => rows.updateMany(...call)),
    upsert: (...call) => queue(() => rows.upsert(...call)),
    remove: (...call) => queue(() => rows.remove(...call)),
    distinct: (...call) => queue(() => rows.distinct(...call)),
    aggregate: (...call) => queue(() => rows.aggregate(...call)),
    explain: (...call) => queue(() => rows.explain(...call)),
  };
}

/** A commit may be repeated as long as nobody knows whether it was made. */
async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (attempt === COMMIT_ATTEMPTS || !isUnknown(error)) throw error;
    }
  }
}

const COMMIT_ATTEMPTS = 3;

function isUnknown(error: unknown): boolean {
  const labels: unknown = error instanceof Error ? Reflect.get(error, 'errorLabels') : undefined;
  return Array.isArray(labels) && labels.includes('UnknownTransactionCommitResult');
}

/** What made the transaction fail matters more than that it could not be undone: the server does that by itself. */
async function abort(session: ClientSession): Promise<void> {
  try {
    if (session.inTransaction()) await session.abortTransaction();
  } catch {
    return;
  }
}
