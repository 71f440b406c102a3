import { StorageError, type QueryHints } from '@parse/core/adapter';
import { ReadPreference, type ClientSession, type Hint } from 'mongodb';
import type { ClassLayout } from '../codec/class-layout.js';
import type { RowAccess } from '../database.js';
import { indexKeys } from '../schema/index-keys.js';

/** Options that every call to the driver is made with. */
export interface CallOptions {
  session?: ClientSession;
  maxTimeMS?: number;
  comment?: string;
  hint?: Hint;
  readPreference?: ReadPreference;
}

/** The driver's options for a read: the caller's advice, the limit of time, the transaction. */
export function readOptions(access: RowAccess, layout: ClassLayout, hints: QueryHints = {}): CallOptions {
  const preference = access.session ? undefined : readPreferenceOf(hints.readPreference);
  return {
    ...writeOptions(access, hints),
    ...(hints.hint === undefined ? {} : { hint: hintOf(layout, hints.hint) }),
    ...(preference === undefined ? {} : { readPreference: preference }),
  };
}

/** The driver's options for a write; it goes to the primary and chooses its index itself. */
export function writeOptions(
  { database, session }: RowAccess,
  hints: QueryHints = {},
): Pick<CallOptions, 'session' | 'maxTimeMS' | 'comment'> {
  const { maxTimeMS } = database.options;
  return {
    ...(session ? { session } : {}),
    ...(maxTimeMS === undefined ? {} : { maxTimeMS }),
    ...(hints.comment === undefined ? {} : { comment: hints.comment }),
  };
}

function hintOf(layout: ClassLayout, hint: NonNullable<QueryHints['hint']>): Hint {
  return typeof hint === 'string' ? hint : indexKeys(layout, hint);
}

const READ_PREFERENCES: ReadonlyMap<string, ReadPreference> = new Map([
  ['PRIMARY', ReadPreference.primary],
  ['PRIMARY_PREFERRED', ReadPreference.primaryPreferred],
  ['SECONDARY', ReadPreference.secondary],
  ['SECONDARY_PREFERRED', ReadPreference.secondaryPreferred],
  ['NEAREST', ReadPreference.nearest],
]);

function readPreferenceOf(name: string | undefined): ReadPreference | undefined {
  if (name === undefined) return undefined;
  const preference = READ_PREFERENCES.get(name.toUpperCase());
  if (preference === undefined) throw new StorageError('invalid-query', 'Not supported read preference.');
  return preference;
}
