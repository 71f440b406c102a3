import { writesEverything } from '../context/auth.js';
import type { RequestContext } from '../context/request-context.js';
import type { StoredObject } from '../types/object.js';
import { shownAuthData } from './read-auth-data.js';

/**
 * The user with what may be seen of the data of other services: by keys that write everything all of it, by whom it
 * belongs to what each service shows.
 */
export function presentAuthData(ctx: RequestContext, row: StoredObject): StoredObject {
  if (row.authData === undefined) return row;
  const { authData, ...rest } = row;
  const shown = writesEverything(ctx.auth) ? authData : shownAuthData(ctx, authData);
  return { ...rest, ...(shown && Object.keys(shown).length > 0 ? { authData: shown } : {}) };
}
