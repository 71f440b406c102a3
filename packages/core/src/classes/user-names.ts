import { systemSchema } from '../schema/system-classes.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { resolveFieldPath } from '../query/field-path.js';
import type { Json } from '../types/json.js';
import type { Where } from '../types/where.js';
import { valueOf, withOp, type WriteDraft } from './write-draft.js';

const EMAIL = /^[^@\s]+@[^@\s]+$/;

/** Whether mails can be sent there: one address, without anything around it. */
export function isAddress(text: string): boolean {
  return EMAIL.test(text);
}

/** An address that is null is none: where unique indexes count nulls, it would be one that a single user can have. */
export function withoutNullEmail(draft: WriteDraft): WriteDraft {
  if (valueOf(draft, 'email') !== null) return draft;
  return withOp(draft, { op: 'unset', target: { field: 'email', path: [] } });
}

/**
 * Refuses a username or e-mail address that another user has in whatever letter case, and malformed addresses.
 * Gives the precise answer; that two racers cannot both get the same name is the unique index's work.
 */
export async function assertNamesFree(ctx: RequestContext, draft: WriteDraft): Promise<void> {
  const email = valueOf(draft, 'email');
  if (typeof email === 'string' && email !== '' && !isAddress(email)) {
    throw new ParseError(ErrorCode.InvalidEmailAddress, 'Email address format is invalid.');
  }
  const username = valueOf(draft, 'username');
  if (await isTaken(ctx, draft.objectId, 'username', username)) {
    throw new ParseError(ErrorCode.UsernameTaken, 'Account already exists for this username.');
  }
  if (await isTaken(ctx, draft.objectId, 'email', email)) {
    throw new ParseError(ErrorCode.EmailTaken, 'Account already exists for this email address.');
  }
}

async function isTaken(
  ctx: RequestContext,
  objectId: string,
  field: 'username' | 'email',
  value: Json | undefined,
): Promise<boolean> {
  const schema = ctx.app.schemas.get('_User') ?? systemSchema('_User');
  if (!schema || typeof value !== 'string' || value === '') return false;
  const where: Where = {
    op: 'and',
    nodes: [
      { op: 'equal', key: resolveFieldPath(schema, field), value },
      { op: 'not-equal', key: resolveFieldPath(schema, 'objectId'), value: objectId },
    ],
  };
  const { caseInsensitive } = ctx.app.storage.capabilities;
  const found = await ctx.rows.find(schema, where, { limit: 1, fields: [], hints: { caseInsensitive } });
  return found.length > 0;
}
