import { rulesFor } from '../classes/rules-for.js';
import { requireMaster } from '../context/require-master.js';
import type { RequestContext } from '../context/request-context.js';
import { joinSchema } from '../schema/join-class.js';
import type { ClassSchema } from '../types/class-schema.js';
import { explainStorageErrors } from './explain-storage-error.js';

/**
 * Removes every object of a class, as the master key. The class itself, its permissions and indexes stay; a class
 * that does not exist is no error. No triggers run and live queries are not told, as with a removal in the database.
 */
export async function purgeClass(ctx: RequestContext, className: string): Promise<void> {
  requireMaster(ctx, { write: true, action: 'purge a schema' });
  const schema = ctx.app.schemas.get(className);
  if (!schema) return;
  await explainStorageErrors(undefined, ctx.rows.remove(schema, { op: 'everything' }));
  await purgeRelations(ctx, schema);
  await rulesFor(className).afterPurge?.(ctx);
}

/** A new object that gets the id of a purged one must not find its members. */
async function purgeRelations(ctx: RequestContext, schema: ClassSchema): Promise<void> {
  for (const [field, { type }] of Object.entries(schema.fields)) {
    if (type !== 'Relation') continue;
    const join = joinSchema(field, schema.className);
    await explainStorageErrors(undefined, ctx.rows.remove(join, { op: 'everything' }));
  }
}
