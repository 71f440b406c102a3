import { isDeepStrictEqual } from 'node:util';
import {
  DEFAULT_PERMISSIONS,
  isInternalField,
  nullMap,
  systemSchema,
  SYSTEM_CLASSES,
  withSystemFields,
  type ClassPermissions,
  type ClassSchema,
  type FieldSchema,
  type FieldTypeName,
  type IndexSpec,
} from '@parse/core/adapter';
import type { SqlValue } from '@parse/storage-sql';
import type { Session } from '../connection/session.js';
import { existingTables, tableNames } from '../table/table-facts.js';

/**
 * Makes the table of classes, as parse-server does, where there is none: an account that may not make tables may not
 * ask for one that exists either.
 */
export async function ensureSchemaTable(session: Session): Promise<void> {
  const existing = await existingTables(session, ['_SCHEMA']);
  if (existing.size === 0) await session.execute(CREATE_SCHEMA_TABLE);
}

/** Whether the class is written down in `_SCHEMA`; of the others there is a table or there is not. */
export function isListed(className: string): boolean {
  return !className.startsWith('_Join:') && !UNLISTED.has(className);
}

/** Every class of the database. */
export async function loadClasses(session: Session): Promise<ClassSchema[]> {
  const rows = await session.rows({ sql: 'SELECT "schema" FROM "_SCHEMA" WHERE "isParseClass"', params: [] });
  const listed = rows
    .map(([document]) => readDocument(document))
    .filter(({ className }) => isListed(className));
  const others: ClassSchema[] = [];
  for (const name of await tableNames(session)) {
    const schema = isListed(name) ? undefined : unlistedClass(name);
    if (schema) others.push(schema);
  }
  return [...listed, ...others];
}

/** A listed class by its name, or undefined. */
export async function loadClass(session: Session, className: string): Promise<ClassSchema | undefined> {
  if (!isListed(className)) return unlistedClass(className);
  const sql = 'SELECT "schema" FROM "_SCHEMA" WHERE "className" = $1';
  const [row] = await session.rows({ sql, params: [className] });
  return row && readDocument(row[0]);
}

/** Writes a class, new or changed. */
export async function saveClass(session: Session, schema: ClassSchema): Promise<void> {
  // Names that parse-server would refuse are none that it has to go on with.
  if (schema.className.length > NAME_LENGTH) {
    await session.execute('ALTER TABLE "_SCHEMA" ALTER COLUMN "className" TYPE text');
  }
  const unknown = await unknownParts(session, schema.className);
  const { fields, ...parts } = documentOf(schema);
  const document = { ...unknown, ...parts, fields: { ...unknown.fields, ...fields } };
  await session.run({
    sql: `INSERT INTO "_SCHEMA" ("className", "schema", "isParseClass") VALUES ($1, $2, TRUE)
      ON CONFLICT ("className") DO UPDATE SET "schema" = excluded."schema"`,
    params: [schema.className, JSON.stringify(document)],
  });
}

/** Forgets a class. */
export async function forgetClass(session: Session, className: string): Promise<void> {
  await session.run({ sql: 'DELETE FROM "_SCHEMA" WHERE "className" = $1', params: [className] });
}

/** What is written down of a class and means nothing here: columns of other types, parts of other servers. */
async function unknownParts(session: Session, className: string): Promise<Partial<ClassDocument>> {
  const sql = 'SELECT "schema" FROM "_SCHEMA" WHERE "className" = $1';
  const [row] = await session.rows({ sql, params: [className] });
  if (!row) return {};
  const {
    fields,
    className: _,
    classLevelPermissions: _permissions,
    indexes: _indexes,
    ...others
  } = parseDocument(row[0]);
  return {
    ...others,
    fields: Object.fromEntries(Object.entries(fields).filter(([, field]) => !isKnown(field))),
  };
}

/** Classes that parse-server keeps tables of without listing them: their columns never change. */
const UNLISTED: ReadonlySet<string> = new Set([
  '_Audience',
  '_GlobalConfig',
  '_GraphQLConfig',
  '_Hooks',
  '_Idempotency',
  '_JobSchedule',
  '_JobStatus',
  '_PushStatus',
]);

