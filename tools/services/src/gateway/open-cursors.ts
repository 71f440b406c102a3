import type { Engine } from './engine.js';
import type { PostgresConnection } from './postgres/connect-postgres.js';
import type { Transaction } from './transactions.js';

/** A query whose last page has not been asked for. */
export interface OpenCursor {
  /** Where the engine goes on. */
  continuation: Buffer;
  /** Set when the results live in a connection, which is kept for them. */
  readonly connection: PostgresConnection | undefined;
  readonly transaction: Transaction | undefined;
  usedAt: number;
}

/** The open cursors of all clients, by id. */
export interface OpenCursors {
  /** A transaction's cursors end with it. */
  readonly add: (id: string, cursor: OpenCursor) => void;
  readonly get: (id: string) => OpenCursor | undefined;
  /** False when there is none of that id. */
  readonly close: (id: string) => boolean;
  readonly closeIdle: (now: number) => void;
}

/** As in MongoDB. */
const idleLimit = 600_000;
const deleteCursor = 'SELECT documentdb_api_internal.delete_cursors(ARRAY[$1::bigint])';

export function createOpenCursors(engine: Engine): OpenCursors {
  const cursors = new Map<string, OpenCursor>();
  const close = (id: string): boolean => {
    const cursor = cursors.get(id);
    if (cursor === undefined) return false;
    cursors.delete(id);
    // What the engine keeps in a portal ends with its connection only; the rest it keeps in a file.
    if (cursor.connection !== undefined) engine.pool.destroy(cursor.connection);
    else if (cursor.transaction === undefined) engine.runAside(deleteCursor, [id]).catch(() => undefined);
    return true;
  };
  return {
    close,
    add(id, cursor) {
      cursors.set(id, cursor);
      cursor.transaction?.endListeners.push(() => cursors.delete(id));
    },
    get: (id) => cursors.get(id),
    closeIdle(now) {
      for (const [id, { usedAt }] of cursors) if (usedAt < now - idleLimit) close(id);
    },
  };
}
