import type { App } from '../context/app.js';
import { MASTER } from '../context/auth.js';
import { createContext, type RequestContext } from '../context/request-context.js';
import { StorageError } from '../errors/storage-error.js';
import { derivedObjectId } from '../schema/derived-id.js';
import { isRunning, SCHEDULER, touchJobStatus } from '../stores/job-status-store.js';
import { writeLastRun } from '../stores/job-schedule-store.js';
import type { JobSchedule } from '../triggers/job-schedule.js';
import type { StoredObject } from '../types/object.js';
import { startJob } from './start-job.js';

/** A schedule, and where the process is with it. */
export interface Watched {
  readonly schedule: JobSchedule;
  readonly row: StoredObject | undefined;
  next: Date | undefined;
  retry: (Run & { readonly at: number }) | undefined;
}

/** One run of a schedule. */
interface Run {
  readonly due: Date;
  readonly attempt: number;
}

/** Starts the runs of schedules that are due. */
export interface ScheduleRunner {
  /** Starts the latest run that is due, if there is one, and a retry whose time has come. */
  runWhatIsDue(entry: Watched): Promise<void>;
  /** Says of the jobs of this process that they are still running. */
  keepAlive(): Promise<void>;
  /** Resolves when the runs that it has started are over. */
  ended(): Promise<void>;
}

/** Milliseconds after which a running job says that it is still alive. */
const BEAT = 60_000;

/**
 * The runner of a process. Of any number of processes one runs what is due: the id of a run's status is made of the
 * schedule and the time, so that the store lets one of them through.
 */
export function createScheduleRunner(app: App): ScheduleRunner {
  const client = { ip: '127.0.0.1', installationId: undefined, clientVersion: undefined };
  const ctx = createContext(app, MASTER, client);
  const beats = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const time = () => app.now().getTime();

  async function run(entry: Watched, { due, attempt }: Run): Promise<void> {
    const { schedule, row } = entry;
    const { key, jobName, params, overlap } = schedule;
    if (overlap === 'skip' && attempt === 0 && (await isRunning(app, jobName))) {
      ctx.log.log('info', `job ${jobName} is not started: the run before is not over`, { due });
      return;
    }
    const jobId = derivedObjectId(`${key} ${due.toISOString()} ${attempt}`, app.settings.objectIdSize);
    const started = await claim(ctx, { name: jobName, params, source: SCHEDULER, jobId });
    if (!started) return;
    beats.set(jobId, time());
    if (row) await writeLastRun(app, row.objectId, due);
    const over = started.ended.then((end) => {
      beats.delete(jobId);
      running.delete(over);
      if (end === 'succeeded' || attempt >= schedule.retries) return;
      entry.retry = { due, attempt: attempt + 1, at: time() + schedule.retryDelay * 2 ** attempt };
    });
    running.add(over);
  }

  return {
    async runWhatIsDue(entry) {
      const { retry } = entry;
      if (retry && retry.at <= time()) {
        entry.retry = undefined;
        await run(entry, retry);
      }
      const due = takeDue(entry, app.now());
      if (!due) return;
      try {
        await run(entry, { due, attempt: 0 });
      } catch (error) {
        entry.next = due;
        throw error;
      }
    },
    async keepAlive() {
      for (const [jobId, beat] of beats) {
        if (time() - beat < BEAT) continue;
        beats.set(jobId, time());
        await touchJobStatus(app, jobId);
      }
    },
    async ended() {
      await Promise.all(running);
    },
  };
}

/** Runs that are counted one by one; of more that were missed, one is made up for all the same. */
const MISSED = 1000;

/** The latest moment that is over, and has the entry wait for the one after it. */
function takeDue(entry: Watched, now: Date): Date | undefined {
  const { schedule } = entry;
  let due: Date | undefined;
  for (let missed = 0; entry.next && entry.next <= now; missed += 1) {
    due = entry.next;
    entry.next = schedule.nextAfter(missed < MISSED ? due : now);
  }
  return due;
}

/** Undefined when another process has it, or when the job does not exist here. */
async function claim(
  ctx: RequestContext,
  job: Parameters<typeof startJob>[1],
): Promise<Awaited<ReturnType<typeof startJob>> | undefined> {
  if (!ctx.app.functions.jobNamed(job.name)) return undefined;
  try {
    return await startJob(ctx, job);
  } catch (error) {
    if (StorageError.isInstance(error) && error.kind === 'duplicate-value') return undefined;
    throw error;
  }
}
