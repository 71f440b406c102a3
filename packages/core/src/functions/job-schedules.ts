import { requireMaster } from '../context/require-master.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { createObject, type CreateResult } from '../objects/create-object.js';
import { deleteObject } from '../objects/delete-object.js';
import { findObjects } from '../objects/find-objects.js';
import { updateObject } from '../objects/update-object.js';
import { isJsonObject, textOf, type Json, type JsonObject } from '../types/json.js';

const className = '_JobSchedule';
const ALL = { limit: 1000 };

/** The rows that say when jobs are to run. With the master key only, as everything here. */
export async function listJobSchedules(ctx: RequestContext): Promise<readonly JsonObject[]> {
  requireMaster(ctx, { write: false });
  return (await findObjects(ctx, { className, options: ALL })).results;
}

/** The jobs that there are, and those of them that are scheduled. */
export async function jobsData(ctx: RequestContext): Promise<JsonObject> {
  const schedules = await listJobSchedules(ctx);
  return {
    in_use: schedules.map(({ jobName }) => textOf(jobName)),
    jobs: ctx.app.functions.jobNames(),
  };
}

/** Schedules a job; refuses one that Cloud Code does not have. */
export async function createJobSchedule(
  ctx: RequestContext,
  schedule: Json | undefined,
): Promise<CreateResult> {
  requireMaster(ctx, { write: true, action: 'schedule jobs' });
  return createObject(ctx, { className, body: checked(ctx, schedule) });
}

/** Changes when a job is to run. */
export async function updateJobSchedule(
  ctx: RequestContext,
  objectId: string,
  schedule: Json | undefined,
): Promise<JsonObject> {
  requireMaster(ctx, { write: true, action: 'schedule jobs' });
  return (await updateObject(ctx, { className, objectId, body: checked(ctx, schedule) })).response;
}

/** Schedules a job no longer. */
export async function deleteJobSchedule(ctx: RequestContext, objectId: string): Promise<void> {
  requireMaster(ctx, { write: true, action: 'schedule jobs' });
  await deleteObject(ctx, { className, objectId });
}

function checked(ctx: RequestContext, schedule: Json | undefined): JsonObject {
  const body = isJsonObject(schedule) ? schedule : {};
  const { jobName } = body;
  if (typeof jobName === 'string' && ctx.app.functions.jobNamed(jobName)) {
    return body.startAfter ? body : { ...body, startAfter: ctx.app.isoNow() };
  }
  throw new ParseError(ErrorCode.InternalServerError, 'Cannot Schedule a job that is not deployed');
}
