import type { App } from '../context/app.js';
import { resolveFieldPath } from '../query/field-path.js';
import { newObjectId } from '../schema/random-ids.js';
import { systemSchema } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { FieldOp } from '../types/field-op.js';
import type { Json, JsonObject } from '../types/json.js';
import { dateValue } from '../types/object.js';

/** A run of a job that begins. */
export interface JobRun {
  readonly jobName: string;
  readonly params: JsonObject;
  /** Who started it: `api`, `scheduler`. */
  readonly source: string;
}

/**
 * Writes that the job runs, and returns the id of its status. Without access check, since only the server writes
 * statuses; `_JobStatus` is readable with the master key alone.
 */
export async function insertJobStatus(app: App, { jobName, params, source }: JobRun): Promise<string> {
  const schema = await statusSchema(app);
  const objectId = newObjectId(app.settings.objectIdSize);
  const time = app.now().toISOString();
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

async function updateStatus(app: App, objectId: string, fields: { [field: string]: Json }): Promise<void> {
  const schema = await statusSchema(app);
  const all = { ...fields, updatedAt: app.now().toISOString() };
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
