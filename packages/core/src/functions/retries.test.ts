import { expect, test } from 'vitest';
import type { JobRunState } from '../stores/job-status-store.js';
import type { JobSchedule } from '../triggers/job-schedule.js';
import { lastDueWithRetries, retryStep } from './retries.js';

const HOUR = 3_600_000;
const hourly = (retries: number): JobSchedule => ({
  key: 'job hourly',
  jobName: 'hourly',
  params: {},
  nextAfter: (time) => new Date((Math.floor(time.getTime() / HOUR) + 1) * HOUR),
  retries,
  retryDelay: 60_000,
  overlap: 'skip',
  catchUp: false,
});

const failed = (at: number): JobRunState => ({ state: 'failed', failedAt: new Date(at) });
const running: JobRunState = { state: 'running', failedAt: undefined };
const succeeded: JobRunState = { state: 'succeeded', failedAt: undefined };

test.each([
  ['nothing has run', [undefined, undefined, undefined], 'over'],
  ['the first run is under way', [running, undefined, undefined], 'wait'],
  ['the first run is well', [succeeded, undefined, undefined], 'over'],
  ['the first run has failed', [failed(1000), undefined, undefined], { attempt: 1, at: new Date(61_000) }],
  ['the second run has failed', [failed(0), failed(1000), undefined], { attempt: 2, at: new Date(121_000) }],
  ['a retry is under way', [failed(0), running, undefined], 'wait'],
  ['all have failed', [failed(0), failed(0), failed(0)], 'over'],
])('when %s', (_when, runs, step) => {
  expect(retryStep(hourly(2), runs)).toEqual(step);
});

test.each([
  ['has no retries', 0, 1, undefined],
  ['was due a minute ago', 3, 1, 0],
  ['was due when its retries are over', 3, 8, undefined],
])('a job that %s', (_what, retries, minutes, due) => {
  const now = new Date(HOUR + minutes * 60_000);
  const expected = due === undefined ? undefined : new Date(HOUR + due);
  expect(lastDueWithRetries(hourly(retries), now)).toEqual(expected);
});
