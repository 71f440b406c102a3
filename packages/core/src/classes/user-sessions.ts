import { mustProveEmail, unverifiedEmail } from '../auth/unverified-email.js';
import { isForOthers, userIdOf, type RequestContext } from '../context/request-context.js';
import type { AccountQuestion } from '../types/account-settings.js';
import type { JsonObject } from '../types/json.js';
import { writtenRow, type WrittenObject } from './class-rules.js';
import { touches, type WriteDraft } from './write-draft.js';

type CreatedWith = NonNullable<AccountQuestion['createdWith']>;

/**
 * Signing up logs in, unless the app made the account for somebody or the address is to be proved first. The latter is
 * told whoever asks: a device is named by its client.
 */
export async function startFirstSession(
  ctx: RequestContext,
  written: WrittenObject,
): Promise<JsonObject | undefined> {
  const { draft } = written;
  const isIdentified = draft.proof?.identifies === true;
  if (!isIdentified && (await mustProveEmail(ctx, writtenRow(written), signUpOf(draft)))) {
    if (ctx.app.settings.preventSignupWithUnverifiedEmail) throw unverifiedEmail();
    return undefined;
  }
  return isForOthers(ctx) ? undefined : startSession(ctx, draft, signUpOf(draft));
}

/** A new password ends every session, so that whoever knew the old one is out; users go on with a new one. */
export async function renewSessions(
  ctx: RequestContext,
  { draft }: WrittenObject,
): Promise<JsonObject | undefined> {
  if (!touches(draft, '_hashed_password') || !ctx.app.settings.revokeSessionOnPasswordReset) return undefined;
  await ctx.app.sessions.revokeAll(ctx, draft.objectId);
  if (userIdOf(ctx) !== draft.objectId || isForOthers(ctx)) return undefined;
  return startSession(ctx, draft, { action: 'login', authProvider: 'password' });
}

/** How the first session of a user is made. */
export function signUpOf({ proof }: WriteDraft): CreatedWith {
  return { action: 'signup', authProvider: proof?.identifies ? proof.providers : 'password' };
}

async function startSession(
  ctx: RequestContext,
  { objectId }: WriteDraft,
  createdWith: CreatedWith,
): Promise<JsonObject> {
  const { installationId } = ctx.client;
  const session = await ctx.app.sessions.create(ctx, { userId: objectId, createdWith, installationId });
  return { sessionToken: session.sessionToken ?? null };
}
