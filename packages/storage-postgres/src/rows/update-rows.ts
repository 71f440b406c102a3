import type { ClassSchema, FieldOp, QueryHints, StoredObject, Where } from '@parse/core/adapter';
import {
  compileDirectUpdate,
  compileRowChange,
  compileWhere,
  pickFields,
  readRow,
  returnedBy,
  startStatement,
  type Projection,
  type SqlRow,
  type SqlValue,
} from '@parse/storage-sql';
import type { Table } from '../table/tables.js';
import { runOnTable, type RowAccess, type TableAccess } from './access.js';

/** What an update is asked to do. */
export interface RowChange {
  readonly schema: ClassSchema;
  readonly where: Where;
  readonly ops: readonly FieldOp[];
  readonly hints?: QueryHints | undefined;
  /** Fields to return; absent: all. */
  readonly fields?: readonly string[];
}

/**
 * Changes one matching row and returns it; null when none matches. One statement when SQL can express the operations;
 * otherwise the row is locked, changed by core's `applyOps` and written back.
 */
export async function updateRow(access: RowAccess, change: RowChange): Promise<StoredObject | null> {
  const { schema, ops } = change;
  const answer = await runOnTable<StoredObject | null | 'undecided'>(access, {
    schema,
    none: null,
    writes: { ops },
    run: (table) => updateDirectly(table, change),
  });
  if (answer !== 'undecided') return answer;
  return runOnTable<StoredObject | null>(access, {
    schema,
    none: null,
    atomic: true,
    writes: { ops },
    run: async (table) => {
      const [row] = await lockRows(table, change, 1);
      if (!row) return null;
      return pickFields(await changeRow(table, row, ops), returningOf(table.table, change.fields));
    },
  });
}

/** Changes every matching row; returns how many. */
export async function updateRows(access: RowAccess, change: RowChange): Promise<number> {
  const { schema, ops } = change;
  return runOnTable(access, {
    schema,
    none: 0,
    atomic: true,
    writes: { ops },
    run: async (table) => {
      // Which rows match is settled first: the change itself may make others match, or these no longer.
      const rows = await lockRows(table, change);
      for (const row of rows) await changeRow(table, row, ops);
      return rows.length;
    },
  });
}

function returningOf({ layout, all }: Table, fields: readonly string[] | undefined): Projection {
  return fields ? returnedBy(layout, fields) : all;
}

async function updateDirectly(
  { dialect, table, session }: TableAccess,
  { where, ops, hints, fields }: RowChange,
): Promise<StoredObject | null | 'undecided'> {
  const returning = returningOf(table, fields);
  if (ops.every(({ op }) => op === 'set-on-insert')) {
    const { sql, params } = selectRows({ dialect, table, session }, { where, hints }, { limit: 1 });
    const [row] = await session.rows({ sql, params });
    return row ? pickFields(readRow(table.all, row.slice(1)), returning) : null;
  }
  const statement = compileDirectUpdate(dialect, table.layout, { where, ops, hints, returning });
  if (!statement) return 'undecided';
  const [row] = await session.rows(statement);
  if (row) return readRow(returning, row);
  const mayPassOver = table.layout.nulls !== undefined || ops.some(({ op }) => op === 'increment');
  if (!mayPassOver) return null;
  const matching = await session.rows(
    selectRows({ dialect, table, session }, { where, hints }, { limit: 1 }),
  );
  return matching.length > 0 ? 'undecided' : null;
}

/** A locked row: what identifies it, then its columns. */
type LockedRow = { readonly rowId: SqlValue; readonly before: StoredObject };

async function lockRows(
  access: TableAccess,
  change: Pick<RowChange, 'where' | 'hints'>,
  limit?: number,
): Promise<readonly LockedRow[]> {
  const rows = await access.session.rows(selectRows(access, change, { limit, lock: true }));
  return rows.map(([rowId = null, ...row]: SqlRow) => ({ rowId, before: readRow(access.table.all, row) }));
}

function selectRows(
  { dialect, table }: TableAccess,
  { where, hints }: Pick<RowChange, 'where' | 'hints'>,
  { limit, lock = false }: { readonly limit?: number | undefined; readonly lock?: boolean },
) {
  const { context, params } = startStatement(dialect, table.layout, hints);
  const condition = compileWhere(context, where);
  const { layout, all } = table;
  const cut = limit === undefined ? '' : ` LIMIT ${limit}`;
  const sql = `SELECT ${layout.rowId}, ${all.sql} FROM ${layout.table} WHERE ${condition}${cut}${lock ? ` ${dialect.rowLock}` : ''}`;
  return { sql, params };
}

async function changeRow(
  { dialect, table, session }: TableAccess,
  { rowId, before }: LockedRow,
  ops: readonly FieldOp[],
): Promise<StoredObject> {
  const { after, statement } = compileRowChange(dialect, table.layout, { rowId, before, ops });
  if (statement) await session.run(statement);
  return after;
}
