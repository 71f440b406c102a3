import { errorMarker, hasMarker } from '../errors/marked-error.js';
import type { RequestContext } from './request-context.js';

const marker = errorMarker('SchemaChangeNeeded');

/**
 * A write in a transaction needs a class or column that does not exist. Databases change schemas outside of
 * transactions or not at all, so `withTransaction` gives up, makes the change and starts again. Nobody else may make
 * anything of it: a request of Cloud Code in a transaction passes it on.
 */
export class SchemaChangeNeeded extends Error {
  override readonly name = 'SchemaChangeNeeded';
  readonly change: () => Promise<unknown>;

  constructor(change: () => Promise<unknown>) {
    super('the schema has to be changed outside of the transaction');
    this.change = change;
    Object.defineProperty(this, marker, { value: true });
  }

  static isInstance(value: unknown): value is SchemaChangeNeeded {
    return hasMarker(value, marker);
  }
}

/** Makes the change now, or has it made before the transaction under way is run again. */
export async function changeSchema<T>(ctx: RequestContext, change: () => Promise<T>): Promise<T> {
  if (!ctx.commitEffects) return change();
  const needed = new SchemaChangeNeeded(change);
  ctx.noteFailure?.(needed);
  throw needed;
}