const CREATE_SCHEMA_TABLE =
  'CREATE TABLE IF NOT EXISTS "_SCHEMA" ("className" varchar(120) PRIMARY KEY, "schema" jsonb, "isParseClass" boolean)';

const NAME_LENGTH = 120;

/** The one internal field that parse-server writes down. */
const LISTED_INTERNAL = '_hashed_password';

const PRINCIPALS = { type: 'Array', contents: { type: 'String' } } as const;

/** How parse-server writes a class down: permissions and indexes only where there are some. */
interface ClassDocument {
  readonly className: string;
  readonly fields: { readonly [field: string]: FieldSchema | typeof PRINCIPALS };
  readonly classLevelPermissions?: ClassPermissions;
  readonly indexes?: { readonly [name: string]: IndexSpec | { readonly _id: 1 } };
}

function documentOf({ className, fields, permissions, indexes }: ClassSchema): ClassDocument {
  const stored = nullMap<FieldSchema | typeof PRINCIPALS>();
  for (const [name, field] of Object.entries(fields)) {
    if (name === 'ACL' || (isInternalField(name) && isSystemField(className, name))) continue;
    stored[name] = field;
  }
  stored._rperm = PRINCIPALS;
  stored._wperm = PRINCIPALS;
  if (className === '_User') stored[LISTED_INTERNAL] = { type: 'String' };
  const hasIndexes = Object.keys(indexes).length > 0;
  return {
    className,
    fields: stored,
    ...(isDeepStrictEqual({ ...permissions }, { ...DEFAULT_PERMISSIONS })
      ? {}
      : { classLevelPermissions: permissions }),
    ...(hasIndexes ? { indexes: { _id_: { _id: 1 }, ...indexes } } : {}),
  };
}

function isSystemField(className: string, name: string): boolean {
  const { internalFields = {} } = SYSTEM_CLASSES.get(className) ?? {};
  return Object.hasOwn(internalFields, name);
}

function readDocument(text: SqlValue | undefined): ClassSchema {
  const document = parseDocument(text);
  const fields = nullMap<FieldSchema>();
  for (const [name, field] of Object.entries(document.fields)) {
    if (name !== '_rperm' && name !== '_wperm' && isKnown(field)) fields[name] = field;
  }
  fields.ACL = { type: 'ACL' };
  const indexes = nullMap<IndexSpec>();
  for (const [name, keys] of Object.entries(document.indexes ?? {})) {
    if (name !== '_id_') indexes[name] = keys;
  }
  const schema: ClassSchema = {
    className: document.className,
    fields,
    permissions: document.classLevelPermissions ?? DEFAULT_PERMISSIONS,
    indexes,
  };
  // Columns of the server's own are made when something is stored in them.
  return SYSTEM_CLASSES.has(schema.className) ? withSystemFields(schema) : schema;
}

function parseDocument(text: SqlValue | undefined): ClassDocument {
  return JSON.parse(String(text)) as ClassDocument;
}

/** Whether this server has columns of that type; newer ones may write others. */
function isKnown({ type }: { readonly type: string }): boolean {
  return Object.hasOwn(KNOWN_TYPES, type);
}

const KNOWN_TYPES: Readonly<Record<FieldTypeName, true>> = {
  String: true,
  Number: true,
  Boolean: true,
  Date: true,
  Object: true,
  Array: true,
  GeoPoint: true,
  Polygon: true,
  File: true,
  Bytes: true,
  ACL: true,
  Pointer: true,
  Relation: true,
};

function unlistedClass(className: string): ClassSchema | undefined {
  if (!className.startsWith('_Join:')) return systemSchema(className);
  return {
    className,
    fields: Object.assign(nullMap<FieldSchema>(), {
      objectId: { type: 'String' },
      relatedId: { type: 'String' },
      owningId: { type: 'String' },
    }),
    permissions: {},
    indexes: nullMap<IndexSpec>(),
  };
}
