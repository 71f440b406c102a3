import type { RouteCall } from '../route.js';

/**
 * Where a created object can be read, for the `Location` header. Under the server's own URL when it has one,
 * since the `Host` header is the client's word. Undefined for ids that no URL can hold.
 */
export function objectLocation(call: RouteCall, className: string, objectId: string): string | undefined {
  const base = call.services.app.settings.serverURL?.replace(/\/+$/, '') ?? call.mountPath;
  try {
    const collection = className === '_User' ? 'users' : `classes/${encodeURIComponent(className)}`;
    return `${base}/${collection}/${encodeURIComponent(objectId)}`;
  } catch {
    return undefined;
  }
}
