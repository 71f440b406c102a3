import { readFlag, readNumber } from './bson/raw-document.js';
import type { Command } from './command.js';
import type { Engine } from './engine.js';
import { MongoError, transientLabels } from './errors/mongo-error.js';
import type { PostgresConnection } from './postgres/connect-postgres.js';
import type { PostgresPool } from './postgres/postgres-pool.js';

/** One transaction of a session, and the connection it has to itself. */
export interface Transaction {
  readonly number: number | undefined;
  readonly connection: PostgresConnection;
  readonly endListeners: (() => void)[];
  state: 'open' | 'committed' | 'aborted';
  usedAt: number;
}

export interface Transactions {
  /** The transaction a command belongs to, begun if the command begins it; undefined for one outside of any. */
  readonly join: (command: Command) => Promise<Transaction | undefined>;
  /** Rejects when the engine rolled back instead. */
  readonly commit: (transaction: Transaction) => Promise<void>;
  /** Does nothing to a transaction that has ended. */
  readonly abort: (transaction: Transaction) => Promise<void>;
  /** Aborts what a client has forgotten, as MongoDB does after a minute. */
  readonly abortIdle: (now: number) => void;
}

const openLimit = 60_000;
/** An ended transaction is remembered for as long as its session may live, to answer a commit sent twice. */
const endedLimit = 1_800_000;

const aborted = (): MongoError => new MongoError(251, 'Transaction has been aborted.', transientLabels);

/** True for a command that names a transaction. */
export function isInTransaction({ body, fields, session }: Command): boolean {
  const autocommit = fields.get('autocommit');
  return session !== undefined && autocommit !== undefined && !readFlag(body, autocommit);
}

export function createTransactions({ pool }: Engine): Transactions {
  const bySession = new Map<string, Transaction>();
  const abort = (transaction: Transaction): Promise<void> =>
    end(pool, transaction, 'ROLLBACK').catch(() => undefined);

  const begin = async (session: string, number: number | undefined): Promise<void> => {
    const before = bySession.get(session);
    if (before !== undefined) await abort(before);
    const connection = await pool.acquire();
    const transaction: Transaction = {
      number,
      connection,
      endListeners: [],
      state: 'open',
      usedAt: Date.now(),
    };
    bySession.set(session, transaction);
    try {
      await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    } catch (error) {
      await abort(transaction);
      throw error;
    }
  };

  return {
    abort,
    async join(command) {
      const { body, fields, session } = command;
      if (session === undefined || !isInTransaction(command)) return undefined;
      const number = readNumber(body, fields.get('txnNumber'));
      if (readFlag(body, fields.get('startTransaction'))) await begin(session, number);
      const transaction = bySession.get(session);
      if (transaction?.number !== number) throw noSuchTransaction(number, transaction);
      const ends = command.name === 'commitTransaction' || command.name === 'abortTransaction';
      if (!ends) assertOpen(transaction, number);
      if (transaction !== undefined) transaction.usedAt = Date.now();
      return transaction;
    },
    async commit(transaction) {
      if (transaction.state === 'aborted') throw aborted();
      await end(pool, transaction, 'COMMIT');
    },
    abortIdle(now) {
      for (const [session, transaction] of bySession) {
        const isOpen = transaction.state === 'open';
        if (isOpen && transaction.usedAt < now - openLimit) void abort(transaction);
        if (!isOpen && transaction.usedAt < now - endedLimit) bySession.delete(session);
      }
    },
  };
}

async function end(pool: PostgresPool, transaction: Transaction, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  if (transaction.state !== 'open') return;
  transaction.state = how === 'COMMIT' ? 'committed' : 'aborted';
  for (const listener of transaction.endListeners) listener();
  let tag: string;
  try {
    ({ tag } = await transaction.connection.query(how));
  } catch (error) {
    transaction.state = 'aborted';
    pool.destroy(transaction.connection);
    throw error;
  }
  pool.release(transaction.connection);
  if (how === tag) return;
  // PostgreSQL answers COMMIT with ROLLBACK when a statement has failed.
  transaction.state = 'aborted';
  throw aborted();
}

/** What a command of a committed transaction is told. */
export function alreadyCommitted(number: number | undefined): MongoError {
  return new MongoError(256, `Transaction with { txnNumber: ${number ?? -1} } has been committed.`);
}

function assertOpen(transaction: Transaction | undefined, number: number | undefined): void {
  if (transaction?.state === 'committed') throw alreadyCommitted(number);
  if (transaction?.state !== 'open') throw noSuchTransaction(number, transaction);
}

function noSuchTransaction(number: number | undefined, active: Transaction | undefined): MongoError {
  const problem = `Given transaction number ${number ?? -1} does not match any in-progress transactions.`;
  return new MongoError(
    251,
    `${problem} The active transaction number is ${active?.number ?? -1}`,
    transientLabels,
  );
}
