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
  let named = new WeakMap<ClientBase, Map<string, PreparedStatement>>();
  let seenOnce = new Set<string>();
  let generation = 0;
  let isGivenUp = limit === 0;
  return {
    find(client, sql) {
      if (isGivenUp) return undefined;
      let names = named.get(client);
      if (names === undefined) {
        names = new Map();
        named.set(client, names);
      }
      const known = names.get(sql);
      if (known !== undefined || names.size >= limit) return known;
      if (!seenOnce.has(sql)) {
        if (seenOnce.size >= SEEN_LIMIT) seenOnce = new Set();
        seenOnce.add(sql);
        return undefined;
      }
      const hash = createHash('sha256').update(sql).digest('hex').slice(0, 32);
      const statement: PreparedStatement = { name: `parse_${generation}_${hash}`, state: 'unsent' };
      names.set(sql, statement);
      return statement;
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

const SEEN_LIMIT = 2000;
