import type { Json, JsonObject } from './scenario.js';

export function date(iso: string): JsonObject {
  return { __type: 'Date', iso };
}

/** To an object by its id: `pointer('Note', '<note.objectId>')`. */
export function pointer(className: string, objectId: string): JsonObject {
  return { __type: 'Pointer', className, objectId };
}

export function geoPoint(latitude: number, longitude: number): JsonObject {
  return { __type: 'GeoPoint', latitude, longitude };
}

export function polygon(...coordinates: readonly (readonly [number, number])[]): JsonObject {
  return { __type: 'Polygon', coordinates };
}

export function bytes(base64: string): JsonObject {
  return { __type: 'Bytes', base64 };
}

export function increment(amount: Json): JsonObject {
  return { __op: 'Increment', amount };
}

/** `Add`, `AddUnique`, `Remove`, `AddRelation` or `RemoveRelation`. */
export function listOp(name: string, ...objects: readonly Json[]): JsonObject {
  return { __op: name, objects };
}

/** What an authenticator with that secret shows when the request is sent, or so many periods later. */
export function totp(secret: string, later = 0): string {
  return `<totp.${secret}.${later}>`;
}

/** Removes a field. */
export const unset = { __op: 'Delete' } as const;

/** Read and write for nobody but those listed: `acl({ '<alice.objectId>': 'rw', '*': 'r' })`. */
export function acl(rights: Readonly<Record<string, 'r' | 'w' | 'rw'>>): JsonObject {
  return Object.fromEntries(
    Object.entries(rights).map(([who, may]) => [
      who,
      { ...(may.includes('r') ? { read: true } : {}), ...(may.includes('w') ? { write: true } : {}) },
    ]),
  );
}
