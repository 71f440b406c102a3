import { isJsonObject, type Json, type JsonObject } from '@parse/core/adapter';
import { tooManyGuesses } from './invalid-mfa.js';

const MINUTE = 60_000;
const LONGEST = 60 * MINUTE;

/**
 * What is stored after one more wrong code. Throws when there were so many in a row that none is judged now: for a minute
 * after the last of `tries`, twice as long after each further one, and an hour at most. Stored by compare-and-set, so that
 * codes at the same time count like codes one after the other.
 */
export function countedWrong(stored: Json | undefined, now: Date, tries: number): JsonObject {
  const { count = 0, last = 0 } = isJsonObject(stored) ? stored : {};
  const before = typeof count === 'number' ? count : tries;
  const since = now.getTime() - (typeof last === 'number' ? last : now.getTime());
  const isJudged = before < tries || since >= Math.min(MINUTE * 2 ** (before - tries), LONGEST);
  if (!isJudged) throw tooManyGuesses();
  return { count: before + 1, last: now.getTime() };
}
