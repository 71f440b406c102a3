import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { JsonObject } from '../types/json.js';

/** Letters of JSON that objects included more than once may add to a response. */
const MAX_REPEATED_LENGTH = 20_000_000;

/**
 * Counts what repeated objects add to a response. An object included once costs what it cost to read; but one that
 * includes itself a hundred times, three levels deep, becomes a million.
 */
export interface IncludeBudget {
  /** Call for every place the object is included at. Fails with InvalidQuery when the response gets too large. */
  spend(object: JsonObject): void;
}

/** The budget of one response. */
export function createIncludeBudget(): IncludeBudget {
  const lengths = new Map<JsonObject, number | undefined>();
  let spent = 0;
  return {
    spend(object) {
      if (!lengths.has(object)) {
        lengths.set(object, undefined);
        return;
      }
      const length = lengths.get(object) ?? JSON.stringify(object).length;
      lengths.set(object, length);
      spent += length;
      if (spent <= MAX_REPEATED_LENGTH) return;
      throw new ParseError(ErrorCode.InvalidQuery, 'The included objects are too large together.');
    },
  };
}
