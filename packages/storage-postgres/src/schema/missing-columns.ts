import { StorageError, type FieldOp, type StoredObject } from '@parse/core/adapter';
import { quoteName, type SqlColumn } from '@parse/storage-sql';
import type { Session } from '../connection/session.js';
import { postgresColumn } from '../dialect/columns.js';
import type { RowAccess, RowWork } from '../rows/access.js';
import { fixedLayout, NULLS_COLUMN } from '../table/fixed-layout.js';
import { newName } from '../table/physical-name.js';
import type { Table } from '../table/tables.js';
import { announceChange } from './announce.js';

/**
 * The table with a column for everything that is about to be written. Columns of the server's own and the one for
 * stored nulls are made when the first value comes, so that a database of parse-server stays as it was until then.
 */
export async function addMissingColumns<T>(
  { tables }: RowAccess,
  session: Session,
  table: Table,
  { schema, writes = {} }: RowWork<T>,
): Promise<Table> {
  const statements = missingColumns(table, writes.object, writes.ops ?? []);
  if (statements.length === 0) return table;
  for (const sql of statements) await session.execute(sql);
  await announceChange(session);
  tables.forget(schema.className);
  const current = await tables.find(schema, session);
  if (!current) throw new StorageError('class-missing', `class ${schema.className} does not exist`);
  return current;
}

/** The part of an `ALTER TABLE` that adds a column of that name. */
export function addColumnClause(name: string, { types: [type = ''] }: SqlColumn): string {
  return `ADD COLUMN IF NOT EXISTS ${quoteName(name)} ${type}`;
}

function missingColumns(
  { facts, layout }: Table,
  object: StoredObject | undefined,
  ops: readonly FieldOp[],
): readonly string[] {
  const { className, fields } = layout.schema;
  if (fixedLayout(className)) return [];
  const statements: string[] = [];
  const isMissing = (field: string) => !layout.columnOf.has(field) && Object.hasOwn(fields, field);
  const written = new Set(ops.map(({ target }) => target.field));
  let holdsNull = ops.some((op) => 'value' in op && op.value === null && op.target.path.length === 0);
  for (const field in object) {
    if (object[field] === null) holdsNull = true;
    else written.add(field);
  }
  for (const field of written) {
    const schema = isMissing(field) ? fields[field] : undefined;
    const column = schema && postgresColumn({ field, schema, name: field });
    if (!column) continue;
    const name = newName(field, (physical) => facts.columns.has(physical));
    statements.push(`ALTER TABLE ${layout.table} ${addColumnClause(name, column)}`);
  }
  if (holdsNull && layout.nulls === undefined) {
    statements.push(`ALTER TABLE ${layout.table} ADD COLUMN IF NOT EXISTS ${quoteName(NULLS_COLUMN)} jsonb`);
  }
  return statements;
}
