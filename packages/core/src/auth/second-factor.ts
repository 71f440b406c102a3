import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { storedData, type AuthClaim } from './read-auth-data.js';

/**
 * Refuses a log-in of a user who has set up a second factor and shows none. Asked before anything is validated, and
 * whatever the first factor is; a `solo` provider needs no second one.
 */
export function assertSecondFactor(
  ctx: RequestContext,
  user: StoredObject,
  claims: readonly AuthClaim[],
): void {
  const required = factorsOf(ctx, user);
  const isEnough = claims.some(({ name, provider }) => provider.policy === 'solo' || required.includes(name));
  if (required.length === 0 || isEnough) return;
  throw new ParseError(ErrorCode.OtherCause, `Missing additional authData ${required.join(',')}`);
}

/** The second factors that the user has set up. */
export function factorsOf({ app }: RequestContext, user: StoredObject): readonly string[] {
  const { authData } = user;
  return Object.keys(isJsonObject(authData) ? authData : {}).filter((name) => {
    const provider = app.authProviders.get(name);
    const stored = storedData(user, name);
    return provider?.policy === 'additional' && (!stored || (provider.isSetUp?.(stored) ?? true));
  });
}
