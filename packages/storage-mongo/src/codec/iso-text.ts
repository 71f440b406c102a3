const MS_PER_DAY = 86_400_000;
const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const THREE = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));

/** The time that is furthest from 1970 for a Date. */
const MOST_MS = 8.64e15;

/** Some years of days, which take less memory than one long list of rows. */
const MOST_DAYS = 2000;

/**
 * Writes times, in milliseconds since 1970, as `Date.toISOString` does; null for one that no Date can be. Many times
 * as fast, as it remembers how days are written: the rows of a class are mostly about the same ones.
 */
export function isoWriter(): (ms: number) => string | null {
  const days = new Map<number, string>();
  return (ms) => {
    if (Math.abs(ms) > MOST_MS) return null;
    const day = Math.floor(ms / MS_PER_DAY);
    let prefix = days.get(day);
    if (prefix === undefined) {
      const text = new Date(ms).toISOString();
      prefix = text.slice(0, text.indexOf('T') + 1);
      if (days.size === MOST_DAYS) days.clear();
      days.set(day, prefix);
    }
    const inDay = ms - day * MS_PER_DAY;
    const seconds = Math.floor(inDay / 1000);
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    return `${prefix}${TWO[hours]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${THREE[inDay % 1000]}Z`;
  };
}
