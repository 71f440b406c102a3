import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from './command.js';
import type { GatewayOptions } from './gateway-options.js';
import type { PostgresConnection } from './postgres/connect-postgres.js';
import { PostgresError } from './postgres/postgres-error.js';
import type { Parameter, Row } from './postgres/postgres-messages.js';
import { createPostgresPool, type PostgresPool } from './postgres/postgres-pool.js';
import { createSessionQueue } from './session-queue.js';

/** DocumentDB: functions in PostgreSQL that take and return BSON. */
export interface Engine {
  readonly pool: PostgresPool;
  /**
   * Runs SQL and resolves with the first row: on the transaction's connection, else on any. There, a conflict
   * with another write is tried again, as MongoDB does; a failed statement has left nothing behind.
   */
  readonly run: (command: Command, sql: string, values: readonly Parameter[]) => Promise<Row>;
  /**
   * Lends a connection. The borrower that calls `keep` must release it to the pool later. The command's time
   * limit applies.
   */
  readonly borrow: <T>(
    command: Command,
    work: (connection: PostgresConnection, keep: () => void) => Promise<T>,
  ) => Promise<T>;
  /** Runs work alone among what else runs so for the command's collection: what would lock each other out. */
  readonly runInTurn: <T>(command: Command, work: () => Promise<T>) => Promise<T>;
  /** Runs SQL that belongs to no command. */
  readonly runAside: (sql: string, values: readonly Parameter[]) => Promise<Row | undefined>;
}

/** How often a write that lost against another is tried again. */
export const maxRetries = 20;

export function createEngine(options: GatewayOptions): Engine {
  const { sharedConnections, pinnedConnections, postgres } = options;
  const pool = createPostgresPool(postgres, sharedConnections + pinnedConnections);
  // Borrowers get a share of the pool only: the others could otherwise not finish the transactions they wait for.
  const turns = createTurns(sharedConnections);
  const collections = createSessionQueue();

  const borrow: Engine['borrow'] = async (command, work) => {
    await turns.take();
    try {
      const connection = await pool.acquire();
      const kept = new Set<PostgresConnection>();
      try {
        return await withTimeLimit(connection, command.maxTime, () =>
          work(connection, () => kept.add(connection)),
        );
      } finally {
        if (!kept.has(connection)) pool.release(connection);
      }
    } finally {
      turns.giveBack();
    }
  };
  return {
    pool,
    borrow,
    async run(command, sql, values) {
      const { transaction } = command;
      if (transaction !== undefined) return firstRow(transaction.connection, sql, values);
      for (let attempt = 0; ; attempt++) {
        try {
          return await borrow(command, (connection) => runOn(connection, command, sql, values));
        } catch (error) {
          if (attempt >= maxRetries || !(isConflict(error) || missesOwn(command, error))) throw error;
          await pauseBeforeRetry(attempt);
        }
      }
    },
    async runInTurn(command, work) {
      const leave = await collections.enter(`${command.database}.${command.collection ?? ''}`);
      try {
        return await work();
      } finally {
        leave();
      }
    },
    async runAside(sql, values) {
      const connection = await pool.acquire();
      try {
        return (await connection.query(sql, values)).rows[0];
      } finally {
        pool.release(connection);
      }
    },
  };
}

/** The first row of a query that always has one. */
export async function firstRow(
  connection: PostgresConnection,
  sql: string,
  values: readonly Parameter[],
): Promise<Row> {
  const { rows } = await connection.query(sql, values);
  const [row] = rows;
  if (row === undefined) throw new PostgresError('XX000', 'the engine returned no row');
  return row;
}

/** Random, so that those who collided do not do so again. */
export async function pauseBeforeRetry(attempt: number): Promise<void> {
  await delay(Math.random() * Math.min(100, 2 ** attempt));
}

/** A connection that has an old view of the collections keeps it, so it is not used again. */
async function runOn(
  connection: PostgresConnection,
  command: Command,
  sql: string,
  values: readonly Parameter[],
): Promise<Row> {
  try {
    return await firstRow(connection, sql, values);
  } catch (error) {
    if (missesOwn(command, error)) connection.end();
    throw error;
  }
}

async function withTimeLimit<T>(
  connection: PostgresConnection,
  milliseconds: number,
  work: () => Promise<T>,
): Promise<T> {
  if (milliseconds <= 0) return work();
  const limit = (value: number): Promise<unknown> =>
    connection.query("SELECT set_config('statement_timeout', $1, false)", [Math.ceil(value)]);
  await limit(milliseconds);
  try {
    return await work();
  } finally {
    await limit(0).catch(() => undefined);
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof PostgresError)) return false;
  const { state, message } = error;
  return (
    state === '40001' || state === '40P01' || (state === 'XX000' && message.startsWith('tuple concurrently'))
  );
}

/** Commands that make their collection when there is none. */
const makers: ReadonlySet<string> = new Set(['create', 'createIndexes', 'insert', 'update', 'findAndModify']);

/**
 * True when a command misses the collection that it makes itself, which MongoDB knows nothing of: where a collection of
 * that name has just been dropped, or is made by another connection, DocumentDB at times looks for one that is not there.
 */
function missesOwn(command: Command, error: unknown): boolean {
  if (!(error instanceof PostgresError) || !makers.has(command.name)) return false;
  const { state, message } = error;
  return state === 'M0008' || message.startsWith('Unable to create the specified collection');
}

interface Turns {
  readonly take: () => Promise<void>;
  readonly giveBack: () => void;
}

function createTurns(count: number): Turns {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take() {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    giveBack() {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    },
  };
}
