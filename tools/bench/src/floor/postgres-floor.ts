import { Pool } from 'pg';
import type { Json, JsonObject } from '../api/api-request.js';
import { aclOf, compact, dateValue, pointerValue } from './shown-values.js';
import type { FloorAccounts, FloorObjects, FloorStore, NewRow, Viewer } from './floor-store.js';

const fields = ['title', 'text', 'score', 'done', 'tags', 'meta', 'due', 'author', 'place'] as const;
const columns = ['objectId', 'createdAt', 'updatedAt', ...fields, '_rperm', '_wperm'];
const columnList = columns.map((name) => `"${name}"`).join(', ');

/** What a row of `Item` and `Note` looks like through the driver. */
interface ItemRow {
  readonly [name: string]: unknown;
  readonly objectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly due: Date;
  readonly author: string;
  readonly place: string;
  readonly _rperm: readonly string[] | null;
  readonly _wperm: readonly string[] | null;
}

/** PostgreSQL through `pg` as it comes, with prepared statements. As many connections as the others have. */
export function postgresFloor(uri: string): FloorStore {
  const pool = new Pool({ connectionString: uri, max: 10 });
  const nameOf = statementNames();
  const rows: Rows = async <Row extends object>(text: string, values: readonly unknown[]) =>
    (await pool.query<Row>({ name: nameOf(text), text, values: [...values] })).rows;
  return { objects: objectsIn(rows), accounts: accountsIn(rows), close: () => pool.end() };
}

/** Runs a statement. */
type Rows = <Row extends object>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

function objectsIn(rows: Rows): FloorObjects {
  return {
    async insert(className, newRows) {
      await rows(insertText(className, newRows.length), newRows.flatMap(insertValues));
    },
    async get(className, objectId, viewer) {
      const [found] = await rows<ItemRow>(
        `SELECT ${columnList} FROM "${className}" WHERE "objectId" = $1${readable(viewer, 2)}`,
        [objectId, ...principalsOf(viewer)],
      );
      return found && shownItem(found);
    },
    async find(className, { minScore, done, limit, withAuthorAndPlace }, viewer) {
      const found = await rows<ItemRow>(
        `SELECT ${columnList} FROM "${className}" WHERE "score" >= $1 AND "done" = $2${readable(viewer, 4)}
         ORDER BY "score" DESC LIMIT $3`,
        [minScore, done, limit, ...principalsOf(viewer)],
      );
      if (!withAuthorAndPlace) return found.map((row) => shownItem(row));
      const [authors, places] = await Promise.all([
        rows<PartRow>('SELECT * FROM "Author" WHERE "objectId" = ANY($1)', [found.map((row) => row.author)]),
        rows<PartRow>('SELECT * FROM "Place" WHERE "objectId" = ANY($1)', [found.map((row) => row.place)]),
      ]);
      const parts = new Map<string, Json>();
      for (const row of authors) parts.set(row.objectId, shownPart('Author', row));
      for (const row of places) parts.set(row.objectId, shownPart('Place', row));
      return found.map((row) => shownItem(row, parts));
    },
    async count(className, { minScore, done }) {
      const [found] = await rows<{ readonly count: string }>(
        `SELECT count(*) FROM "${className}" WHERE "score" >= $1 AND "done" = $2`,
        [minScore, done],
      );
      return Number(found?.count);
    },
    async update(className, { objectId, title, amount, updatedAt }, viewer) {
      const [changed] = await rows<{ readonly score: number }>(
        `UPDATE "${className}" SET "title" = $1, "score" = coalesce("score", 0) + $2, "updatedAt" = $3
         WHERE "objectId" = $4${writable(viewer, 5)} RETURNING "score"`,
        [title, amount, updatedAt, objectId, ...principalsOf(viewer)],
      );
      return changed?.score;
    },
  };
}

