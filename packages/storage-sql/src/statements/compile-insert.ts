import type { StoredObject } from '@parse/core/adapter';
import type { SqlDialect } from '../sql-dialect.js';
import type { SqlStatement, SqlValue } from '../sql-value.js';
import { columnOf, type TableLayout } from '../table-layout.js';

/**
 * The statement that stores a new row. Its text is the same for objects that set the same fields in the same order,
 * so prepared statements are found again.
 */
export function compileInsert(dialect: SqlDialect, layout: TableLayout, object: StoredObject): SqlStatement {
  const { names, params } = cellsOf(layout, object);
  return { sql: `${insertInto(layout, names)} ${placeholders(dialect, names.length, 0)}`, params };
}

/** The statement that stores several new rows, which must set the same fields. */
export function compileInserts(
  dialect: SqlDialect,
  layout: TableLayout,
  objects: readonly StoredObject[],
): SqlStatement {
  const rows = objects.map((object) => cellsOf(layout, object));
  const names = rows[0]?.names ?? [];
  const tuples = rows.map((_, row) => placeholders(dialect, names.length, row * names.length));
  return {
    sql: `${insertInto(layout, names)} ${tuples.join(', ')}`,
    params: rows.flatMap(({ params }) => params),
  };
}

/** Whether the objects set the same fields in the same order, so that one statement can store them. */
export function setSameFields(objects: readonly StoredObject[]): boolean {
  const [first, ...others] = objects;
  if (first === undefined) return true;
  const fields = Object.keys(first);
  return others.every((other) => {
    const own = Object.keys(other);
    return (
      own.length === fields.length &&
      own.every(
        (field, index) => field === fields[index] && (other[field] === null) === (first[field] === null),
      )
    );
  });
}

/** The columns that a row sets, and what they are set to. */
interface Cells {
  readonly names: readonly string[];
  readonly params: readonly SqlValue[];
}

function cellsOf(layout: TableLayout, object: StoredObject): Cells {
  const names: string[] = [];
  const params: SqlValue[] = [];
  let nulls: string[] | undefined;
  for (const field of Object.keys(object)) {
    const column = columnOf(layout, field);
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
  return { names, params };
}

function insertInto({ table }: TableLayout, names: readonly string[]): string {
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES`;
}

/** Written for every row that is stored, so without a list in between. */
function placeholders(dialect: SqlDialect, count: number, before: number): string {
  let list = '';
  for (let position = before + 1; position <= before + count; position += 1) {
    list += list === '' ? dialect.placeholder(position) : `, ${dialect.placeholder(position)}`;
  }
  return `(${list})`;
}
