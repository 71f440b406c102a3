import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { SqlRow, SqlStatement } from '@parse/storage-sql';

/** One connection. Statements run one after the other. */
export interface Session {
  /** The rows of a statement, every value as the text PostgreSQL writes. */
  rows(statement: SqlStatement): Promise<readonly SqlRow[]>;
  /** Runs a write; returns how many rows it changed. */
  run(statement: SqlStatement): Promise<number>;
  /** Runs statements without parameters, separated by semicolons, that are not worth keeping prepared. */
  execute(sql: string): Promise<void>;
}

/** A session over a client of the driver, which keeps the names of the statements it has prepared. */
export function createSession(client: ClientBase, statements: PreparedStatements): Session {
  const send = async ({ sql, params }: SqlStatement, name: string | undefined) =>
    client.query<SqlRow[number][]>({
      text: sql,
      values: [...params],
      rowMode: 'array',
      types: RAW_TYPES,
      ...(name === undefined ? {} : { name }),
    });
  const query = async (statement: SqlStatement) => {
    const name = statements.nameOf(client, statement.sql);
    // Asked before: a failure is told before the server says what became of the transaction.
    const isInTransaction = client.getTransactionStatus() === 'T';
    try {
      return await send(statement, name);
    } catch (error) {
      if (name === undefined || !isForeignConnection(error)) throw error;
      statements.giveUp();
      // Its transaction is lost with it, and is run again as one that lost a race.
      if (isInTransaction) throw error;
      // It was refused before it did anything.
      return send(statement, undefined);
    }
  };
  return {
    rows: async (statement) => (await query(statement)).rows,
    run: async (statement) => (await query(statement)).rowCount ?? 0,
    async execute(sql) {
      await client.query(sql);
    },
  };
}

/** The statements that connections have prepared. */
export interface PreparedStatements {
  /** The name to prepare the statement under; undefined for one that is not worth it, or beyond the limit. */
  nameOf(client: ClientBase, sql: string): string | undefined;
  /** Stops using every name: what the statements return has changed. */
  forgetAll(): void;
  /** Names no statement any more: a pooler lends other connections than those that prepared them. */
  giveUp(): void;
}

/**
 * Names for at most `limit` statements per connection, given at their second use: clients choose what they query, and
 * what is asked for once is not worth keeping. Connections live for a limited time, and their names with them. A name
 * says its statement, so that behind a pooler it never means that of another server.
 */
export function createPreparedStatements(limit: number): PreparedStatements {
  let named = new WeakMap<ClientBase, Map<string, string>>();
  let seenOnce = new Set<string>();
  let generation = 0;
  let isGivenUp = limit === 0;
  return {
    nameOf(client, sql) {
      if (isGivenUp) return undefined;
      const names = named.get(client) ?? new Map<string, string>();
      named.set(client, names);
      const known = names.get(sql);
      if (known !== undefined || names.size >= limit) return known;
      if (!seenOnce.has(sql)) {
        if (seenOnce.size >= SEEN_LIMIT) seenOnce = new Set();
        seenOnce.add(sql);
        return undefined;
      }
      const name = `parse_${generation}_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
      names.set(sql, name);
      return name;
    },
    forgetAll() {
      named = new WeakMap();
      generation += 1;
    },
    giveUp() {
      isGivenUp = true;
    },
  };
}

/** A prepared statement is missing, or there already though this connection did not make it. */
function isForeignConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '26000' || error.code === '42P05');
}

const SEEN_LIMIT = 2000;

/** Columns decode their values themselves. */
const RAW_TYPES = { getTypeParser: () => asIs };

function asIs(value: string): string {
  return value;
}
