import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { StorageError } from '../errors/storage-error.js';
import { inTransaction, type CommitEffect, type RequestContext } from './request-context.js';

const ATTEMPTS = 5;

/**
 * Runs `work` so that all of its writes happen or none. A transaction that lost a race is run again, up to five
 * times in all, so `work` must do nothing that cannot be repeated outside of `ctx.rows` and `onCommit`.
 */
export async function withTransaction<T>(
  ctx: RequestContext,
  work: (ctx: RequestContext) => Promise<T>,
): Promise<T> {
  const { storage } = ctx.app;
  if (!storage.capabilities.transactions) {
    throw new ParseError(ErrorCode.CommandUnavailable, 'Transactions are not supported by the database.');
  }
  for (let attempt = 1; ; attempt += 1) {
    const effects: CommitEffect[] = [];
    try {
      const result = await storage.transaction((rows) => work(inTransaction(ctx, rows, effects)));
      for (const effect of effects) await effect();
      return result;
    } catch (error) {
      if (!lostRace(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

function lostRace(error: unknown): boolean {
  const cause = ParseError.isInstance(error) ? error.cause : error;
  return StorageError.isInstance(cause) && cause.kind === 'write-conflict';
}