function accountsIn(rows: Rows): FloorAccounts {
  return {
    async userNamed(username) {
      const [user] = await rows<UserRow>('SELECT * FROM "_User" WHERE "username" = $1', [username]);
      return user && { objectId: user.objectId, hash: user._hashed_password, shown: shownUser(user) };
    },
    async insertSession({ objectId, sessionToken, userId, createdAt, expiresAt }) {
      await rows(
        `INSERT INTO "_Session" ("objectId", "createdAt", "updatedAt", "sessionToken", "user", "createdWith", "expiresAt")
         VALUES ($1, $2, $2, $3, $4, $5, $6)`,
        [
          objectId,
          createdAt,
          sessionToken,
          userId,
          '{"action":"login","authProvider":"password"}',
          expiresAt,
        ],
      );
    },
    async principalsOf(sessionToken) {
      const [session] = await rows<{ readonly user: string }>(
        'SELECT "user" FROM "_Session" WHERE "sessionToken" = $1 AND "expiresAt" > now()',
        [sessionToken],
      );
      const roles = await rows<{ readonly name: string }>(rolesText, [session?.user]);
      return ['*', String(session?.user), ...roles.map(({ name }) => `role:${name}`)];
    },
  };
}

const rolesText = `
  WITH RECURSIVE "all" AS (
    SELECT "owningId" FROM "_Join:users:_Role" WHERE "relatedId" = $1
    UNION SELECT parent."owningId" FROM "_Join:roles:_Role" parent JOIN "all" ON parent."relatedId" = "all"."owningId")
  SELECT "name" FROM "_Role" JOIN "all" ON "objectId" = "owningId"`;

interface PartRow {
  readonly [name: string]: unknown;
  readonly objectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly _rperm: readonly string[] | null;
  readonly _wperm: readonly string[] | null;
}

interface UserRow extends PartRow {
  readonly _hashed_password: string;
}

/** One name per text: the statements are few. */
function statementNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text) ?? `floor_${names.size}`;
    names.set(text, known);
    return known;
  };
}

function readable(viewer: Viewer, parameter: number): string {
  return viewer ? ` AND ("_rperm" IS NULL OR "_rperm" && $${parameter})` : '';
}

function writable(viewer: Viewer, parameter: number): string {
  return viewer ? ` AND ("_wperm" IS NULL OR "_wperm" && $${parameter})` : '';
}

function principalsOf(viewer: Viewer): readonly (readonly string[])[] {
  return viewer ? [viewer] : [];
}

function insertText(className: string, count: number): string {
  const width = fields.length + 2;
  const tuples = Array.from({ length: count }, (_, row) => {
    const at = (column: number) => `$${row * width + column}`;
    return `(${at(1)}, ${at(2)}, ${at(2)}, ${fields.map((_field, index) => at(index + 3)).join(', ')})`;
  });
  const names = fields.map((name) => `"${name}"`).join(', ');
  return `INSERT INTO "${className}" ("objectId", "createdAt", "updatedAt", ${names}) VALUES ${tuples.join(', ')}`;
}

function insertValues({ objectId, createdAt, body }: NewRow): readonly unknown[] {
  const { due, author, place } = body as { readonly [name: string]: { readonly [name: string]: Json } };
  return [
    objectId,
    createdAt,
    body['title'],
    body['text'],
    body['score'],
    body['done'],
    JSON.stringify(body['tags']),
    JSON.stringify(body['meta']),
    due?.['iso'],
    author?.['objectId'],
    place?.['objectId'],
  ];
}

function shownItem(row: ItemRow, parts?: ReadonlyMap<string, Json>): JsonObject {
  const { _rperm, _wperm, createdAt, updatedAt, due, author, place, ...rest } = row;
  return compact({
    ...rest,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    due: dateValue(due),
    author: parts?.get(author) ?? pointerValue('Author', author),
    place: parts?.get(place) ?? pointerValue('Place', place),
    ACL: aclOf(_rperm, _wperm),
  });
}

function shownPart(className: string, row: PartRow): JsonObject {
  return { __type: 'Object', className, ...shownFlat(row) };
}

function shownUser({ _hashed_password: _hash, ...row }: UserRow): JsonObject {
  const { objectId, createdAt, updatedAt, username, email, nickname, _rperm, _wperm } = row;
  return shownFlat({ objectId, createdAt, updatedAt, username, email, nickname, _rperm, _wperm });
}

function shownFlat({ _rperm, _wperm, createdAt, updatedAt, ...rest }: PartRow): JsonObject {
  return compact({
    ...rest,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ACL: aclOf(_rperm, _wperm),
  });
}
