import type { StorageAdapter } from '../adapters/storage-adapter.js';
import { resolveFieldPath } from '../query/field-path.js';
import type { AppSettings } from '../types/app-settings.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonObject, textOf } from '../types/json.js';
import { dateValue, type StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';

const DAY = 86_400_000;

/** What sessions are extended with. */
export interface SessionExtension {
  readonly storage: StorageAdapter;
  readonly settings: AppSettings;
  readonly now: () => Date;
}

/**
 * The row of a session in use, with its life begun anew; the row itself where it does not end. Written once in a day
 * or in a tenth of the life, whichever is shorter, and by one of those who use the session at that moment.
 */
export async function extendSession(
  { storage, settings, now }: SessionExtension,
  schema: ClassSchema,
  row: StoredObject,
): Promise<StoredObject> {
  const { expiresAt } = row;
  if (!isJsonObject(expiresAt)) return row;
  const length = settings.sessionLength * 1000;
  const used = length - (Date.parse(textOf(expiresAt.iso)) - now().getTime());
  if (used < Math.min(DAY, length / 10)) return row;
  const extended = dateValue(new Date(now().getTime() + length));
  const asRead: Where = {
    op: 'and',
    nodes: [
      { op: 'equal', key: resolveFieldPath(schema, 'objectId'), value: row.objectId },
      { op: 'equal', key: resolveFieldPath(schema, 'expiresAt'), value: expiresAt },
    ],
  };
  const target = { field: 'expiresAt', path: [] };
  await storage.update(schema, asRead, [{ op: 'set', target, value: extended }], { fields: [] });
  return { ...row, expiresAt: extended };
}
