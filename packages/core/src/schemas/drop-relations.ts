import type { App } from '../context/app.js';
import { joinClassName } from '../schema/join-class.js';
import type { ClassSchema } from '../types/class-schema.js';

/**
 * Drops what those of the removed columns held that were relations: a later column of the same name must not find
 * the members again. `schema` is the class as it was before.
 */
export async function dropRelations(
  app: App,
  schema: ClassSchema,
  removedFields: readonly string[],
): Promise<void> {
  for (const field of removedFields) {
    const isRelation = Object.hasOwn(schema.fields, field) && schema.fields[field]?.type === 'Relation';
    if (isRelation) await app.schemas.remove(joinClassName(field, schema.className));
  }
}
