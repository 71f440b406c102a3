import type { Doc } from '../bson/codec.js';

/** Put on an error of a transaction that may succeed when it is run again. */
export const transientLabels: Doc = { errorLabels: ['TransientTransactionError'] };

/** An error as MongoDB reports it. */
export class MongoError extends Error {
  readonly code: number;
  /** Further fields of the reply. */
  readonly extra: Doc;

  constructor(code: number, message: string, extra: Doc = {}) {
    super(message);
    this.code = code;
    this.extra = extra;
  }
}
