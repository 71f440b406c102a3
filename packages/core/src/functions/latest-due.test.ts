import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latestDue } from './latest-due.js';

const START = Date.UTC(2026, 0, 1);
const YEAR = 366 * 24 * 60 * 60 * 1000;

/** Due every so many milliseconds, from the start on. */
function every(period: number) {
  let asked = 0;
  return {
    asked: () => asked,
    nextAfter(time: Date): Date {
      asked += 1;
      return new Date(START + (Math.floor((time.getTime() - START) / period) + 1) * period);
    },
  };
}

test('is the last moment before now, whatever was missed, and asks for few', () => {
  const periods = fc.constantFrom(1, 5, 10, 60, 300, 3600, 86_400, 604_800).map((seconds) => seconds * 1000);
  fc.assert(
    fc.property(periods, fc.integer({ min: 0, max: YEAR }), (period, passed) => {
      const schedule = every(period);
      const first = new Date(START);
      const expected = START + Math.floor(passed / period) * period;
      expect(latestDue(schedule, first, new Date(START + passed)).getTime()).toBe(expected);
      expect(schedule.asked()).toBeLessThan(80);
    }),
  );
});

test('is the first one of a schedule that is over', () => {
  const once = { nextAfter: () => undefined };
  expect(latestDue(once, new Date(START), new Date(START + YEAR))).toEqual(new Date(START));
});
