import type { App } from '../context/app.js';
import { resolveFieldPath } from '../query/field-path.js';
import { systemSchema } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { StoredObject } from '../types/object.js';

// Without access checks: the server itself asks, for the jobs that it runs.

/** Every row of `_JobSchedule`. */
export async function loadScheduleRows(app: App): Promise<readonly StoredObject[]> {
  if (!app.schemas.has('_JobSchedule')) return [];
  return app.storage.find(scheduleSchema(app), { op: 'everything' }, {});
}

/** Notes when the row was last due, in milliseconds as Parse Server's tools read it. The row is otherwise unchanged. */
export async function writeLastRun(app: App, objectId: string, time: Date): Promise<void> {
  const schema = scheduleSchema(app);
  const key = resolveFieldPath(schema, 'objectId');
  const lastRun = { op: 'set', target: { field: 'lastRun', path: [] }, value: time.getTime() } as const;
  await app.storage.update(schema, { op: 'equal', key, value: objectId }, [lastRun], { fields: [] });
}

function scheduleSchema(app: App): ClassSchema {
  const schema = app.schemas.get('_JobSchedule') ?? systemSchema('_JobSchedule');
  if (!schema) throw new TypeError('_JobSchedule is a system class');
  return schema;
}
