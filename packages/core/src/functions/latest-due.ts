import type { JobSchedule } from '../triggers/job-schedule.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far back is looked: each step is a few of the one before, so that what lies in it is soon counted through. */
const LOOKS: readonly number[] = [
  10 * SECOND,
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  7 * DAY,
  31 * DAY,
  366 * DAY,
];

/**
 * The last moment up to now when a job was due, from `first` on, which is one; the same in every process. However many were
 * missed, few are asked for: an expression takes up to a millisecond for each.
 */
export function latestDue({ nextAfter }: Pick<JobSchedule, 'nextAfter'>, first: Date, now: Date): Date {
  let due = first;
  for (const look of LOOKS) {
    const from = new Date(now.getTime() - look);
    if (from <= first) break;
    const found = nextAfter(from);
    if (!found || found > now) continue;
    due = found;
    break;
  }
  for (let next = nextAfter(due); next && next <= now; next = nextAfter(next)) due = next;
  return due;
}
