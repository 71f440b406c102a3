import { requireMaster } from '../context/require-master.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { finishJobStatus, insertJobStatus, writeJobMessage } from '../stores/job-status-store.js';
import type { JobHandler } from '../triggers/function-registry.js';
import { scriptError } from '../triggers/script-error.js';
import type { JsonObject } from '../types/json.js';

/** Which job to start, with what. */
export interface JobInput {
  readonly name: string;
  readonly params: JsonObject;
  /** Absent: `api`. */
  readonly source?: string;
  /** Of its status; absent: a random one. */
  readonly jobId?: string;
}

/** A job under way. */
export interface StartedJob {
  /** Of its `_JobStatus`. */
  readonly jobId: string;
  /** Resolves when the job has ended and its status says how; never rejects. */
  readonly ended: Promise<'succeeded' | 'failed'>;
}

/** Starts a job, with the master key only, and does not wait for its end. Its `_JobStatus` tells how it goes. */
export async function startJob(
  ctx: RequestContext,
  { name, params, source = 'api', ...given }: JobInput,
): Promise<StartedJob> {
  requireMaster(ctx, { write: true, action: 'run a job' });
  const handler = ctx.app.functions.jobNamed(name);
  if (!handler) throw new ParseError(ErrorCode.ScriptFailed, 'Invalid job.');
  const jobId = await insertJobStatus(ctx.app, { jobName: name, params, source, ...given });
  return { jobId, ended: runJob(ctx, handler, { jobName: name, jobId, params }) };
}

interface JobToRun {
  readonly jobName: string;
  readonly jobId: string;
  readonly params: JsonObject;
}

async function runJob(
  ctx: RequestContext,
  handler: JobHandler,
  job: JobToRun,
): Promise<'succeeded' | 'failed'> {
  const messages = inOrder((text) => writeJobMessage(ctx.app, job.jobId, text));
  let end: { readonly status: 'succeeded' | 'failed'; readonly message: string | undefined };
  try {
    end = { status: 'succeeded', message: await handler({ ctx, ...job, message: messages.write }) };
  } catch (error) {
    ctx.log.log('error', `job ${job.jobName} failed`, { jobId: job.jobId, error });
    end = { status: 'failed', message: scriptError(error).message };
  }
  await messages.written();
  try {
    await finishJobStatus(ctx.app, job.jobId, end);
  } catch (error) {
    ctx.log.log('error', `the end of job ${job.jobName} could not be written`, { jobId: job.jobId, error });
  }
  return end.status;
}

/** Writes one message after the other: a job need not wait for them, and the last one is what its status tells. */
function inOrder(write: (text: string) => Promise<void>): {
  readonly write: (text: string) => Promise<void>;
  /** Resolves when none is under way. */
  readonly written: () => Promise<void>;
} {
  let last: Promise<void> = Promise.resolve();
  return {
    write(text) {
      const writing = last.then(() => write(text));
      last = writing.catch(() => undefined);
      return writing;
    },
    written: () => last,
  };
}
