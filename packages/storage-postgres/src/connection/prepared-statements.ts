import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/** A statement as one connection knows it. */
export interface PreparedStatement {
  readonly name: string;
  /** `unsent` to the server so far; `ready`; `doubtful` after a failure that may have come before or after preparing. */
  state: 'unsent' | 'ready' | 'doubtful';
}

/** The statements that connections have prepared. */
export interface PreparedStatements {
  /** The statement as it is to be prepared; undefined for one that is not worth it, or beyond the limit. */
  find(client: ClientBase, sql: string): PreparedStatement | undefined;
  /** The names that the connection has and does not use any more, to be closed there; each is told once. */
  takeForgotten(client: ClientBase): readonly string[];
  /** Stops using every name: what the statements return has changed. */
  forgetAll(): void;
  /** Names no statement any more: a pooler lends other connections than those that prepared them. */
  giveUp(): void;
}

/**
 * Names for at most `limit` statements per connection, given at their second use: clients choose what they query, and
 * what is asked for once is not worth keeping. Connections live for a limited time, and their names with them. A name
 * says its statement, so that behind a pooler it never means that of another server. A connection that kept what is not
 * used any more would have PostgreSQL look at all of it again with every change of a table.
 */
export function createPreparedStatements(limit: number): PreparedStatements {
  const known = new WeakMap<ClientBase, ConnectionStatements>();
  let seenOnce = new Set<string>();
  let generation = 0;
  let isGivenUp = limit === 0;

  function statementsOf(client: ClientBase): ConnectionStatements {
    let statements = known.get(client);
    if (statements === undefined) {
      statements = { generation, named: new Map(), forgotten: [] };
      known.set(client, statements);
    }
    if (statements.generation !== generation) {
      for (const { name, state } of statements.named.values()) {
        if (state !== 'unsent') statements.forgotten.push(name);
      }
      statements.named.clear();
      statements.generation = generation;
    }
    return statements;
  }

  return {
    find(client, sql) {
      if (isGivenUp) return undefined;
      const { named } = statementsOf(client);
      const statement = named.get(sql);
      if (statement !== undefined || named.size >= limit) return statement;
      if (!seenOnce.has(sql)) {
        if (seenOnce.size >= SEEN_LIMIT) seenOnce = new Set();
        seenOnce.add(sql);
        return undefined;
      }
      const hash = createHash('sha256').update(sql).digest('hex').slice(0, 32);
      const made: PreparedStatement = { name: `parse_${generation}_${hash}`, state: 'unsent' };
      named.set(sql, made);
      return made;
    },
    takeForgotten(client) {
      if (isGivenUp) return NONE;
      const statements = statementsOf(client);
      if (statements.forgotten.length === 0) return NONE;
      const names = statements.forgotten;
      statements.forgotten = [];
      return names;
    },
    forgetAll() {
      generation += 1;
    },
    giveUp() {
      isGivenUp = true;
    },
  };
}

const SEEN_LIMIT = 2000;

const NONE: readonly string[] = [];

/** What one connection has prepared since `generation` began, and what it still has from before. */
interface ConnectionStatements {
  generation: number;
  readonly named: Map<string, PreparedStatement>;
  forgotten: string[];
}
