import type { RequestContext } from '../context/request-context.js';
import { isJsonObject, textOf, type Json } from '../types/json.js';
import { dateValue } from '../types/object.js';

/** The stored date as a time has come; an unset one never does. */
export function isPast(ctx: RequestContext, stored: Json | undefined): boolean {
  // Canonical ISO texts compare like the times they stand for.
  return isJsonObject(stored) && textOf(stored.iso) <= ctx.app.isoNow();
}

/** The date that many seconds from now. */
export function dateIn(ctx: RequestContext, seconds: number): Json {
  return dateValue(new Date(ctx.app.now().getTime() + seconds * 1000));
}
