import type { ClassPermissions } from '../types/class-schema.js';
import type { JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';

/** A committed write of a watched class. */
export interface ObjectEvent {
  readonly kind: 'save' | 'delete';
  readonly className: string;
  /** The row after a save; the row that was removed by a delete. */
  readonly object: StoredObject;
  /** The row before a save; undefined for a new one. */
  readonly original: StoredObject | undefined;
  readonly permissions: ClassPermissions;
}

/** The pub/sub channel of an event; mixed fleets agree on these names. */
export function eventChannel(appId: string, kind: ObjectEvent['kind']): string {
  return kind === 'save' ? `${appId}afterSave` : `${appId}afterDelete`;
}

/** The message of an event, in the form other Parse servers publish and understand. */
export function encodeObjectEvent(event: ObjectEvent): string {
  return JSON.stringify({
    currentParseObject: asObject(event.className, event.object),
    ...(event.original ? { originalParseObject: asObject(event.className, event.original) } : {}),
    classLevelPermissions: event.permissions,
  });
}

function asObject(className: string, object: StoredObject): JsonObject {
  return { ...object, __type: 'Object', className };
}
