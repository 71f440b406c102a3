import {
  StorageError,
  type ClassChange,
  type ClassSchema,
  type IndexDefinition,
  type StorageAdapter,
} from '@parse/core/adapter';
import type { Collection, Document } from 'mongodb';
import type { BsonDocument } from '../bson.js';
import { callDatabase } from '../call-database.js';
import { ACL_KEYS, storedName } from '../codec/class-layout.js';
import { collectionOf, type Database } from '../database.js';
import { codeOf, mapError, ServerCode } from '../map-error.js';
import { changeDocument } from './change-document.js';
import { createIndexes, dropIndexes, ensureIndex } from './indexes.js';
import { decodeSchema, encodeSchema } from './schema-documents.js';
import { undeclaredSchema } from './undeclared-classes.js';

/** The part of the adapter that is about classes. */
export type ClassOperations = Pick<
  StorageAdapter,
  'loadClasses' | 'createClass' | 'changeClass' | 'deleteClass' | 'ensureIndex'
>;

/** Operations on the classes of an open database. */
export function classOperations(opened: () => Database): ClassOperations {
  const onDatabase = <T>(work: (database: Database) => Promise<T>): Promise<T> =>
    callDatabase(() => work(opened()));
  return {
    loadClasses: () => onDatabase(loadClasses),
    createClass: (schema) => onDatabase((database) => createClass(database, schema)),
    changeClass: (className, change) => onDatabase((database) => changeClass(database, className, change)),
    deleteClass: (className) => onDatabase((database) => deleteClass(database, className)),
    ensureIndex: (schema, index: IndexDefinition) =>
      onDatabase((database) => ensureIndex(database, schema, index)),
  };
}

async function loadClasses(database: Database): Promise<ClassSchema[]> {
  const [documents, names] = await Promise.all([
    schemasOf(database).find().toArray(),
    collectionNames(database),
  ]);
  const declared = documents.map(decodeSchema);
  const known = new Set(declared.map(({ className }) => className));
  const others = names.flatMap((name) => (known.has(name) ? [] : (undeclaredSchema(name) ?? [])));
  return [...declared, ...others];
}

/** The document decides which of racing creators has made the class. */
async function createClass(database: Database, schema: ClassSchema): Promise<ClassSchema> {
  const { className } = schema;
  if (undeclaredSchema(className)) {
    if ((await collectionNames(database, className)).includes(className)) throw classExists(className);
    await createCollection(database, className);
    return schema;
  }
  try {
    await schemasOf(database).insertOne(encodeSchema(schema));
  } catch (error) {
    const failure = mapError(error);
    const exists = StorageError.isInstance(failure) && failure.kind === 'duplicate-value';
    throw exists ? classExists(className, error) : failure;
  }
  try {
    await createIndexes(database, schema, { indexes: schema.indexes, fields: schema.fields });
  } catch (error) {
    await schemasOf(database).deleteOne(byName(className));
    throw error;
  }
  return schema;
}

/**
 * Indexes are made before the class shows them and dropped after it does not, and values of dropped columns go last:
 * whoever reads the class meanwhile finds what it says.
 */
async function changeClass(database: Database, className: string, change: ClassChange): Promise<ClassSchema> {
  for (;;) {
    const document = await classDocument(database, className);
    const { filter, update } = changeDocument(document, change);
    const before = decodeSchema(document);
    if (Object.keys(update).length === 0) return before;
    const added = { indexes: change.addIndexes ?? {}, fields: change.addFields ?? {} };
    await createIndexes(database, withFields(before, change), added);
    const after = await schemasOf(database).findOneAndUpdate(filter, update, { returnDocument: 'after' });
    if (!after) continue;
    await dropIndexes(database, className, change.removeIndexes ?? []);
    await removeValues(database, before, change.removeFields ?? []);
    return decodeSchema(after);
  }
}

/** Drops a class; the document first, so that nobody finds a class that is half gone. */
async function deleteClass(database: Database, className: string): Promise<void> {
  await schemasOf(database).deleteOne(byName(className));
  try {
    await collectionOf(database, className).drop();
  } catch (error) {
    if (codeOf(error) !== ServerCode.NamespaceNotFound) throw error;
  }
}

/** A class that needed no document until somebody changed it gets one. */
async function classDocument(database: Database, className: string): Promise<Document> {
  const schemas = schemasOf(database);
  const stored = await schemas.findOne(byName(className));
  if (stored) return stored;
  const known = undeclaredSchema(className);
  const exists = known !== undefined && (await collectionNames(database, className)).includes(className);
  if (!exists) throw new StorageError('class-missing', `class ${className} does not exist`);
  const document = encodeSchema(known);
  await schemas.updateOne(byName(className), { $setOnInsert: document }, { upsert: true });
  return document;
}

async function removeValues(
  database: Database,
  schema: ClassSchema,
  fields: readonly string[],
): Promise<void> {
  const keys = fields.flatMap((field): readonly string[] => {
    const column = schema.fields[field];
    if (!Object.hasOwn(schema.fields, field) || column?.type === 'Relation') return [];
    return column?.type === 'ACL' ? ACL_KEYS : [storedName(schema.className, field, column)];
  });
  if (keys.length === 0) return;
  const unset = Object.fromEntries(keys.map((each) => [each, '']));
  await collectionOf(database, schema.className).updateMany({}, { $unset: unset });
}

function withFields(schema: ClassSchema, { addFields }: ClassChange): ClassSchema {
  return { ...schema, fields: { ...schema.fields, ...addFields } };
}

function schemasOf(database: Database): Collection {
  return collectionOf(database, '_SCHEMA');
}

function byName(className: string): BsonDocument {
  return { _id: className };
}

/** The classes that have a collection. */
async function collectionNames({ db, options }: Database, only?: string): Promise<readonly string[]> {
  const prefix = options.collectionPrefix ?? '';
  const filter = only === undefined ? {} : { name: prefix + only };
  const found = await db.listCollections(filter, { nameOnly: true }).toArray();
  return found.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

async function createCollection({ db, options }: Database, className: string): Promise<void> {
  try {
    await db.createCollection(`${options.collectionPrefix ?? ''}${className}`);
  } catch (error) {
    throw codeOf(error) === ServerCode.NamespaceExists ? classExists(className, error) : error;
  }
}

function classExists(className: string, cause?: unknown): StorageError {
  return new StorageError('class-exists', `class ${className} exists`, { cause });
}
