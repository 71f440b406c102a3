import { isJsonArray, type Json } from '@parse/core/adapter';

/** How often something may happen. */
export interface Limit {
  readonly most: number;
  /** In milliseconds. */
  readonly window: number;
}

/**
 * The times at which it happened lately, with this one; undefined when it has happened as often as it may. Stored with the
 * user by compare-and-set, so that requests at the same time count like requests one after the other.
 */
export function withinLimit(
  times: Json | undefined,
  now: Date,
  { most, window }: Limit,
): number[] | undefined {
  const recent = timesLately(times, now, window);
  return recent.length < most ? [...recent, now.getTime()] : undefined;
}

/** The times of those that still count. */
export function timesLately(times: Json | undefined, now: Date, window: number): readonly number[] {
  const list = isJsonArray(times) ? times.filter((time) => typeof time === 'number') : [];
  return list.filter((time) => time > now.getTime() - window);
}
