import { isJsonObject, nullMap, type JsonObject } from '../types/json.js';
import { EVERYONE } from '../types/principal.js';
import type { ClassPermissions } from '../types/class-schema.js';

const CREATOR = 'currentUser';

/**
 * The ACL that the class's permissions give to new objects without one; undefined for public objects.
 * `currentUser` stands for the creator and is left out when nobody is logged in.
 */
export function defaultAcl(
  permissions: ClassPermissions,
  userId: string | undefined,
): JsonObject | undefined {
  const template = permissions.ACL;
  if (!template || isPublic(template)) return undefined;
  const acl = nullMap();
  for (const [principal, rights] of Object.entries(template)) {
    const key = principal === CREATOR ? userId : principal;
    if (key !== undefined) acl[key] = rights;
  }
  return acl;
}

function isPublic(acl: JsonObject): boolean {
  const everyone = acl[EVERYONE];
  return (
    Object.keys(acl).length === 1 &&
    isJsonObject(everyone) &&
    everyone.read === true &&
    everyone.write === true
  );
}
