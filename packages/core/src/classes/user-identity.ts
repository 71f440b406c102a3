import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { newMailToken } from '../schema/random-ids.js';
import type { Json } from '../types/json.js';
import { EVERYONE } from '../types/principal.js';
import { valueOf, withValue, type WriteDraft } from './write-draft.js';

/**
 * Refuses a new user without a name or a password; somebody whom a service has identified needs neither, and gets a name that
 * is made up. Nor may the id stand for anybody else.
 */
export function requireIdentity(draft: WriteDraft): WriteDraft {
  if (!draft.proof?.identifies) return requireNameAndPassword(draft);
  assertOwnId(draft);
  return isFilledText(valueOf(draft, 'username')) ? draft : withValue(draft, 'username', newMailToken());
}

function requireNameAndPassword(draft: WriteDraft): WriteDraft {
  if (!isFilledText(valueOf(draft, 'username'))) {
    throw new ParseError(ErrorCode.UsernameMissing, 'bad or missing username');
  }
  if (!isFilledText(valueOf(draft, 'password'))) {
    throw new ParseError(ErrorCode.PasswordMissing, 'password is required');
  }
  assertOwnId(draft);
  return draft;
}

function assertOwnId({ objectId }: WriteDraft): void {
  if (isReservedPrincipal(objectId)) {
    throw new ParseError(ErrorCode.OperationForbidden, 'Invalid object ID.');
  }
}

/** An id that permissions read as something else would give its user the rights of that. */
function isReservedPrincipal(objectId: string): boolean {
  return (
    RESERVED_PRINCIPALS.has(objectId) || objectId.startsWith('role:') || objectId.startsWith('userField:')
  );
}

const RESERVED_PRINCIPALS: ReadonlySet<string> = new Set([
  EVERYONE,
  'authenticated',
  'currentUser',
  'pointerFields',
  'requiresAuthentication',
]);

function isFilledText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
