import type { JobRunState } from '../stores/job-status-store.js';
import type { JobSchedule } from '../triggers/job-schedule.js';

/** Runs that are counted one by one, looking for the last one that was due. */
const MOST = 1000;

/**
 * The last moment when the job was due and of which a retry may be left, for a process that was not there then. Undefined
 * for jobs without retries.
 */
export function lastDueWithRetries(schedule: JobSchedule, now: Date): Date | undefined {
  if (schedule.retries === 0) return undefined;
  let last: Date | undefined;
  let next = schedule.nextAfter(new Date(now.getTime() - retriesLast(schedule)));
  for (let count = 0; next && next <= now && count < MOST; count += 1) {
    last = next;
    next = schedule.nextAfter(next);
  }
  return last;
}

/** Milliseconds from the first failure to the last retry. */
function retriesLast({ retries, retryDelay }: JobSchedule): number {
  return retryDelay * (2 ** retries - 1);
}

/** What is to be done about a moment when a job was due. */
export type RetryStep = { readonly attempt: number; readonly at: Date } | 'wait' | 'over';

/** Reads it off the runs of that moment, by their attempts: undefined for those that have not begun. */
export function retryStep(
  { retries, retryDelay }: JobSchedule,
  runs: readonly (JobRunState | undefined)[],
): RetryStep {
  const attempt = runs.findLastIndex((run) => run !== undefined);
  const last = runs[attempt];
  if (!last || last.state === 'succeeded') return 'over';
  if (!last.failedAt) return 'wait';
  if (attempt >= retries) return 'over';
  return { attempt: attempt + 1, at: new Date(last.failedAt.getTime() + retryDelay * 2 ** attempt) };
}
