import {
  nullMap,
  StorageError,
  type ClassSchema,
  type FieldSchema,
  type IndexSpec,
} from '@parse/core/adapter';
import type { SqlRow } from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';

/**
 * Makes the adapter's own tables: `_SCHEMA` holds the classes as JSON, `_INDEX` every index made by `ensureIndex`,
 * `_META` the number of class changes so far. Refuses a file of another program.
 */
export function prepareFile(connection: Connection): void {
  assertOwnFile(connection);
  connection.execute('PRAGMA journal_mode = WAL');
  connection.atomically(() => {
    connection.execute(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${LAYOUT_VERSION}`);
    connection.execute(OWN_TABLES);
  });
  // Which index is best depends on what the tables hold; SQLite looks again where that has changed much.
  connection.execute('PRAGMA optimize = 0x10002');
}

/** Every class of the file. */
export function loadClasses(connection: Connection): ClassSchema[] {
  const rows = connection.all({ sql: 'SELECT definition FROM "_SCHEMA" ORDER BY rowid', params: [] });
  return rows.map(readDefinition);
}

/** A class by its name, or undefined. */
export function loadClass(connection: Connection, className: string): ClassSchema | undefined {
  const sql = 'SELECT definition FROM "_SCHEMA" WHERE className = ?';
  const [row] = connection.all({ sql, params: [className] });
  return row && readDefinition(row);
}

/** Writes a class, new or changed. */
export function saveClass(connection: Connection, schema: ClassSchema): void {
  connection.run({
    sql: 'INSERT INTO "_SCHEMA" (className, definition) VALUES (?, ?) ON CONFLICT (className) DO UPDATE SET definition = excluded.definition',
    params: [schema.className, JSON.stringify(schema)],
  });
}

/** Forgets a class. */
export function forgetClass(connection: Connection, className: string): void {
  connection.run({ sql: 'DELETE FROM "_SCHEMA" WHERE className = ?', params: [className] });
}

/** The number of class changes so far, by whatever process. */
export function classVersion(connection: Connection): number {
  return Number(
    connection.all({ sql: `SELECT value FROM "_META" WHERE name = 'classes'`, params: [] })[0]?.[0],
  );
}

/** Counts one more class change. */
export function countClassChange(connection: Connection): void {
  connection.run({ sql: `UPDATE "_META" SET value = value + 1 WHERE name = 'classes'`, params: [] });
}

/** `Prse`: what the `file` command and this adapter know the file by. */
const APPLICATION_ID = 0x50727365;
const LAYOUT_VERSION = 1;

const OWN_TABLES = `
  CREATE TABLE IF NOT EXISTS "_SCHEMA" (className TEXT PRIMARY KEY, definition TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS "_INDEX" (
    className TEXT NOT NULL, name TEXT NOT NULL, physicalName TEXT NOT NULL, keys TEXT NOT NULL, options TEXT NOT NULL,
    PRIMARY KEY (className, name)
  );
  CREATE TABLE IF NOT EXISTS "_META" (name TEXT PRIMARY KEY, value);
  INSERT OR IGNORE INTO "_META" VALUES ('classes', 0);
`;

/** Looks only: the file of another program stays as it is. One statement, so that a file just being made is whole. */
function assertOwnFile(connection: Connection): void {
  const [[applicationId, version, tables] = []] = connection.all({
    sql: `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
      FROM pragma_application_id, pragma_user_version`,
    params: [],
  });
  if (applicationId !== APPLICATION_ID && (applicationId !== 0 || tables !== 0)) {
    throw new StorageError('connection', 'the file is a database of another program');
  }
  if (Number(version) > LAYOUT_VERSION) {
    throw new StorageError('connection', 'the file was written by a newer version of this adapter');
  }
}

function readDefinition(row: SqlRow): ClassSchema {
  const { className, fields, permissions, indexes } = JSON.parse(String(row[0])) as ClassSchema;
  return {
    className,
    fields: Object.assign(nullMap<FieldSchema>(), fields),
    permissions,
    indexes: Object.assign(nullMap<IndexSpec>(), indexes),
  };
}
