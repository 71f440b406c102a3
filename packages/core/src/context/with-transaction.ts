import { setTimeout as sleep } from 'node:timers/promises';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { StorageError, type StorageErrorKind } from '../errors/storage-error.js';
import { noteFailures } from './note-failures.js';
import {
  inTransaction,
  onCommit,
  type CommitEffect,
  type RequestContext,
  type TransactionEnd,
} from './request-context.js';
import { SchemaChangeNeeded } from './schema-change-needed.js';

/** How often a transaction that lost a race is tried in all. */
const ATTEMPTS = 50;
/** Those who lost to each other would meet again if all started over at once. */
const MAX_PAUSE_MS = 100;
/** How many classes and columns one transaction may bring about; a bound for the loop, not a quota. */
const SCHEMA_CHANGES = 1000;

/**
 * Runs `work` so that all of its writes happen or none. A transaction that lost a race, or that needs a new class
 * or column, is run again, so `work` must do nothing that cannot be repeated outside of `ctx.rows` and `onCommit`.
 * Inside of a transaction `work` becomes part of that one.
 */
export async function withTransaction<T>(
  ctx: RequestContext,
  work: (ctx: RequestContext) => Promise<T>,
): Promise<T> {
  if (ctx.commitEffects) return work(ctx);
  if (!ctx.app.storage.capabilities.transactions) {
    throw new ParseError(ErrorCode.CommandUnavailable, 'Transactions are not supported by the database.');
  }
  // Read before, since a store may let reads from outside wait for the transaction.
  await ctx.principals();
  let lostRaces = 0;
  for (let changes = 0; ;) {
    const attempt = await tryOnce(ctx, work);
    if ('result' in attempt) return attempt.result;
    const { error } = attempt;
    if (SchemaChangeNeeded.isInstance(error) && changes < SCHEMA_CHANGES) {
      changes += 1;
      await error.change();
    } else {
      lostRaces += 1;
      if (!lostRace(error) || lostRaces === ATTEMPTS) throw error;
      await sleep(Math.random() * Math.min(2 ** lostRaces, MAX_PAUSE_MS));
    }
  }
}

type Attempt<T> = { readonly result: T } | { readonly error: unknown };

async function tryOnce<T>(
  ctx: RequestContext,
  work: (ctx: RequestContext) => Promise<T>,
): Promise<Attempt<T>> {
  const effects: CommitEffect[] = [];
  const failures: unknown[] = [];
  // What fails after a lost race fails for that reason, whatever the database calls it.
  const noteFailure = (error: unknown) => {
    failures.push(error);
    return isReasonToStartOver(failures[0]) ? failures[0] : error;
  };
  let over: (end: TransactionEnd) => void = () => undefined;
  const end = new Promise<TransactionEnd>((resolve) => (over = resolve));
  let result: T;
  try {
    result = await ctx.app.storage.transaction(async (rows) => {
      const scope = { rows: noteFailures(rows, noteFailure), effects, noteFailure, end };
      const done = await work(inTransaction(ctx, scope));
      // A statement that failed may have ended the transaction, although somebody in `work` has caught its error.
      if (failures.length > 0) throw failures[0];
      return done;
    });
  } catch (error) {
    over('undone');
    // The reason to start over counts, whatever somebody has made of it on its way here; so does a failure after which
    // somebody has gone on, only to fail again.
    const [first] = failures;
    return { error: failures.length > 1 || isReasonToStartOver(first) ? first : error };
  }
  over('stored');
  for (const effect of effects) await onCommit(ctx, effect);
  return { result };
}

/** Whether a transaction that fails with it is run again. */
export function isReasonToStartOver(error: unknown): boolean {
  return SchemaChangeNeeded.isInstance(error) || lostRace(error);
}

/** A class that the engine knows and the transaction does not was made after the transaction began. */
const RACES: ReadonlySet<StorageErrorKind> = new Set(['write-conflict', 'class-missing']);

function lostRace(error: unknown): boolean {
  const cause = ParseError.isInstance(error) ? error.cause : error;
  return StorageError.isInstance(cause) && RACES.has(cause.kind);
}
