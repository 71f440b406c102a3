import type { StoredObject } from '../types/object.js';

/** Who is asking. The keys decide the kind; nothing later in a request may raise it except `asMaster`. */
export type Auth =
  | { readonly kind: 'anonymous' }
  | UserAuth
  /** All rights. */
  | { readonly kind: 'master' }
  /** Reads as master, writes nothing. */
  | { readonly kind: 'read-only-master' }
  /** Reads and writes internal fields and server-made ones, as operators do in repairs; sees everything. */
  | { readonly kind: 'maintenance' };

/** Somebody with a valid session. */
export interface UserAuth {
  readonly kind: 'user';
  readonly userId: string;
  readonly sessionToken: string;
  /** The `_Session` row. */
  readonly session: StoredObject;
  /** The token is of the years before there were sessions: there is no row, and it is good for an upgrade alone. */
  readonly isLegacy?: true;
}

export const ANONYMOUS: Auth = { kind: 'anonymous' };
export const MASTER: Auth = { kind: 'master' };
export const READ_ONLY_MASTER: Auth = { kind: 'read-only-master' };
export const MAINTENANCE: Auth = { kind: 'maintenance' };

/** Whether ACLs and class-level permissions are not asked for reads. */
export function readsEverything(auth: Auth): boolean {
  return auth.kind === 'master' || auth.kind === 'read-only-master' || auth.kind === 'maintenance';
}

/** Whether ACLs and class-level permissions are not asked for writes. */
export function writesEverything(auth: Auth): boolean {
  return auth.kind === 'master' || auth.kind === 'maintenance';
}
