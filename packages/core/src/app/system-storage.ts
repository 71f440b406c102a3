import { StorageError } from '../errors/storage-error.js';
import { SYSTEM_CLASSES, systemSchema } from '../schema/system-classes.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import type { App } from '../context/app.js';

/** Classes that every app needs; the other system classes are created by the first object saved in them. */
const ALWAYS_THERE = ['_User', '_Role', '_Session'];

/**
 * Makes sure that the classes every app needs exist, that system classes of an older database have the columns
 * known today, and that the indexes the engine relies on are there.
 */
export async function prepareSystemClasses(app: App): Promise<void> {
  const stored = new Map((await app.storage.loadClasses()).map((schema) => [schema.className, schema]));
  for (const [className, system] of SYSTEM_CLASSES) {
    const known = systemSchema(className);
    if (!known || (!ALWAYS_THERE.includes(className) && !stored.has(className))) continue;
    const schema = await withEveryColumn(app, await app.schemas.ensure(known), stored.get(className));
    for (const index of system.indexes ?? []) {
      await ensureIndex(app, schema, index);
    }
  }
}

/** The store's own list is compared, since the schema store shows system columns whether or not they are stored. */
async function withEveryColumn(
  app: App,
  schema: ClassSchema,
  stored: ClassSchema | undefined,
): Promise<ClassSchema> {
  const missing: Record<string, FieldSchema> = {};
  for (const [field, column] of Object.entries(schema.fields)) {
    if (stored && !Object.hasOwn(stored.fields, field)) missing[field] = column;
  }
  return Object.keys(missing).length > 0
    ? app.schemas.change(schema.className, { addFields: missing })
    : schema;
}

type Index = Parameters<App['storage']['ensureIndex']>[1];

/** Rows of an older database can stand in the way of a unique index: serving them matters more. */
async function ensureIndex(app: App, schema: ClassSchema, index: Index): Promise<void> {
  try {
    await app.storage.ensureIndex(schema, index);
  } catch (error) {
    if (!StorageError.isInstance(error) || error.kind !== 'duplicate-value') throw error;
    app.logger.log(
      'warn',
      `${schema.className} holds duplicates, so that index ${index.name} could not be made`,
      {
        fields: error.fields,
      },
    );
  }
}
