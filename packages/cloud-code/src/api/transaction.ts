import {
  createContext,
  ParseError,
  StorageError,
  explainStorageError,
  withinCloudTimeout,
  withTransaction,
} from '@parse/core';
import { inTurn, leftTransaction, requireApp, runHandler, scopedTransaction } from '../scope/current-app.js';
import { sdk } from '../sdk.js';

/** A transaction, as its function is handed it. */
export interface CloudTransaction {
  /** 1 for the first time that the function runs, 2 for the second. */
  readonly attempt: number;
  /** Does something once, when everything is stored: not for a run that is undone. Its failure is logged. */
  readonly afterCommit: (effect: () => unknown) => void;
}

/**
 * `Parse.Cloud.transaction`: whatever the SDK saves, deletes and reads inside of the function is one transaction, what
 * triggers do included. Resolves with what the function returns, when all of it is stored; rejects when none of it is.
 * The function runs again when another request was faster, or when a class or field has to be made first. Inside of a
 * transaction it is a part of that one. Rejects with CommandUnavailable where the database has no transactions.
 */
export async function transaction<T>(work: (transaction: CloudTransaction) => T | Promise<T>): Promise<T> {
  const cloud = requireApp();
  await leftTransaction();
  const outer = scopedTransaction();
  const ctx = outer ?? createContext(cloud.app, { kind: 'anonymous' }, NOBODY);
  let attempt = 0;
  const run = () =>
    withTransaction(ctx, (inside) => {
      attempt += 1;
      const handle: CloudTransaction = {
        attempt,
        afterCommit: (effect) => {
          inside.commitEffects?.push(async () => {
            await effect();
          });
        },
      };
      return runHandler(
        cloud,
        () => withinCloudTimeout(cloud.app, 'The transaction', async () => work(handle)),
        inside,
      );
    });
  try {
    return await (outer ? inTurn(run) : run());
  } catch (error) {
    const refusal = refusalOf(error);
    throw refusal ?? error;
  }
}

const NOBODY = { ip: '127.0.0.1', installationId: undefined, clientVersion: undefined };

/** What the server refused, as the SDK tells it; undefined for what the function threw itself. */
function refusalOf(error: unknown): Error | undefined {
  const explained = StorageError.isInstance(error) ? explainStorageError(error) : error;
  return ParseError.isInstance(explained) ? new sdk.Error(explained.code, explained.message) : undefined;
}
