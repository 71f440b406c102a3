import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { dateValue, type DateValue } from '../types/object.js';

/**
 * The date that a `$relativeTime` text means: `now`, `in 3 days 2 hours`, `2 weeks ago`. Fails with InvalidJson.
 * `operator` is the constraint it was given to, which the messages name.
 */
export function parseRelativeTime(text: string, operator: string, now: Date): DateValue {
  const fail = (reason: string): ParseError =>
    new ParseError(ErrorCode.InvalidJson, `bad $relativeTime (${operator}) value. ${reason}`);
  if (text.length > MAX_LENGTH) throw fail('Time is too long.');
  const words = text
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 1 && words[0] === 'now') return dateValue(now);
  const future = words[0] === 'in';
  const past = words.at(-1) === 'ago';
  if (!future && !past) throw fail("Time should either start with 'in' or end with 'ago'");
  if (future && past) throw fail("Time cannot have both 'in' and 'ago'");
  const seconds = sumSeconds(future ? words.slice(1) : words.slice(0, -1), fail);
  const date = new Date(now.getTime() + (future ? 1000 : -1000) * seconds);
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw fail('Time is out of range.');
  return dateValue(date);
}

const MAX_LENGTH = 200;

const SECONDS: ReadonlyMap<string, number> = new Map(
  (
    [
      [['yr', 'yrs', 'year', 'years'], 31_536_000],
      [['wk', 'wks', 'week', 'weeks'], 604_800],
      [['d', 'day', 'days'], 86_400],
      [['hr', 'hrs', 'hour', 'hours'], 3600],
      [['min', 'mins', 'minute', 'minutes'], 60],
      [['sec', 'secs', 'second', 'seconds'], 1],
    ] as const
  ).flatMap(([names, seconds]) => names.map((name) => [name, seconds] as const)),
);

function sumSeconds(words: readonly string[], fail: (reason: string) => ParseError): number {
  if (words.length % 2 !== 0) throw fail('Invalid time string. Dangling unit or number.');
  let total = 0;
  for (let index = 0; index < words.length; index += 2) {
    const [amount = '', unit = ''] = words.slice(index, index + 2);
    if (!/^[+-]?\d+$/.test(amount)) throw fail(`'${amount}' is not an integer.`);
    const seconds = SECONDS.get(unit);
    if (seconds === undefined) throw fail(`Invalid interval: '${unit}'`);
    total += Number(amount) * seconds;
  }
  return total;
}
