import {
  changedSchema,
  StorageError,
  type ClassChange,
  type ClassSchema,
  type IndexDefinition,
  type IndexSpec,
} from '@parse/core/adapter';
import { createTable, quoteName, tableLayout, type SqlDialect, type TableLayout } from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';
import { indexName, tableName, textTableName } from '../dialect/names.js';
import { countClassChange, forgetClass, loadClass, saveClass } from './class-table.js';
import { addFields, removeFields } from './column-operations.js';
import { addFoldedColumn, hasFoldedColumn } from './folded-column.js';
import { createAutomaticIndex, createIndex, dropIndex } from './index-statements.js';
import { createTextIndex, dropTextIndex, textIndexedFields } from './text-index.js';

/** What operations on classes work with. They run inside one transaction. */
export interface ClassAccess {
  readonly dialect: SqlDialect;
  readonly connection: Connection;
}

/** Makes a class's table with its indexes. */
export function createClass({ dialect, connection }: ClassAccess, schema: ClassSchema): ClassSchema {
  if (loadClass(connection, schema.className)) {
    throw new StorageError('class-exists', `class ${schema.className} exists`);
  }
  const layout = tableLayout(dialect, schema);
  assertFits(layout);
  connection.execute(createTable(layout, 'INTEGER PRIMARY KEY'));
  executeAll(
    connection,
    layout.columns.flatMap((column) => createAutomaticIndex(layout, column)),
  );
  addIndexes({ dialect, connection }, layout, schema.indexes);
  updateTextIndexes(connection, { ...schema, indexes: {} }, schema);
  saveClass(connection, schema);
  countClassChange(connection);
  return schema;
}

/** Changes a class's table, indexes and definition. */
export function changeClass(access: ClassAccess, className: string, change: ClassChange): ClassSchema {
  const { dialect, connection } = access;
  const before = existingClass(connection, className);
  const after = changedSchema(before, change);
  const layout = tableLayout(dialect, after);
  assertFits(layout);
  for (const name of change.removeIndexes ?? []) removeIndex(connection, before, name);
  for (const name of Object.keys(change.addIndexes ?? {})) removeIndex(connection, before, name);
  updateTextIndexes(connection, before, { ...after, fields: remainingFields(before, change) });
  removeFields(access, before, change.removeFields ?? []);
  addFields(access, layout, addedFields(before, change));
  addIndexes(access, layout, change.addIndexes ?? {});
  updateTextIndexes(connection, { ...after, fields: remainingFields(before, change) }, after);
  saveClass(connection, after);
  countClassChange(connection);
  return after;
}

/** Drops a class's table with everything that belongs to it. */
export function deleteClass({ connection }: ClassAccess, className: string): void {
  const schema = loadClass(connection, className);
  if (!schema) return;
  for (const field of textIndexedFields(schema)) executeAll(connection, dropTextIndex(className, field));
  connection.execute(`DROP TABLE IF EXISTS ${quoteName(tableName(className))}`);
  connection.run({ sql: 'DELETE FROM "_INDEX" WHERE className = ?', params: [className] });
  forgetClass(connection, className);
  countClassChange(connection);
}

/** Makes an index of the engine's own. */
export function ensureIndex(
  access: ClassAccess,
  className: string,
  { name, keys, options = {} }: IndexDefinition,
): void {
  const { dialect, connection } = access;
  const layout = tableLayout(dialect, existingClass(connection, className));
  const known = 'SELECT 1 FROM "_INDEX" WHERE className = ? AND name = ?';
  if (connection.all({ sql: known, params: [className, name] }).length > 0) return;
  const physicalName = `engine:${tableName(className)}:${name}`;
  if (options.caseInsensitive === true) addFoldedColumns(connection, layout, keys);
  executeAll(connection, createIndex(dialect, layout, { physicalName, keys, options }));
  connection.run({
    sql: 'INSERT INTO "_INDEX" (className, name, physicalName, keys, options) VALUES (?, ?, ?, ?, ?)',
    params: [className, name, physicalName, JSON.stringify(keys), JSON.stringify(options)],
  });
}

/** Runs statements without parameters, one after the other. */
export function executeAll(connection: Connection, statements: readonly string[]): void {
  for (const statement of statements) connection.execute(statement);
}

/** SQLite's limit; row number and nulls take two. */
const MAX_COLUMNS = 2000;

function existingClass(connection: Connection, className: string): ClassSchema {
  const schema = loadClass(connection, className);
  if (!schema) throw new StorageError('class-missing', `class ${className} does not exist`);
  return schema;
}

function assertFits({ columns, schema }: TableLayout): void {
  const count = columns.reduce((sum, { names }) => sum + names.length, 0);
  if (count + 2 <= MAX_COLUMNS) return;
  throw new StorageError('invalid-query', `class ${schema.className} would have too many fields`);
}

function addIndexes(
  { dialect, connection }: ClassAccess,
  layout: TableLayout,
  indexes: ClassSchema['indexes'],
): void {
  for (const [name, keys] of Object.entries(indexes)) {
    const physicalName = indexName(layout.schema.className, name);
    executeAll(connection, createIndex(dialect, layout, { physicalName, keys, options: {} }));
  }
}

function removeIndex(connection: Connection, { className, indexes }: ClassSchema, name: string): void {
  const keys: IndexSpec | undefined = Object.hasOwn(indexes, name) ? indexes[name] : undefined;
  if (keys) executeAll(connection, dropIndex(indexName(className, name), keys));
}

/** Full text indexes belong to fields: several indexes of a class may name the same one. */
function updateTextIndexes(connection: Connection, before: ClassSchema, after: ClassSchema): void {
  const [old, current] = [textIndexedFields(before), textIndexedFields(after)];
  for (const field of old) {
    if (!current.has(field)) executeAll(connection, dropTextIndex(after.className, field));
  }
  for (const field of current) {
    const exists = old.has(field) && hasTable(connection, textTableName(after.className, field));
    if (!exists) executeAll(connection, createTextIndex(after.className, field));
  }
}

function hasTable(connection: Connection, name: string): boolean {
  return connection.all({ sql: 'SELECT 1 FROM sqlite_schema WHERE name = ?', params: [name] }).length > 0;
}

function remainingFields(
  { fields }: ClassSchema,
  { removeFields: removed = [] }: ClassChange,
): ClassSchema['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !removed.includes(field)));
}

function addedFields({ fields }: ClassSchema, change: ClassChange): readonly string[] {
  const removed = change.removeFields ?? [];
  return Object.keys(change.addFields ?? {}).filter(
    (field) => !Object.hasOwn(fields, field) || removed.includes(field),
  );
}

function addFoldedColumns(connection: Connection, { schema, columnOf }: TableLayout, keys: IndexSpec): void {
  for (const field of Object.keys(keys)) {
    const isText = columnOf.get(field)?.schema.type === 'String';
    if (isText && !hasFoldedColumn(connection, schema.className, field)) {
      executeAll(connection, addFoldedColumn(schema.className, field));
    }
  }
}
