import type { IndexDefinition } from '../adapters/storage-adapter.js';
import { authDataIndex, SYSTEM_CLASSES, systemSchema } from '../schema/system-classes.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import type { App } from '../context/app.js';
import { ensureIndex } from '../stores/ensure-index.js';

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
    for (const index of [...(system.indexes ?? []), ...identityIndexes(app, className)]) {
      await ensureIndex(app, schema, index);
    }
  }
}

/** No two users hold the same identity; second factors have none. */
function identityIndexes({ authProviders }: App, className: string): readonly IndexDefinition[] {
  if (className !== '_User') return [];
  return Array.from(authProviders)
    .filter(([, { policy }]) => policy !== 'additional')
    .map(([name]) => authDataIndex(name));
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
