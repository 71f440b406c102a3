import { joinClassName, StorageError, type ClassSchema } from '@parse/core/adapter';
import { quoteName } from '@parse/storage-sql';
import type { Session } from '../connection/session.js';
import { ACL_COLUMNS } from '../dialect/acl-column.js';
import { postgresColumn } from '../dialect/columns.js';
import { fixedLayout } from '../table/fixed-layout.js';
import { existingName, newName, physicalNames } from '../table/physical-name.js';
import { existingTables, readTableFacts, type TableFacts } from '../table/table-facts.js';
import { addColumnClause } from './missing-columns.js';

/**
 * Makes the table of a class as parse-server lays it out, with the columns it still lacks when it is there already,
 * and those of its relations.
 */
export async function createTable(session: Session, schema: ClassSchema): Promise<void> {
  await createTableOf(session, schema);
  await createJoinTables(session, schema.className, schema.fields);
}

/** Adds the columns of fields that the table does not have, and the tables of relations. */
export async function addColumns(
  session: Session,
  className: string,
  fields: ClassSchema['fields'],
): Promise<void> {
  if (fixedLayout(className)) return;
  const facts = await readTableFacts(session, className);
  if (facts) await addToTable(session, facts, fields);
  await createJoinTables(session, className, fields);
}

/** PostgreSQL has no wider tables; it would say so after a long time. */
const MAX_COLUMNS = 1600;

async function addToTable(
  session: Session,
  { name: table, columns }: TableFacts,
  fields: ClassSchema['fields'],
): Promise<void> {
  // Each name is chosen with those before in place: two long ones may begin alike.
  const taken = new Set(columns.keys());
  const isTaken = (name: string): boolean => taken.has(name);
  const clauses: string[] = [];
  const places: string[] = [];
  for (const [field, schema] of Object.entries(fields)) {
    const column = postgresColumn({ field, schema, name: field });
    if (!column || existingName(field, isTaken) === field) continue;
    const name = newName(field, isTaken);
    taken.add(name);
    clauses.push(addColumnClause(name, column));
    if (schema.type === 'GeoPoint') places.push(name);
  }
  if (taken.size > MAX_COLUMNS) throw new StorageError('too-large', 'a class cannot have that many columns');
  if (clauses.length > 0) await session.execute(`ALTER TABLE ${quoteName(table)} ${clauses.join(', ')}`);
  for (const place of places) await session.execute(placeIndex(table, place));
}

/** Columns that are made when the first value comes, not with the class. */
const LATE_COLUMNS: ReadonlySet<string> = new Set(['_tombstone', '_session_token']);

async function createTableOf(session: Session, schema: ClassSchema): Promise<void> {
  const { className, fields } = schema;
  const existing = await readTableFacts(session, className);
  if (!existing) await createNewTable(session, className);
  const late = Object.entries(fields).filter(([field]) => !LATE_COLUMNS.has(field));
  const isInternal = (field: string) => field.startsWith('_');
  const declared = late.filter(([field]) => !isInternal(field));
  await addColumns(session, className, Object.fromEntries(declared));
  await addColumns(session, className, Object.fromEntries(late.filter(([field]) => isInternal(field))));
}

function createStatement(table: string, className: string): string {
  const fixed = fixedLayout(className);
  const columns = fixed
    ? Object.entries(fixed.columns).map(([name, type]) => `${quoteName(name)} ${type}`)
    : [
        '"objectId" text',
        '"createdAt" timestamp with time zone',
        '"updatedAt" timestamp with time zone',
        ...ACL_COLUMNS.map((name) => `${quoteName(name)} text[]`),
      ];
  const key = (fixed?.primaryKey ?? ['objectId']).map(quoteName).join(', ');
  if (key !== '') columns.push(`PRIMARY KEY (${key})`);
  return `CREATE TABLE ${quoteName(table)} (${columns.join(', ')})`;
}

async function createJoinTables(
  session: Session,
  className: string,
  fields: ClassSchema['fields'],
): Promise<void> {
  for (const [field, { type }] of Object.entries(fields)) {
    if (type !== 'Relation') continue;
    const join = joinClassName(field, className);
    if (!(await readTableFacts(session, join))) await createNewTable(session, join);
  }
}

async function createNewTable(session: Session, className: string): Promise<void> {
  const taken = await existingTables(session, physicalNames(className));
  const table = newName(className, (name) => taken.has(name));
  await session.execute(createStatement(table, className));
}

/** Places are searched by boxes, which only an index of this kind knows. */
function placeIndex(table: string, column: string): string {
  return `CREATE INDEX ON ${quoteName(table)} USING gist (${quoteName(column)})`;
}
