import type { Logger } from '../adapters/logger.js';
import type { IndexDefinition, StorageAdapter } from '../adapters/storage-adapter.js';
import { StorageError } from '../errors/storage-error.js';
import type { ClassSchema } from '../types/class-schema.js';

/** Where indexes are made, and who hears of those that were not. */
export interface IndexTarget {
  readonly storage: StorageAdapter;
  readonly logger: Logger;
}

/**
 * Makes sure that an index of the engine is there. A unique one is left out when the store has none of the kind, and
 * when rows of an older database stand in its way: serving them matters more, and the log says so.
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
    if (!StorageError.isInstance(error) || error.kind !== 'duplicate-value') throw error;
    const message = `${schema.className} holds duplicates, so that index ${index.name} could not be made`;
    logger.log('warn', message, { fields: error.fields });
  }
}
