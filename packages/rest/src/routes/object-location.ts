import type { RouteCall } from '../route.js';

const MAX_LENGTH = 2000;

/**
 * Where a created object can be read, for the `Location` header. Under the server's own URL when it has one,
 * since the `Host` header is the client's word. Undefined for ids that no URL can hold, and for those so long that
 * clients would take no other header beside it.
 */
export function objectLocation(call: RouteCall, className: string, objectId: string): string | undefined {
  const base = call.services.app.settings.serverURL?.replace(/\/+$/, '') ?? call.mountPath;
  try {
    const collection = className === '_User' ? 'users' : `classes/${encodeURIComponent(className)}`;
    const location = `${base}/${collection}/${encodeURIComponent(objectId)}`;
    return location.length > MAX_LENGTH ? undefined : location;
  } catch {
    return undefined;
  }
}
