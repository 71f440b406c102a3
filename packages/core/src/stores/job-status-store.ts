import type { App } from '../context/app.js';
import { resolveFieldPath } from '../query/field-path.js';
import { newObjectId } from '../schema/random-ids.js';
import { systemSchema } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { FieldOp } from '../types/field-op.js';
import { isJsonObject, textOf, type Json, type JsonObject } from '../types/json.js';
import { dateValue, type StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';

/** The `source` of runs that a schedule started. */
export const SCHEDULER = 'scheduler';

/** A run of a job that begins. */
export interface JobRun {
  readonly jobName: string;
  readonly params: JsonObject;
  /** Who started it: `api`, `scheduler`. */
  readonly source: string;
  /** Absent: a random one. Fails with `duplicate-value` when there is a status of that id. */
  readonly jobId?: string;
}

/**
 * Writes that the job runs, and returns the id of its status. Without access check, since only the server writes
 * statuses; `_JobStatus` is readable with the master key alone.
 */
export async function insertJobStatus(app: App, { jobName, params, source, jobId }: JobRun): Promise<string> {
  const schema = await statusSchema(app);
  const objectId = jobId ?? newObjectId(app.settings.objectIdSize);
  const time = app.isoNow();
  const row = { objectId, createdAt: time, updatedAt: time, ACL: {} };
  await app.storage.insert(schema, { ...row, jobName, params, source, status: 'running' });
  return objectId;
}

/** Tells how far the job is. */
export function writeJobMessage(app: App, objectId: string, message: string): Promise<void> {
  return updateStatus(app, objectId, { message });
}

/** Writes how the job ended. The last message stays when there is nothing to say. */
export function finishJobStatus(
  app: App,
  objectId: string,
  end: { readonly status: 'succeeded' | 'failed'; readonly message: string | undefined },
): Promise<void> {
  const { status, message } = end;
  const finishedAt = dateValue(app.now());
  return updateStatus(app, objectId, { status, finishedAt, ...(message === undefined ? {} : { message }) });
}

/** Says that a job is still running. */
export function touchJobStatus(app: App, objectId: string): Promise<void> {
  return updateStatus(app, objectId, {});
}

/** Milliseconds after which a running job that says nothing has ended with its process. */
const SILENCE = 5 * 60_000;

/** Whether a process runs the job by a schedule. */
export async function isRunning(app: App, jobName: string): Promise<boolean> {
  const schema = await statusSchema(app);
  const since = new Date(app.now().getTime() - SILENCE).toISOString();
  const where: Where = {
    op: 'and',
    nodes: [
      ...scheduled(schema, jobName),
      { op: 'equal', key: resolveFieldPath(schema, 'status'), value: 'running' },
      { op: 'greater', key: resolveFieldPath(schema, 'updatedAt'), value: dateValue(new Date(since)) },
    ],
  };
  return (await app.storage.count(schema, where)) > 0;
}

/** How far a run is, as its status says. */
export interface JobRunState {
  readonly state: 'running' | 'succeeded' | 'failed';
  /** When a run that failed ended. One that says nothing any more has failed with its process. */
  readonly failedAt: Date | undefined;
}

/** How far those runs are; undefined for one that has no status. */
export async function jobRunStates(
  app: App,
  jobIds: readonly string[],
): Promise<readonly (JobRunState | undefined)[]> {
  const schema = await statusSchema(app);
  const key = resolveFieldPath(schema, 'objectId');
  const rows = await app.storage.find(schema, { op: 'in', key, values: jobIds }, {});
  const byId = new Map(rows.map((row) => [row.objectId, stateOf(row, app.now())]));
  return jobIds.map((jobId) => byId.get(jobId));
}

function stateOf({ status, finishedAt, updatedAt }: StoredObject, now: Date): JobRunState {
  if (status === 'succeeded') return { state: 'succeeded', failedAt: undefined };
  if (status !== 'running') {
    const ended = isJsonObject(finishedAt) ? finishedAt.iso : updatedAt;
    return { state: 'failed', failedAt: new Date(textOf(ended)) };
  }
  const silentAt = new Date(Date.parse(textOf(updatedAt)) + SILENCE);
  return silentAt > now ? { state: 'running', failedAt: undefined } : { state: 'failed', failedAt: silentAt };
}

/** When the job was last started by a schedule. */
export async function lastScheduledRun(app: App, jobName: string): Promise<Date | undefined> {
  const schema = await statusSchema(app);
  const sort = [{ key: resolveFieldPath(schema, 'createdAt'), descending: true }];
  const where: Where = { op: 'and', nodes: scheduled(schema, jobName) };
  const [row] = await app.storage.find(schema, where, { sort, limit: 1 });
  return typeof row?.createdAt === 'string' ? new Date(row.createdAt) : undefined;
}

function scheduled(schema: ClassSchema, jobName: string): readonly Where[] {
  return [
    { op: 'equal', key: resolveFieldPath(schema, 'jobName'), value: jobName },
    { op: 'equal', key: resolveFieldPath(schema, 'source'), value: SCHEDULER },
  ];
}

async function updateStatus(app: App, objectId: string, fields: { [field: string]: Json }): Promise<void> {
  const schema = await statusSchema(app);
  const all = { ...fields, updatedAt: app.isoNow() };
  const ops = Object.entries(all).map(([field, value]): FieldOp => ({
    op: 'set',
    target: { field, path: [] },
    value,
  }));
  const key = resolveFieldPath(schema, 'objectId');
  await app.storage.update(schema, { op: 'equal', key, value: objectId }, ops, { fields: [] });
}

async function statusSchema(app: App): Promise<ClassSchema> {
  const known = app.schemas.has('_JobStatus') ? app.schemas.get('_JobStatus') : undefined;
  const system = known ?? systemSchema('_JobStatus');
  if (!system) throw new TypeError('_JobStatus is a system class');
  return known ?? app.schemas.ensure(system);
}
