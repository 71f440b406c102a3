import type { AccountQuestion } from '@parse/core';
import type { LegacyUser } from './legacy-user.js';

/** What a function that decides about an account is asked with. */
export interface AccountRequest extends Omit<AccountQuestion, 'object' | 'original'> {
  /** The user as it is, or as it is about to be stored. */
  readonly object: LegacyUser;
  /** The same user, as functions about mails know it. */
  readonly user: LegacyUser;
  /** The user as stored before a write. */
  readonly original?: LegacyUser;
}
