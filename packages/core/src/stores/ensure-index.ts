import type { Logger } from '../adapters/logger.js';
import type { IndexDefinition, StorageAdapter } from '../adapters/storage-adapter.js';
import { StorageError, type StorageErrorKind } from '../errors/storage-error.js';
import type { ClassSchema } from '../types/class-schema.js';

/** Where indexes are made, and who hears of those that were not. */
export interface IndexTarget {
  readonly storage: StorageAdapter;
  readonly logger: Logger;
}

/**
 * Makes sure that an index of the engine is there. A unique one is left out when the store has none of the kind, and
 * when the database behind it has none, or rows of an older database stand in its way: serving them matters more, and
 * the log says so.
 */
export async function ensureIndex(
  { storage, logger }: IndexTarget,
  schema: ClassSchema,
  index: IndexDefinition,
): Promise<void> {
  if (index.options?.unique === true && !storage.capabilities.uniqueIndexes) return;
  try {
    await storage.ensureIndex(schema, index);
  } catch (error) {
    if (!StorageError.isInstance(error)) throw error;
    const obstacle = OBSTACLES.get(error.kind);
    if (obstacle === undefined) throw error;
    const message = `index ${index.name} of ${schema.className} could not be made, as ${obstacle}`;
    logger.log('warn', message, { fields: error.fields });
  }
}

const OBSTACLES: ReadonlyMap<StorageErrorKind, string> = new Map([
  ['duplicate-value', 'rows hold duplicates'],
  ['unsupported', 'the database has no such indexes'],
  ['not-permitted', 'the database does not permit it to the server'],
]);
