import type { App } from '../context/app.js';
import { derivedObjectId } from '../schema/derived-id.js';
import { StorageError } from '../errors/storage-error.js';
import { resolveFieldPath } from '../query/field-path.js';
import { systemSchema } from '../schema/system-classes.js';
import { dateValue } from '../types/object.js';
import type { ClassSchema } from '../types/class-schema.js';

/** Long enough that two request ids never share one. */
const ID_SIZE = 32;

/**
 * Claims a request id for `ttl` seconds: true for exactly one of any number of racing callers, false for the
 * others and for repeats. The store decides, never a look first: by its unique index, and where it has none by the
 * objectId, which is made of the request id.
 */
export async function claimRequestId(app: App, requestId: string, ttl: number): Promise<boolean> {
  const system = systemSchema('_Idempotency');
  if (!system) throw new TypeError('_Idempotency is a system class');
  const schema = await app.schemas.ensure(system);
  const expire = new Date(app.now().getTime() + ttl * 1000);
  await removeExpired(app, schema, ttl);
  try {
    await app.storage.insert(schema, {
      objectId: derivedObjectId(requestId, ID_SIZE),
      createdAt: app.isoNow(),
      updatedAt: app.isoNow(),
      reqId: requestId,
      expire: dateValue(expire),
    });
    return true;
  } catch (error) {
    if (!StorageError.isInstance(error) || error.kind !== 'duplicate-value') throw error;
  }
  return renewExpired(app, schema, requestId, expire);
}

/** When expired claims of an app were last removed. */
const removals = new WeakMap<App, number>();

/** For stores that do not by themselves, once in every `ttl`, so that claims do not pile up. */
async function removeExpired(app: App, schema: ClassSchema, ttl: number): Promise<void> {
  if (app.storage.capabilities.expiry) return;
  const time = app.now().getTime();
  const last = removals.get(app);
  if (last === undefined || time - last >= ttl * 1000) {
    removals.set(app, time);
    // Those of the last moments stay for `renewExpired`, which is about to be asked for one of them.
    const value = dateValue(new Date(time - ttl * 1000));
    await app.storage.remove(schema, { op: 'less', key: resolveFieldPath(schema, 'expire'), value });
  }
}

/** Stores remove expired claims late or never: a claim past its time is taken over, again by one racer only. */
async function renewExpired(
  app: App,
  schema: ClassSchema,
  requestId: string,
  expire: Date,
): Promise<boolean> {
  const key = resolveFieldPath(schema, 'expire');
  const renewed = await app.storage.update(
    schema,
    {
      op: 'and',
      nodes: [
        { op: 'equal', key: resolveFieldPath(schema, 'reqId'), value: requestId },
        { op: 'less-or-equal', key, value: dateValue(app.now()) },
      ],
    },
    [{ op: 'set', target: { field: 'expire', path: [] }, value: dateValue(expire) }],
    { fields: [] },
  );
  return renewed !== null;
}
