import type { StoredObject } from '../types/object.js';
import type { AuthClaim } from './read-auth-data.js';

/** Somebody who turned out to have an account. */
export interface KnownUser {
  readonly user: StoredObject;
  /** As their providers identified them; not proved yet. */
  readonly claims: readonly AuthClaim[];
}

/** Tells somebody with an account from what else a step may lead to. */
export function isKnownUser(outcome: object): outcome is KnownUser {
  return 'user' in outcome && 'claims' in outcome;
}
