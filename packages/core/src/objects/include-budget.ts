import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { JsonObject } from '../types/json.js';

/** Letters of JSON that objects included more than once may add to a response. */
const MAX_REPEATED_LENGTH = 20_000_000;

/** An object that pointers lead to. */
export interface IncludeTarget {
  readonly object: JsonObject;
  /** Whether it was included. */
  isIncluded: boolean;
  /** Letters of its JSON, which are counted when it is included again. */
  length: number | undefined;
}

/**
 * Counts what repeated objects add to a response. An object included once costs what it cost to read; but one that
 * includes itself a hundred times, three levels deep, becomes a million.
 */
export interface IncludeBudget {
  /** Call for every place the object is included at. Fails with InvalidQuery when the response gets too large. */
  spend(target: IncludeTarget): void;
}

/** The budget of one response. */
export function createIncludeBudget(): IncludeBudget {
  let spent = 0;
  return {
    spend(target) {
      if (!target.isIncluded) {
        target.isIncluded = true;
        return;
      }
      target.length ??= JSON.stringify(target.object).length;
      spent += target.length;
      if (spent <= MAX_REPEATED_LENGTH) return;
      throw new ParseError(ErrorCode.InvalidQuery, 'The included objects are too large together.');
    },
  };
}
