import {
  changedSchema,
  StorageError,
  type ClassChange,
  type ClassSchema,
  type IndexDefinition,
  type IndexSpec,
} from '@parse/core/adapter';
import { quoteName, type SqlDialect, type TableLayout } from '@parse/storage-sql';
import type { Session } from '../connection/session.js';
import { fixedLayout } from '../table/fixed-layout.js';
import { existingName } from '../table/physical-name.js';
import { readTableFacts } from '../table/table-facts.js';
import { layoutOf } from '../table/tables.js';
import { forgetClass, isListed, loadClass, saveClass } from './class-documents.js';
import { addColumns, createTable } from './create-table.js';
import { classIndexName, ownIndexName, tableOfIndex } from './index-names.js';
import { createIndex, indexNames } from './index-statements.js';

/** What operations on classes work with. Each runs in one transaction, and one after the other in a database. */
export interface ClassAccess {
  readonly dialect: SqlDialect;
  readonly caseCollation: string;
  readonly session: Session;
}

/** Makes a class's table with its indexes. */
export async function createClass(access: ClassAccess, schema: ClassSchema): Promise<ClassSchema> {
  const { session } = access;
  const { className } = schema;
  const exists = isListed(className)
    ? await loadClass(session, className)
    : await readTableFacts(session, className);
  if (exists) throw new StorageError('class-exists', `class ${className} exists`);
  await createTable(session, schema);
  if (isListed(className)) {
    await addIndexes(access, schema, schema.indexes);
    await saveClass(session, schema);
  }
  return schema;
}

/** Changes a class's table, indexes and definition. */
export async function changeClass(
  access: ClassAccess,
  className: string,
  change: ClassChange,
): Promise<ClassSchema> {
  const { session } = access;
  const before = await existingClass(session, className);
  const after = changedSchema(before, change);
  const replaced = [...(change.removeIndexes ?? []), ...Object.keys(change.addIndexes ?? {})];
  for (const name of replaced) await removeIndex(session, before, name);
  await removeColumns(access, before, change.removeFields ?? []);
  await addColumns(session, className, addedFields(before, change));
  await addIndexes(access, after, change.addIndexes ?? {});
  if (isListed(className)) await saveClass(session, after);
  return after;
}

/** Drops a class's table with everything that belongs to it. */
export async function deleteClass({ session }: ClassAccess, className: string): Promise<void> {
  const facts = await readTableFacts(session, className);
  const isOwn = !isListed(className) || (await loadClass(session, className)) !== undefined;
  if (facts && isOwn) await session.execute(`DROP TABLE IF EXISTS ${quoteName(facts.name)}`);
  await forgetClass(session, className);
}

/** Makes an index of the engine's own. */
export async function ensureIndex(
  access: ClassAccess,
  schema: ClassSchema,
  index: IndexDefinition,
): Promise<void> {
  const { session } = access;
  const current = await existingClass(session, schema.className);
  const layout = await layoutNow(access, current);
  const name = ownIndexName(schema.className, index);
  if ((await tableOfIndex(session, name)) !== undefined || isServedByKey(schema.className, index)) return;
  await execute(
    session,
    createIndex(access.dialect, layout, {
      name,
      keys: index.keys,
      options: index.options ?? {},
      caseCollation: access.caseCollation,
    }),
  );
}

/** Whether the primary key of a table of relations begins with the keys. */
function isServedByKey(className: string, { keys }: IndexDefinition): boolean {
  const { primaryKey = [] } = fixedLayout(className) ?? {};
  return Object.keys(keys).every((key, position) => primaryKey[position] === key);
}

async function existingClass(session: Session, className: string): Promise<ClassSchema> {
  const isThere = isListed(className) || (await readTableFacts(session, className));
  const schema = isThere ? await loadClass(session, className) : undefined;
  if (!schema) throw new StorageError('class-missing', `class ${className} does not exist`);
  return schema;
}

async function layoutNow({ dialect, session }: ClassAccess, schema: ClassSchema): Promise<TableLayout> {
  const facts = await readTableFacts(session, schema.className);
  if (!facts) throw new StorageError('class-missing', `class ${schema.className} does not exist`);
  return layoutOf(dialect, schema, facts);
}

async function addIndexes(
  access: ClassAccess,
  schema: ClassSchema,
  indexes: ClassSchema['indexes'],
): Promise<void> {
  if (Object.keys(indexes).length === 0) return;
  const { session, dialect, caseCollation } = access;
  const layout = await layoutNow(access, schema);
  for (const [declared, keys] of Object.entries(indexes)) {
    const name = await classIndexName(session, layout.schema.className, declared);
    if ((await tableOfIndex(session, name)) !== undefined) continue;
    await execute(session, createIndex(dialect, layout, { name, keys, options: {}, caseCollation }));
  }
}

async function removeIndex(
  session: Session,
  { className, indexes }: ClassSchema,
  declared: string,
): Promise<void> {
  const keys: IndexSpec | undefined = Object.hasOwn(indexes, declared) ? indexes[declared] : undefined;
  if (!keys) return;
  const facts = await readTableFacts(session, className);
  if (!facts) return;
  const name = await classIndexName(session, facts.name, declared);
  for (const each of indexNames(name, keys)) {
    if ((await tableOfIndex(session, each)) === facts.name)
      await session.execute(`DROP INDEX ${quoteName(each)}`);
  }
}

/** Drops the columns of fields with their values, stored nulls and, as PostgreSQL does by itself, indexes. */
async function removeColumns(
  access: ClassAccess,
  schema: ClassSchema,
  fields: readonly string[],
): Promise<void> {
  const { session } = access;
  if (fields.length === 0 || fixedLayout(schema.className)) return;
  const facts = await readTableFacts(session, schema.className);
  if (!facts) return;
  const { nulls, table } = layoutOf(access.dialect, schema, facts);
  for (const field of fields) {
    if (!Object.hasOwn(schema.fields, field) || field === 'objectId' || field === 'ACL') continue;
    const name = existingName(field, (physical) => facts.columns.has(physical));
    if (name !== undefined) await session.execute(`ALTER TABLE ${table} DROP COLUMN ${quoteName(name)}`);
    if (nulls !== undefined) {
      // A column of the same name that comes later must not find nulls of this one.
      const sql = `UPDATE ${table} SET ${nulls} = nullif(${nulls} - $1::text, '[]') WHERE ${nulls} ? $1::text`;
      await session.run({ sql, params: [field] });
    }
  }
}

function addedFields({ fields }: ClassSchema, change: ClassChange): ClassSchema['fields'] {
  const removed = change.removeFields ?? [];
  const added = Object.entries(change.addFields ?? {}).filter(
    ([field]) => !Object.hasOwn(fields, field) || removed.includes(field),
  );
  return Object.fromEntries(added);
}

async function execute(session: Session, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await session.execute(statement);
}
