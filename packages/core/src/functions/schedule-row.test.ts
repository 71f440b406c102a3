import { expect, test } from 'vitest';
import { scheduleOfRow } from './schedule-row.js';

const DAILY = { jobName: 'j', startAfter: '2030-01-01T00:00:00.000Z', timeOfDay: '09:30:00.000Z' };
const WEEKEND = ['1', '0', '0', '0', '0', '0', '1'];

test.each<[string, object, string, string | undefined]>([
  ['once', { startAfter: '2030-01-01T10:00:00.000Z' }, '2029-01-01T00:00:00Z', '2030-01-01T10:00:00.000Z'],
  ['once, which is over', { startAfter: '2030-01-01T10:00:00.000Z' }, '2030-01-01T10:00:00Z', undefined],
  [
    'again and again',
    { startAfter: '2030-01-01T10:00:00.000Z', repeatMinutes: 90 },
    '2030-01-01T11:30:00Z',
    '2030-01-01T13:00:00.000Z',
  ],
  ['every day, today', DAILY, '2030-05-05T09:29:59Z', '2030-05-05T09:30:00.000Z'],
  ['every day, tomorrow', DAILY, '2030-05-05T09:30:00Z', '2030-05-06T09:30:00.000Z'],
  ['not before the start', DAILY, '2020-01-01T00:00:00Z', '2030-01-01T09:30:00.000Z'],
  [
    'on Saturdays and Sundays',
    { ...DAILY, daysOfWeek: WEEKEND },
    '2030-05-06T00:00:00Z',
    '2030-05-11T09:30:00.000Z',
  ],
  ['on no day', { ...DAILY, daysOfWeek: [0, 0, 0, 0, 0, 0, 0] }, '2030-05-06T00:00:00Z', undefined],
  ['within the day', { ...DAILY, repeatMinutes: 60 }, '2030-05-06T22:30:00Z', '2030-05-06T23:30:00.000Z'],
  ['after midnight', { ...DAILY, repeatMinutes: 60 }, '2030-05-06T23:30:00Z', '2030-05-07T09:30:00.000Z'],
])('a row is due %s', (_when, row, after, expected) => {
  const schedule = scheduleOfRow({
    objectId: 'x',
    createdAt: '2029-01-01T00:00:00.000Z',
    jobName: 'j',
    ...row,
  });
  expect(schedule?.nextAfter(new Date(after))?.toISOString()).toBe(expected);
});

test.each([
  ['{"a":1}', { a: 1 }],
  ['[1]', {}],
  ['broken', {}],
  [undefined, {}],
])('parameters that are %j are %j', (params, expected) => {
  expect(scheduleOfRow({ objectId: 'x', jobName: 'j', ...(params && { params }) })?.params).toEqual(expected);
});
