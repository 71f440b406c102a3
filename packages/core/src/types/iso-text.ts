const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

/** `00:00:` to `23:59:`, `00.` to `59.` and `000Z` to `999Z`. */
const MINUTES = Array.from(
  { length: 1440 },
  (_, number) => `${two(Math.floor(number / 60))}:${two(number % 60)}:`,
);
const SECONDS = Array.from({ length: 60 }, (_, number) => `${two(number)}.`);
const MILLISECONDS = Array.from({ length: 1000 }, (_, number) => `${String(number).padStart(3, '0')}Z`);

/** The time that is furthest from 1970 for a Date. */
const MOST_MS = 8.64e15;

/** Some years of days, which take less memory than one long list of rows. */
const MOST_DAYS = 2000;

/**
 * Writes times, in milliseconds since 1970, as `Date.toISOString` does; null for one that no Date can be. Many times
 * as fast: it remembers how days are written, as the rows of a class are mostly about the same ones, and the last time,
 * as many rows were never updated. Texts are made of few parts, each of which would be an object in memory.
 */
export function isoWriter(): (ms: number) => string | null {
  const days = new Map<number, string>();
  let lastMs = Number.NaN;
  let lastText = '';
  return (ms) => {
    if (ms === lastMs) return lastText;
    if (!(Math.abs(ms) <= MOST_MS)) return null;
    const day = Math.floor(ms / MS_PER_DAY);
    let prefix = days.get(day);
    if (prefix === undefined) {
      const text = new Date(ms).toISOString();
      prefix = text.slice(0, text.indexOf('T') + 1);
      if (days.size === MOST_DAYS) days.clear();
      days.set(day, prefix);
    }
    const inDay = ms - day * MS_PER_DAY;
    const minute = Math.floor(inDay / MS_PER_MINUTE);
    const inMinute = inDay - minute * MS_PER_MINUTE;
    const second = Math.floor(inMinute / 1000);
    lastMs = ms;
    const seconds = `${SECONDS[second]}${MILLISECONDS[inMinute - second * 1000]}`;
    lastText = `${prefix}${MINUTES[minute]}${seconds}`;
    return lastText;
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
