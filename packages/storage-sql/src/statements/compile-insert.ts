import { StorageError, type StoredObject } from '@parse/core/adapter';
import type { SqlDialect } from '../sql-dialect.js';
import type { SqlStatement, SqlValue } from '../sql-value.js';
import type { TableLayout } from '../table-layout.js';

/**
 * The statement that stores a new row. Its text is the same for objects that set the same fields in the same order,
 * so prepared statements are found again.
 */
export function compileInsert(dialect: SqlDialect, layout: TableLayout, object: StoredObject): SqlStatement {
  const names: string[] = [];
  const params: SqlValue[] = [];
  let nulls: string[] | undefined;
  for (const field of Object.keys(object)) {
    const column = layout.columnOf.get(field);
    if (!column) throw unknownField(layout, field);
    if (column.computed) continue;
    const value = object[field] ?? null;
    if (value === null) (nulls ??= []).push(field);
    else {
      column.encode(value, params);
      names.push(...column.names);
    }
  }
  if (nulls && layout.nulls !== undefined) {
    names.push(layout.nulls);
    params.push(JSON.stringify(nulls));
  }
  const placeholders = names.map((_, index) => dialect.placeholder(index + 1));
  return {
    sql: `INSERT INTO ${layout.table} (${names.join(', ')}) VALUES (${placeholders.join(', ')})`,
    params,
  };
}

/** The failure of a write that names a field which is no column of the class. */
export function unknownField({ schema }: TableLayout, field: string): StorageError {
  return new StorageError('invalid-query', `${schema.className} has no column ${field}`, { fields: [field] });
}
