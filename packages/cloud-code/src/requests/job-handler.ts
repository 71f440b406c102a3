import type { JobHandler } from '@parse/core';
import type { CloudApp } from '../scope/cloud-app.js';
import { runHandler } from '../scope/current-app.js';
import { scriptFailure } from '../script-failure.js';
import { parametersOf } from './function-handler.js';
import { requestFacts, type RequestFacts } from './request-facts.js';

/** What a job is called with. */
export interface JobCall extends RequestFacts {
  readonly jobName: string;
  readonly jobId: string;
  readonly params: Record<string, unknown>;
  /** Writes into the job's status how far it is; what is no text says nothing. */
  readonly message: (text: string) => Promise<void>;
}

/** A job of Cloud Code. What it returns is its last message when it is a text. */
export type CloudJob = (request: JobCall) => unknown;

/** Calls a Cloud Code job as a job of an app. */
export function jobHandler(cloud: CloudApp, job: CloudJob): JobHandler {
  return async ({ ctx, jobName, jobId, params, message }) => {
    const facts = await requestFacts(cloud, ctx);
    const tell = async (text: unknown) => {
      if (typeof text !== 'string') return;
      try {
        await message(text);
      } catch (error) {
        // Jobs tell how far they are without waiting for it.
        ctx.log.log('error', `a message of job ${jobName} could not be written`, { jobId, error });
      }
    };
    try {
      const call: JobCall = { ...facts, jobName, jobId, params: parametersOf(params), message: tell };
      const result = await runHandler(cloud, async () => job(call));
      return typeof result === 'string' ? result : undefined;
    } catch (error) {
      throw scriptFailure(error);
    }
  };
}
