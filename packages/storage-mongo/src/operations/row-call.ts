import { StorageError, type ClassSchema } from '@parse/core/adapter';
import type { Collection } from 'mongodb';
import { layoutOf, type ClassLayout } from '../codec/class-layout.js';
import { collectionOf, type RowAccess } from '../database.js';
import { mapError } from '../map-error.js';

/** What an operation on the rows of one class works with. */
export interface RowCall {
  readonly access: RowAccess;
  readonly layout: ClassLayout;
  readonly collection: Collection;
}

/** Runs an operation on a class, translating what the driver fails with. */
export async function callRows<T>(
  access: RowAccess,
  schema: ClassSchema,
  work: (call: RowCall) => Promise<T>,
): Promise<T> {
  const layout = layoutOf(schema);
  try {
    return await work({ access, layout, collection: collectionOf(access.database, schema.className) });
  } catch (error) {
    throw asStorageError(mapError(error, layout));
  }
}

/** What the driver or the network throws beside the driver's own errors is a failure of the store, too. */
function asStorageError(failure: unknown): unknown {
  if (StorageError.isInstance(failure) || !(failure instanceof Error)) return failure;
  return new StorageError('driver', 'the database failed', { cause: failure });
}
