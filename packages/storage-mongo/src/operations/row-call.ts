import type { ClassSchema } from '@parse/core/adapter';
import type { Collection } from 'mongodb';
import { callDatabase } from '../call-database.js';
import { layoutOf, type ClassLayout } from '../codec/class-layout.js';
import { collectionOf, type RowAccess } from '../database.js';

/** What an operation on the rows of one class works with. */
export interface RowCall {
  readonly access: RowAccess;
  readonly layout: ClassLayout;
  readonly collection: Collection;
}

/** Runs an operation on a class, translating what the driver fails with. */
export function callRows<T>(
  access: RowAccess,
  schema: ClassSchema,
  work: (call: RowCall) => Promise<T>,
): Promise<T> {
  const layout = layoutOf(schema);
  const collection = collectionOf(access.database, schema.className);
  return callDatabase(() => work({ access, layout, collection }), layout);
}
