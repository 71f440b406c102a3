import type { Json, JsonObject } from '../api/api-request.js';

/** A date within an object. */
export function dateValue(date: Date): Json {
  return { __type: 'Date', iso: date.toISOString() };
}

/** A pointer that was not included. */
export function pointerValue(className: string, objectId: string): Json {
  return { __type: 'Pointer', className, objectId };
}

/** The ACL of a row; undefined for a public one. */
export function aclOf(
  readers: readonly string[] | null | undefined,
  writers: readonly string[] | null | undefined,
): Json | undefined {
  if (!readers && !writers) return undefined;
  const acl: Record<string, { read?: boolean; write?: boolean }> = {};
  for (const principal of readers ?? []) (acl[principal] ??= {}).read = true;
  for (const principal of writers ?? []) (acl[principal] ??= {}).write = true;
  return acl;
}

/** Without the values that are not there. */
export function compact(values: Readonly<Record<string, unknown>>): JsonObject {
  const shown: Record<string, Json> = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && value !== null) shown[name] = value as Json;
  }
  return shown;
}
