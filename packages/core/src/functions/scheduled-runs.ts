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

/** One run of a schedule. */
export interface ScheduledRun {
  readonly schedule: JobSchedule;
  /** The row of `_JobSchedule` that says it. */
  readonly row: StoredObject | undefined;
  readonly due: Date;
  readonly attempt: number;
}

/** The runs of a process. */
export interface ScheduledRuns {
  /** Starts a run, unless another process has it, or the run before is not over and that is not wanted. */
  start(run: ScheduledRun): Promise<void>;
  /** Says of the jobs of this process that they are still running. */
  keepAlive(): Promise<void>;
  /** Resolves when the runs that it has started are over. */
  ended(): Promise<void>;
}

/** Milliseconds after which a running job says that it is still alive. */
const BEAT = 60_000;

/**
 * Of any number of processes one starts a run: the id of its status is made of the schedule and the time, so that the
 * store lets one of them through.
 */
export function createScheduledRuns(app: App): ScheduledRuns {
  const client = { ip: '127.0.0.1', installationId: undefined, clientVersion: undefined };
  const ctx = createContext(app, MASTER, client);
  const beats = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const time = () => app.now().getTime();
  return {
    async start(run) {
      const { schedule, row, due, attempt } = run;
      const { jobName, params, overlap } = schedule;
      if (overlap === 'skip' && attempt === 0 && (await isRunning(app, jobName))) {
        ctx.log.log('info', `job ${jobName} is not started: the run before is not over`, { due });
        return;
      }
      const jobId = statusIdOf(app, run);
      const started = await claim(ctx, { name: jobName, params, source: SCHEDULER, jobId });
      if (!started) return;
      beats.set(jobId, time());
      if (row) await writeLastRun(app, row.objectId, due);
      const over = started.ended.then(() => {
        beats.delete(jobId);
        running.delete(over);
      });
      running.add(over);
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

/** The id of the status that a run has or would have. */
export function statusIdOf(
  app: App,
  { schedule, due, attempt }: Pick<ScheduledRun, 'schedule' | 'due' | 'attempt'>,
): string {
  return derivedObjectId(`${schedule.key} ${due.toISOString()} ${attempt}`, app.settings.objectIdSize);
}

/** Undefined when another process has it. */
async function claim(
  ctx: RequestContext,
  job: Parameters<typeof startJob>[1],
): Promise<Awaited<ReturnType<typeof startJob>> | undefined> {
  try {
    return await startJob(ctx, job);
  } catch (error) {
    if (StorageError.isInstance(error) && error.kind === 'duplicate-value') return undefined;
    throw error;
  }
}
