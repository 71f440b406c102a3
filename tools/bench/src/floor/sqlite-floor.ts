import type { Json, JsonObject } from '../api/api-request.js';
import { aclOf, compact, pointerValue } from './shown-values.js';
import type { FloorAccounts, FloorObjects, FloorStore, NewRow, Viewer } from './floor-store.js';

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

interface Statement {
  all(...values: readonly Value[]): Row[];
}

interface Database {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

const fields = ['title', 'text', 'score', 'done', 'tags', 'meta', 'due', 'author', 'place'] as const;
/** SQLite's own number of a row is a column of the tables; it is not for clients. */
const rowNumber = 'row:id';
const names = ['objectId', 'createdAt', 'updatedAt', ...fields].map((name) => `"${name}"`);

/** SQLite through the driver that this Node has, with prepared statements, and the settings that ours opens it with. */
export async function sqliteFloor(path: string): Promise<FloorStore> {
  const database = await openSqlite(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  database.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
  const statements = new Map<string, Statement>();
  const rows: Rows = (sql, ...values) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement.all(...values);
  };
  return {
    objects: objectsIn(rows),
    accounts: accountsIn(rows),
    async close() {
      database.close();
    },
  };
}

/** Runs a statement. */
type Rows = (sql: string, ...values: readonly Value[]) => readonly Row[];

function objectsIn(rows: Rows): FloorObjects {
  const byIds = (className: string, ids: readonly Value[]) =>
    rows(
      `SELECT * FROM "${className}" WHERE "objectId" IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    );
  return {
    async insert(className, newRows) {
      const tuple = `(${names.map(() => '?').join(', ')})`;
      const sql = `INSERT INTO "${className}" (${names.join(', ')}) VALUES ${newRows.map(() => tuple).join(', ')}`;
      rows(sql, ...newRows.flatMap(insertValues));
    },
    async get(className, objectId, viewer) {
      const sql = `SELECT * FROM "${className}" WHERE "objectId" = ?${permitted('_rperm', viewer)}`;
      const [found] = rows(sql, objectId, ...(viewer ?? []));
      return found && shownItem(found);
    },
    async find(className, { minScore, done, limit, withAuthorAndPlace }, viewer) {
      const sql = `SELECT * FROM "${className}" WHERE "score" >= ? AND "done" = ?${permitted('_rperm', viewer)}
        ORDER BY "score" DESC LIMIT ?`;
      const found = rows(sql, minScore, Number(done), ...(viewer ?? []), limit);
      if (!withAuthorAndPlace) return found.map((row) => shownItem(row));
      const parts = new Map<Value, Json>();
      const authorIds = found.map((row) => row['author'] ?? null);
      const placeIds = found.map((row) => row['place'] ?? null);
      for (const row of byIds('Author', authorIds))
        parts.set(row['objectId'] ?? null, shownPart('Author', row));
      for (const row of byIds('Place', placeIds)) parts.set(row['objectId'] ?? null, shownPart('Place', row));
      return found.map((row) => shownItem(row, parts));
    },
    async count(className, { minScore, done }) {
      const sql = `SELECT count(*) AS "count" FROM "${className}" WHERE "score" >= ? AND "done" = ?`;
      return Number(rows(sql, minScore, Number(done))[0]?.['count']);
    },
    async update(className, { objectId, title, amount, updatedAt }, viewer) {
      const sql = `UPDATE "${className}" SET "title" = ?, "score" = coalesce("score", 0) + ?, "updatedAt" = ?
        WHERE "objectId" = ?${permitted('_wperm', viewer)} RETURNING "score"`;
      const [changed] = rows(sql, title, amount, updatedAt, objectId, ...(viewer ?? []));
      return changed && Number(changed['score']);
    },
  };
}

function accountsIn(rows: Rows): FloorAccounts {
  return {
    async userNamed(username) {
      const [found] = rows('SELECT * FROM "_User" WHERE "username" = ?', username);
      return (
        found && {
          objectId: String(found['objectId']),
          hash: String(found['_hashed_password']),
          shown: shownUser(found),
        }
      );
    },
    async insertSession({ objectId, sessionToken, userId, createdAt, expiresAt }) {
      const createdWith = '{"action":"login","authProvider":"password"}';
      const sql = `INSERT INTO "_Session" ("objectId", "createdAt", "updatedAt", "session$Token", "user",
        "created$With", "expires$At") VALUES (?, ?, ?, ?, ?, ?, ?)`;
      rows(sql, objectId, createdAt, createdAt, sessionToken, userId, createdWith, expiresAt);
    },
    async principalsOf(sessionToken) {
      const [session] = rows(
        'SELECT "user" FROM "_Session" WHERE "session$Token" = ? AND "expires$At" > ?',
        sessionToken,
        new Date().toISOString(),
      );
      const user = session?.['user'] ?? null;
      return ['*', String(user), ...rows(rolesText, user).map((role) => `role:${String(role['name'])}`)];
    },
  };
}

/** Capitals within a name are marked in tables, as SQLite does not tell them from small letters. */
const rolesText = `
  WITH RECURSIVE "all" AS (
    SELECT "owning$Id" AS "id" FROM "_Join:users:_$Role" WHERE "related$Id" = ?
    UNION SELECT parent."owning$Id" FROM "_Join:roles:_$Role" parent JOIN "all" ON parent."related$Id" = "all"."id")
  SELECT "name" FROM "_Role" JOIN "all" ON "objectId" = "all"."id"`;

/** Node's own from 22.16 on, as our storage does it. */
async function openSqlite(path: string): Promise<Database> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const name = major > 22 || (major === 22 && minor >= 16) ? 'node:sqlite' : '@photostructure/sqlite';
  const { DatabaseSync } = (await import(name)) as { DatabaseSync: new (path: string) => Database };
  return new DatabaseSync(path);
}

function permitted(column: '_rperm' | '_wperm', viewer: Viewer): string {
  if (!viewer) return '';
  const marks = viewer.map(() => '?').join(', ');
  return ` AND ("${column}" IS NULL OR EXISTS (SELECT 1 FROM json_each("${column}") WHERE value IN (${marks})))`;
}

function insertValues({ objectId, createdAt, body }: NewRow): readonly Value[] {
  const { title, text } = body as Readonly<Record<string, string>>;
  const { due, author, place } = body as Readonly<Record<string, Readonly<Record<string, string>>>>;
  return [
    objectId,
    createdAt,
    createdAt,
    title ?? null,
    text ?? null,
    Number(body['score']),
    Number(body['done']),
    JSON.stringify(body['tags']),
    JSON.stringify(body['meta']),
    due?.['iso'] ?? null,
    author?.['objectId'] ?? null,
    place?.['objectId'] ?? null,
  ];
}

function shownItem(row: Row, parts?: ReadonlyMap<Value, Json>): JsonObject {
  const { due = null, author = null, place = null, tags = null, meta = null, done, ...rest } = row;
  return {
    ...shownFlat(rest),
    done: done === 1,
    tags: JSON.parse(String(tags)) as Json,
    meta: JSON.parse(String(meta)) as Json,
    due: { __type: 'Date', iso: due },
    author: parts?.get(author) ?? pointerValue('Author', String(author)),
    place: parts?.get(place) ?? pointerValue('Place', String(place)),
  };
}

function shownPart(className: string, row: Row): JsonObject {
  return { __type: 'Object', className, ...shownFlat(row) };
}

function shownUser(row: Row): JsonObject {
  const {
    objectId = null,
    createdAt = null,
    updatedAt = null,
    username = null,
    email = null,
    nickname = null,
  } = row;
  const acl = { _rperm: row['_rperm'] ?? null, _wperm: row['_wperm'] ?? null };
  return shownFlat({ objectId, createdAt, updatedAt, username, email, nickname, ...acl });
}

function shownFlat({ _rperm = null, _wperm = null, [rowNumber]: _number, ...rest }: Row): JsonObject {
  return compact({ ...rest, ACL: aclOf(principals(_rperm), principals(_wperm)) });
}

function principals(value: Value): readonly string[] | undefined {
  return value === null ? undefined : (JSON.parse(String(value)) as string[]);
}
