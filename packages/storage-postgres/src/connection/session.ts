import type { ClientBase } from 'pg';
import type { SqlRow, SqlStatement } from '@parse/storage-sql';
import { isLostConnection } from '../map-error.js';
import type { Deadlines } from './deadlines.js';
import type { PreparedStatement, PreparedStatements } from './prepared-statements.js';
import { StatementQuery, type Answer } from './statement-query.js';

/** One connection. Statements run one after the other. */
export interface Session {
  /** The rows of a statement, every value as the text PostgreSQL writes. */
  rows(statement: SqlStatement): Promise<readonly SqlRow[]>;
  /** Runs a write; returns how many rows it changed. */
  run(statement: SqlStatement): Promise<number>;
  /** Runs statements without parameters, separated by semicolons, that are not worth keeping prepared. */
  execute(sql: string): Promise<void>;
}

/** What the sessions of a database share. */
export interface SessionTools {
  readonly statements: PreparedStatements;
  /** When statements are given up that the server does not answer. */
  readonly deadlines: Deadlines;
}

/** Told when a statement fails because the connection is lost. */
export type OnLost = () => void;

/** A session over a client of the driver. */
export function createSession(
  client: ClientBase,
  { statements, deadlines }: SessionTools,
  onLost?: OnLost,
): Session {
  const answered = <T>(ask: Ask<T>): Promise<T> => answerInTime(deadlines, ask, onLost);
  const send = (statement: SqlStatement, prepared: PreparedStatement | undefined) =>
    answered<Answer>((resolve, reject) => {
      const forgotten = statements.takeForgotten(client);
      client.query(new StatementQuery(statement, { prepared, forgotten }, { resolve, reject }));
    });
  const query = async (statement: SqlStatement): Promise<Answer> => {
    const prepared = statements.find(client, statement.sql);
    if (prepared === undefined) return send(statement, undefined);
    // Asked before: a failure is told before the server says what became of the transaction.
    const isInTransaction = client.getTransactionStatus() === 'T';
    try {
      return await send(statement, prepared);
    } catch (error) {
      if (isOutdated(error)) statements.forgetAll();
      if (!isForeignConnection(error)) throw error;
      statements.giveUp();
      // Its transaction is lost with it, and is run again as one that lost a race.
      if (isInTransaction) throw error;
      // It was refused before it did anything.
      return send(statement, undefined);
    }
  };
  return {
    rows: async (statement) => (await query(statement)).rows,
    run: async (statement) => changedRows(await query(statement)),
    execute: async (sql) => {
      await answered((resolve, reject) => {
        client.query(sql).then(resolve, reject);
      });
    },
  };
}

type Ask<T> = (resolve: (answer: T) => void, reject: (error: unknown) => void) => void;

/** The message is that of the driver's own time limit. */
function answerInTime<T>(deadlines: Deadlines, ask: Ask<T>, onLost: OnLost | undefined): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const expire = (): void => reject(new Error('Query read timeout'));
    const forget = deadlines.add(expire);
    ask(
      (answer) => {
        forget();
        resolve(answer);
      },
      (error) => {
        forget();
        if (isLostConnection(error)) onLost?.();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

/** The number that ends the tag of a write: `UPDATE 1`, `INSERT 0 1`. */
function changedRows({ tag }: Answer): number {
  return Number(/\d+$/.exec(tag)?.[0] ?? 0);
}

/** A prepared statement is missing, or there already though this connection did not make it. */
function isForeignConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '26000' || error.code === '42P05');
}

/** A prepared statement would return another type than when it was prepared: others have changed the table. */
function isOutdated(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '0A000';
}
