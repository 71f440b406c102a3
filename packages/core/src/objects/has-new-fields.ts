import type { App } from '../context/app.js';
import { isDefaultField } from '../schema/names.js';
import type { JsonObject } from '../types/json.js';

/** Whether a body names fields that its class does not have yet: who writes them first decides their types. */
export function hasNewFields({ schemas }: App, className: string, body: JsonObject): boolean {
  const known = schemas.get(className)?.fields ?? {};
  return Object.keys(body).some((name) => {
    const [field = ''] = name.split('.', 1);
    return !Object.hasOwn(known, field) && !isDefaultField(className, field);
  });
}
