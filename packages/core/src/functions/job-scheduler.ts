import type { App } from '../context/app.js';
import { lastScheduledRun } from '../stores/job-status-store.js';
import { loadScheduleRows } from '../stores/job-schedule-store.js';
import type { JobSchedule } from '../triggers/job-schedule.js';
import type { StoredObject } from '../types/object.js';
import { lastRunOf, scheduleOfRow } from './schedule-row.js';
import { lastDueWithRetries } from './retries.js';
import { createScheduleRunner, type Watched } from './schedule-runner.js';

/** Starts jobs when they are due. */
export interface JobScheduler {
  /** Looks once what is due, and starts it. Rejects never; resolves when what it started has begun. */
  tick(): Promise<void>;
  /** Resolves when the runs that it has started are over. */
  ended(): Promise<void>;
  /** Looks again and again until `close`. */
  start(): void;
  close(): Promise<void>;
}

/** What a scheduler may be told. */
export interface JobSchedulerOptions {
  /** Also what rows of `_JobSchedule` say. Absent: only what Cloud Code says. */
  readonly rows?: boolean;
}

/** Milliseconds between two looks at the clock. */
const TICK = 5_000;
/** Milliseconds between two looks at the rows. */
const ROWS_AGE = 30_000;
/**
 * The scheduler of a process. Of any number of processes one runs what is due.
 */
export function createJobScheduler(app: App, { rows = false }: JobSchedulerOptions = {}): JobScheduler {
  const runner = createScheduleRunner(app);
  const watched = new Map<string, Watched>();
  let known: { readonly rows: readonly StoredObject[]; readonly readAt: number } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  async function currentRows(): Promise<readonly StoredObject[]> {
    if (!rows) return [];
    const time = app.now().getTime();
    if (!known || time - known.readAt >= ROWS_AGE)
      known = { rows: await loadScheduleRows(app), readAt: time };
    return known.rows;
  }

  async function look(): Promise<void> {
    await runner.keepAlive();
    const seen = new Set<string>();
    const fromRows = (await currentRows()).map((row) => ({ row, schedule: scheduleOfRow(row) }));
    const fromCode = app.functions.schedules().map((schedule) => ({ row: undefined, schedule }));
    for (const { row, schedule } of [...fromCode, ...fromRows]) {
      if (!schedule) continue;
      seen.add(schedule.key);
      await runner.runWhatIsDue(await watch(schedule, row));
    }
    for (const key of watched.keys()) if (!seen.has(key)) watched.delete(key);
  }

  /** A row that was changed counts from then on. */
  async function watch(schedule: JobSchedule, row: StoredObject | undefined): Promise<Watched> {
    const present = watched.get(schedule.key);
    if (present && (row ? present.row?.updatedAt === row.updatedAt : present.schedule === schedule))
      return present;
    const since = row
      ? lastRunOf(row)
      : (schedule.catchUp && (await lastScheduledRun(app, schedule.jobName))) || app.now();
    const entry = beginWatch(schedule, { row, since, now: app.now() });
    watched.set(schedule.key, entry);
    return entry;
  }

  const failed = (error: unknown): void =>
    app.logger.log('error', 'scheduled jobs could not be looked at', { error });
  const scheduler: JobScheduler = {
    tick() {
      turn = turn.then(look).catch(failed);
      return turn;
    },
    ended: () => runner.ended(),
    start() {
      timer ??= setInterval(() => void scheduler.tick(), TICK).unref();
    },
    async close() {
      clearInterval(timer);
      timer = undefined;
      await turn;
    },
  };
  return scheduler;
}

interface WatchStart {
  readonly row: StoredObject | undefined;
  /** Runs that were due before are not made up for. */
  readonly since: Date;
  readonly now: Date;
}

function beginWatch(schedule: JobSchedule, { row, since, now }: WatchStart): Watched {
  const retried = lastDueWithRetries(schedule, now);
  return { schedule, row, next: schedule.nextAfter(since), retried, isMissed: false };
}
