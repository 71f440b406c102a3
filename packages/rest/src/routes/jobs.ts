import {
  createJobSchedule,
  deleteJobSchedule,
  jobsData,
  listJobSchedules,
  startJob,
  textOf,
  updateJobSchedule,
  type JsonObject,
} from '@parse/core';
import { json, ok, okEmpty, type RestResponse } from '../rest-response.js';
import { parameters, pathParameter, type Route, type RouteCall } from '../route.js';

/** Jobs of Cloud Code: starting them, which there are, and when they are to run. */
export const jobRoutes: readonly Route[] = [
  { method: 'POST', path: '/jobs/:name', run: startNamed },
  { method: 'POST', path: '/jobs', run: startByBody },
  { method: 'GET', path: '/cloud_code/jobs', run: async ({ ctx }) => ok(await listJobSchedules(ctx)) },
  { method: 'GET', path: '/cloud_code/jobs/data', run: async ({ ctx }) => ok(await jobsData(ctx)) },
  {
    method: 'POST',
    path: '/cloud_code/jobs',
    run: async ({ ctx, body }) => json(201, (await createJobSchedule(ctx, body.job_schedule)).response),
  },
  { method: 'PUT', path: '/cloud_code/jobs/:objectId', classOf: classOfSchedules, run: changeSchedule },
  { method: 'DELETE', path: '/cloud_code/jobs/:objectId', classOf: classOfSchedules, run: removeSchedule },
];

function classOfSchedules(): string {
  return '_JobSchedule';
}

function startNamed(call: RouteCall): Promise<RestResponse> {
  return start(call, pathParameter(call, 'name'), parameters(call));
}

function startByBody(call: RouteCall): Promise<RestResponse> {
  const { jobName, ...params } = parameters(call);
  return start(call, textOf(jobName), params);
}

/** Answers when the job has begun; a header names the status that tells how it goes. */
async function start(call: RouteCall, name: string, params: JsonObject): Promise<RestResponse> {
  const { jobId } = await startJob(call.ctx, { name, params });
  return json(200, {}, { 'X-Parse-Job-Status-Id': jobId });
}

async function changeSchedule(call: RouteCall): Promise<RestResponse> {
  const objectId = pathParameter(call, 'objectId');
  return ok(await updateJobSchedule(call.ctx, objectId, call.body.job_schedule));
}

async function removeSchedule(call: RouteCall): Promise<RestResponse> {
  await deleteJobSchedule(call.ctx, pathParameter(call, 'objectId'));
  return okEmpty();
}
