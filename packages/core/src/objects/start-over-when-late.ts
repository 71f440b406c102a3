import type { RequestContext } from '../context/request-context.js';
import { ParseError } from '../errors/parse-error.js';
import { StorageError } from '../errors/storage-error.js';

/** The winner's row is there when a late write starts over; more is needed only if that row goes away again. */
const ATTEMPTS = 3;

/**
 * Runs a write whose rules look for the row that it is really about. When a unique value refuses it, another request
 * has stored that row meanwhile: the write starts over, `beforeSave` included, and finds it. In a transaction it
 * fails instead, since a failed statement may have ended the transaction.
 */
export async function startOverWhenLate<T>(ctx: RequestContext, write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (ctx.commitEffects || attempt === ATTEMPTS || !isDuplicate(error)) throw error;
    }
  }
}

function isDuplicate(error: unknown): boolean {
  const cause = ParseError.isInstance(error) ? error.cause : undefined;
  return StorageError.isInstance(cause) && cause.kind === 'duplicate-value';
}
