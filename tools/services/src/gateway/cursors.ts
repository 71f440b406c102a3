import { Long } from 'bson';
import { decode, type Doc } from './bson/codec.js';
import { readDocument, scanFields } from './bson/raw-document.js';
import { engineSpec, type Command } from './command.js';
import { firstRow, type Engine } from './engine.js';
import { MongoError } from './errors/mongo-error.js';
import { createOpenCursors } from './open-cursors.js';
import type { PostgresConnection } from './postgres/connect-postgres.js';
import type { Row } from './postgres/postgres-messages.js';

/** The engine's functions that answer with a cursor. */
export type CursorSource = 'find' | 'aggregate' | 'list_collections' | 'list_indexes';

/** Results that are fetched page by page. */
export interface Cursors {
  readonly firstPage: (command: Command, source: CursorSource) => Promise<Buffer>;
  readonly nextPage: (command: Command) => Promise<Buffer>;
  readonly kill: (command: Command) => Doc;
  readonly closeIdle: (now: number) => void;
}

export function createCursors(engine: Engine): Cursors {
  const open = createOpenCursors(engine);
  const remember = (command: Command, row: FirstPage, connection?: PostgresConnection): void => {
    const { id, continuation } = row;
    if (id === undefined || continuation === undefined) return;
    const { transaction } = command;
    open.add(id, { continuation, connection, transaction, usedAt: Date.now() });
  };

  return {
    async firstPage(command, source) {
      const values = [command.database, engineSpec(command)];
      const sql = firstPageOf(source);
      if (command.transaction !== undefined) {
        const row = readFirstPage(await firstRow(command.transaction.connection, sql, values));
        remember(command, row);
        return row.page;
      }
      return engine.borrow(command, async (connection, keep) => {
        const row = readFirstPage(await firstRow(connection, sql, values));
        const pinned = row.livesInConnection && row.id !== undefined && row.continuation !== undefined;
        if (pinned) keep();
        remember(command, row, pinned ? connection : undefined);
        return row.page;
      });
    },

    async nextPage(command) {
      const id = readCursorId(command);
      const cursor = open.get(id);
      if (cursor === undefined) throw new MongoError(43, `cursor id ${id} not found`);
      cursor.usedAt = Date.now();
      const values = [command.database, engineSpec(command), cursor.continuation];
      try {
        const [page, continuation] = await (cursor.connection === undefined
          ? engine.run(command, getMore, values)
          : firstRow(cursor.connection, getMore, values));
        if (isLastPage(page ?? empty) || !continuation) open.close(id);
        else cursor.continuation = continuation;
        return page ?? empty;
      } catch (error) {
        open.close(id);
        throw error;
      }
    },

    kill(command) {
      const { cursors } = decode(command.body);
      const ids = Array.isArray(cursors) ? cursors.map(String) : [];
      const killed = ids.filter((id) => open.close(id));
      const longs = (of: readonly string[]): Long[] => of.map((id) => Long.fromString(id));
      const cursorsNotFound = longs(ids.filter((id) => !killed.includes(id)));
      return { cursorsKilled: longs(killed), cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
    },

    closeIdle: (now) => open.closeIdle(now),
  };
}

const empty = Buffer.from([5, 0, 0, 0, 0]);
const getMore =
  'SELECT cursorpage::bytea, continuation::bytea FROM documentdb_api.cursor_get_more($1, $2::bytea, $3::bytea)';

function firstPageOf(source: CursorSource): string {
  return `SELECT cursorpage::bytea, continuation::bytea, persistconnection, cursorid
    FROM documentdb_api.${source}_cursor_first_page($1, $2::bytea)`;
}

interface FirstPage {
  readonly page: Buffer;
  readonly continuation: Buffer | undefined;
  readonly livesInConnection: boolean;
  /** Absent when the first page is also the last. */
  readonly id: string | undefined;
}

function readFirstPage([page, continuation, livesInConnection, id]: Row): FirstPage {
  const number = id?.readBigInt64BE(0) ?? 0n;
  return {
    page: page ?? empty,
    continuation: continuation ?? undefined,
    livesInConnection: livesInConnection?.[0] === 1,
    id: number === 0n ? undefined : String(number),
  };
}

function readCursorId({ body, fields }: Command): string {
  const field = fields.get('getMore');
  if (field?.type === 0x12) return String(body.readBigInt64LE(field.value));
  throw new MongoError(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
}

function isLastPage(page: Buffer): boolean {
  const cursor = readDocument(page, scanFields(page).get('cursor'));
  const id = cursor === undefined ? undefined : scanFields(cursor).get('id');
  return cursor === undefined || id === undefined || cursor.readBigInt64LE(id.value) === 0n;
}
