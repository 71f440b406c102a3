import { StorageError, type ClassSchema, type StoredObject } from '@parse/core/adapter';
import { addToIndex, assertUnique, removeFromIndex, type UniqueIndex } from './unique-index.js';

/** One class. Rows are frozen, lie in the order of insertion, and are replaced as a whole, never changed. */
export interface Table {
  readonly schema: ClassSchema;
  readonly rows: Map<string, StoredObject>;
  readonly indexes: readonly UniqueIndex[];
}

/**
 * The tables that one reader and writer sees: those of the database itself, or those of one transaction.
 * A table in `shared` may also belong to another view and is copied before its first write.
 */
export interface View {
  readonly tables: Map<string, Table>;
  readonly shared: WeakSet<Table>;
  /** In a transaction: every row it wrote, as it was before (undefined: absent), by class and objectId. */
  readonly before: Map<string, Map<string, StoredObject | undefined>> | undefined;
}

/** An empty database. */
export function createDatabase(): View {
  return { tables: new Map(), shared: new WeakSet(), before: undefined };
}

/** A view of this moment for one transaction: neither side sees what the other writes afterwards. */
export function beginTransaction(database: View): View {
  const shared = new WeakSet<Table>();
  for (const table of database.tables.values()) {
    shared.add(table);
    database.shared.add(table);
  }
  return { tables: new Map(database.tables), shared, before: new Map() };
}

/**
 * Takes over what the transaction wrote, all or nothing. Rows are immutable, so a row that is still the same
 * object was not changed meanwhile; otherwise the first to commit has won and this fails with `write-conflict`.
 */
export function commitTransaction(database: View, transaction: View): void {
  const merged = beginTransaction(database);
  for (const [className, rows] of transaction.before ?? []) {
    const current = merged.tables.get(className);
    for (const [objectId, before] of rows) {
      if (!current || current.rows.get(objectId) !== before) throw writeConflict();
    }
    const written = transaction.tables.get(className);
    if (written) mergeRows(writableTable(merged, className), written, rows.keys());
  }
  for (const className of transaction.before?.keys() ?? []) {
    const table = merged.tables.get(className);
    if (table) database.tables.set(className, table);
  }
}

/** Puts another table (or none) in the place of a class's present one. */
export function replaceTable(view: View, className: string, table: Table | undefined): void {
  const old = view.tables.get(className);
  if (!table) {
    view.tables.delete(className);
    return;
  }
  // The new table may have taken over the rows of the old one, and with them their other readers.
  if (old && view.shared.has(old)) view.shared.add(table);
  view.tables.set(className, table);
}

/** Adds the row, or puts it in place of the one with its objectId; fails with `duplicate-value` and changes nothing. */
export function putRow(view: View, className: string, row: StoredObject): void {
  const table = writableTable(view, className);
  for (const index of table.indexes) assertUnique(index, row);
  const old = table.rows.get(row.objectId);
  noteBefore(view, className, row.objectId, old);
  for (const index of table.indexes) {
    if (old) removeFromIndex(index, old);
    addToIndex(index, row);
  }
  table.rows.set(row.objectId, row);
}

/** Takes the row out of its table. */
export function dropRow(view: View, className: string, row: StoredObject): void {
  const table = writableTable(view, className);
  noteBefore(view, className, row.objectId, row);
  for (const index of table.indexes) removeFromIndex(index, row);
  table.rows.delete(row.objectId);
}

function writableTable(view: View, className: string): Table {
  const table = view.tables.get(className);
  if (!table) throw new StorageError('class-missing', `class ${className} does not exist`);
  if (!view.shared.has(table)) return table;
  const copy: Table = {
    schema: table.schema,
    rows: new Map(table.rows),
    indexes: table.indexes.map(({ definition, owners }) => ({ definition, owners: new Map(owners) })),
  };
  view.tables.set(className, copy);
  return copy;
}

function noteBefore(view: View, className: string, objectId: string, row: StoredObject | undefined): void {
  if (!view.before) return;
  const rows = view.before.get(className) ?? new Map<string, StoredObject | undefined>();
  view.before.set(className, rows);
  if (!rows.has(objectId)) rows.set(objectId, row);
}

function mergeRows(target: Table, written: Table, objectIds: Iterable<string>): void {
  const changes = Array.from(objectIds, (objectId) => ({
    objectId,
    old: target.rows.get(objectId),
    row: written.rows.get(objectId),
  }));
  // All old values leave the indexes first: a transaction may hand a unique value from one row to another.
  for (const { old } of changes) {
    if (old) for (const index of target.indexes) removeFromIndex(index, old);
  }
  for (const { objectId, row } of changes) {
    if (!row) {
      target.rows.delete(objectId);
      continue;
    }
    for (const index of target.indexes) enterOrConflict(index, row);
    target.rows.set(objectId, row);
  }
}

function enterOrConflict(index: UniqueIndex, row: StoredObject): void {
  try {
    assertUnique(index, row);
  } catch (cause) {
    throw writeConflict(cause);
  }
  addToIndex(index, row);
}

function writeConflict(cause?: unknown): StorageError {
  return new StorageError('write-conflict', 'rows changed while the transaction ran', { cause });
}
