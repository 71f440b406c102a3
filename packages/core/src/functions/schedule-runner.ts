import type { App } from '../context/app.js';
import { jobRunStates } from '../stores/job-status-store.js';
import type { JobSchedule } from '../triggers/job-schedule.js';
import type { StoredObject } from '../types/object.js';
import { latestDue } from './latest-due.js';
import { retryStep } from './retries.js';
import { createScheduledRuns, statusIdOf, type ScheduledRuns } from './scheduled-runs.js';

/** A schedule, and where the process is with it. */
export interface Watched {
  readonly schedule: JobSchedule;
  readonly row: StoredObject | undefined;
  next: Date | undefined;
  /** A moment when it was due and of which a retry may be left. */
  retried: Date | undefined;
  /** It was due and no such job is here; told about already. */
  isMissed: boolean;
}

/** Starts the runs of schedules that are due. */
export interface ScheduleRunner extends Pick<ScheduledRuns, 'keepAlive' | 'ended'> {
  /** Starts the latest run that is due, or else a retry of it whose time has come, whichever process ran it before. */
  runWhatIsDue(entry: Watched): Promise<void>;
}

/** The runner of a process. */
export function createScheduleRunner(app: App): ScheduleRunner {
  const runs = createScheduledRuns(app);
  return {
    keepAlive: () => runs.keepAlive(),
    ended: () => runs.ended(),
    async runWhatIsDue(entry) {
      const due = takeDue(entry, app.now());
      if (!due) {
        await retry(app, runs, entry);
        return;
      }
      if (!app.functions.jobNamed(entry.schedule.jobName)) {
        tellMissing(app, entry);
        return;
      }
      try {
        await runs.start({ ...entry, due, attempt: 0 });
        entry.retried = entry.schedule.retries > 0 ? due : undefined;
      } catch (error) {
        entry.next = due;
        throw error;
      }
    },
  };
}

/** The latest moment that is over, and has the entry wait for the one after it. */
function takeDue(entry: Watched, now: Date): Date | undefined {
  const { schedule, next } = entry;
  if (!next || next > now) return undefined;
  const due = latestDue(schedule, next, now);
  entry.next = schedule.nextAfter(due);
  return due;
}

/** The statuses of the runs tell every process what is left to do. */
async function retry(app: App, runs: ScheduledRuns, entry: Watched): Promise<void> {
  const { schedule, retried: due } = entry;
  if (!due || !app.functions.jobNamed(schedule.jobName)) return;
  const ids = Array.from({ length: schedule.retries + 1 }, (_none, attempt) =>
    statusIdOf(app, { schedule, due, attempt }),
  );
  const step = retryStep(schedule, await jobRunStates(app, ids));
  if (step === 'over') entry.retried = undefined;
  if (typeof step === 'object' && step.at <= app.now()) {
    await runs.start({ ...entry, due, attempt: step.attempt });
  }
}

/** Other processes may have the job; when none has, it is only here that somebody learns of it. */
function tellMissing(app: App, entry: Watched): void {
  if (!entry.isMissed) {
    const { jobName, key } = entry.schedule;
    const message = `job ${jobName} is due and not started here: this server has no job of that name`;
    app.logger.log('warn', message, { key });
  }
  entry.isMissed = true;
}
