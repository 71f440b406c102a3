import type { StorageRows } from '../adapters/storage-adapter.js';
import { resolveFieldPath } from '../query/field-path.js';
import { systemSchema } from '../schema/system-classes.js';
import { isJsonObject } from '../types/json.js';
import type { SchemaStore } from './schema-store.js';

/** Where users of those years have their token: one for all their devices, without an end. */
export const LEGACY_TOKEN = '_session_token';

/** Letters and digits alone: nothing else was ever handed out. */
const FORM = /^[A-Za-z0-9]{1,100}$/;

/** The user who has a token of the years before there were sessions, unless an empty ACL keeps the user out. */
export async function findLegacyUser(
  schemas: SchemaStore,
  rows: StorageRows,
  token: string,
): Promise<string | null> {
  const schema = schemas.get('_User') ?? systemSchema('_User');
  if (!schema || !FORM.test(token)) return null;
  const key = resolveFieldPath(schema, LEGACY_TOKEN);
  const fields = [LEGACY_TOKEN, 'ACL'];
  const [user] = await rows.find(schema, { op: 'equal', key, value: token }, { limit: 1, fields });
  // A store may compare texts by a collation; a token is these very letters.
  if (!user || user[LEGACY_TOKEN] !== token) return null;
  const isBlocked = isJsonObject(user.ACL) && Object.keys(user.ACL).length === 0;
  return isBlocked ? null : user.objectId;
}
