import { isJsonObject, nullMap, type Json, type JsonObject } from './json.js';

/** A reference to an object of another class. */
export interface PointerValue extends JsonObject {
  readonly __type: 'Pointer';
  readonly className: string;
  readonly objectId: string;
}

/** A point in time. `iso` is always canonical, `YYYY-MM-DDTHH:mm:ss.SSSZ`, so that text order is time order. */
export interface DateValue extends JsonObject {
  readonly __type: 'Date';
  readonly iso: string;
}

/** A place on earth, in degrees. */
export interface GeoPointValue extends JsonObject {
  readonly __type: 'GeoPoint';
  readonly latitude: number;
  readonly longitude: number;
}

/** A closed ring of `[latitude, longitude]` pairs; the first pair is repeated as the last. */
export interface PolygonValue extends JsonObject {
  readonly __type: 'Polygon';
  readonly coordinates: readonly (readonly [number, number])[];
}

/** Binary data as base64 text. */
export interface BytesValue extends JsonObject {
  readonly __type: 'Bytes';
  readonly base64: string;
}

/**
 * A stored file. Columns keep only `name`, and `url` is computed on every read; inside arrays and objects `url` is kept
 * as the client sent it.
 */
export interface FileValue extends JsonObject {
  readonly __type: 'File';
  readonly name: string;
}

/** A relation column as clients see it; its members live in a join table. */
export interface RelationValue extends JsonObject {
  readonly __type: 'Relation';
  readonly className: string;
}

/** What one principal may do with an object. No interface: not every compiler option lets one extend `JsonObject`. */
export type AclEntry = { readonly [right in 'read' | 'write']?: true };

/** An access control list: principal (`*`, a user id or `role:Name`) to rights. `{}` means master key only. */
export type Acl = { readonly [principal: string]: AclEntry };

/**
 * One object as core and adapters exchange it: Parse's wire form, with four things to know.
 * `objectId`, `createdAt`, `updatedAt` and `ACL` are ordinary keys (the two dates are plain ISO strings);
 * an absent `ACL` means public; a field that holds `null` is present with `null`, an unset field is absent;
 * relation fields are never present (see `RelationStore`).
 */
export interface StoredObject {
  [field: string]: Json;
  objectId: string;
}

/** A reference value to the object of that class and id. */
export function pointerTo(className: string, objectId: string): PointerValue {
  return { __type: 'Pointer', className, objectId };
}

/** A date value of canonical form. */
export function dateValue(date: Date): DateValue {
  return { __type: 'Date', iso: date.toISOString() };
}

/** The wire type (`__type`) of a value, or undefined for plain JSON. */
export function wireType(value: Json | undefined): string | undefined {
  if (!isJsonObject(value)) return undefined;
  return typeof value.__type === 'string' ? value.__type : undefined;
}

/** Tells a well-formed pointer. */
export function isPointer(value: Json | undefined): value is PointerValue {
  return (
    isJsonObject(value) &&
    value.__type === 'Pointer' &&
    typeof value.className === 'string' &&
    typeof value.objectId === 'string'
  );
}

/** The rows of an ACL that grant one kind of access, as `_rperm` and `_wperm` list them. */
export function aclPrincipals(
  acl: Json | undefined,
  access: 'read' | 'write',
): readonly string[] | undefined {
  if (!isJsonObject(acl)) return undefined;
  return Object.keys(acl).filter((principal) => {
    const entry = acl[principal];
    return isJsonObject(entry) && entry[access] === true;
  });
}

/** The ACL that a pair of principal lists stands for; undefined when neither is stored (a public object). */
export function aclFromPrincipals(
  read: readonly string[] | undefined,
  write: readonly string[] | undefined,
): JsonObject | undefined {
  if (!read && !write) return undefined;
  const acl = nullMap();
  for (const principal of read ?? []) acl[principal] = { read: true };
  for (const principal of write ?? []) {
    acl[principal] = principal in acl ? { read: true, write: true } : { write: true };
  }
  return acl;
}
