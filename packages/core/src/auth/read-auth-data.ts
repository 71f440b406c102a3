import type { AuthProvider } from '../adapters/auth-provider.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { sameValue } from '../query/compare-values.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';

/** What a client says about one provider; `data` is null where it wants to be rid of it. */
export interface AuthEntry {
  readonly name: string;
  readonly provider: AuthProvider | undefined;
  readonly data: JsonObject | null;
}

/** An entry that claims something. */
export interface AuthClaim extends AuthEntry {
  readonly provider: AuthProvider;
  readonly data: JsonObject;
}

/**
 * What a client's `authData` says. Throws UnsupportedService for providers that the app does not have, for values
 * that are no objects, and for claims that name nobody.
 */
export function readAuthData(ctx: RequestContext, authData: Json | undefined): readonly AuthEntry[] {
  if (authData === undefined || authData === null) return [];
  if (!isJsonObject(authData)) throw unsupported();
  return Object.entries(authData).map(([name, data]) => readEntry(ctx, name, data));
}

/** The entries that claim something. */
export function claimsOf(entries: readonly AuthEntry[]): readonly AuthClaim[] {
  return entries.filter((entry) => entry.data !== null && entry.provider !== undefined).map(asClaim);
}

/**
 * The entries without those that repeat what the user is shown of the stored data: SDKs send back all they have
 * read when they change one.
 */
export function changedEntries(
  ctx: RequestContext,
  user: StoredObject,
  authData: Json | undefined,
): readonly AuthEntry[] {
  if (!isJsonObject(authData)) return readAuthData(ctx, authData);
  const shown = shownAuthData(ctx, user.authData);
  const changed = Object.entries(authData).filter(([name, data]) => {
    const stored = storedData(user, name);
    return stored === undefined || !(sameValue(data, stored) || sameValue(data, shown[name]));
  });
  return readAuthData(ctx, Object.fromEntries(changed));
}

/** What is stored for the user and provider. */
export function storedData(user: StoredObject | undefined, name: string): JsonObject | undefined {
  const authData = user?.authData;
  const data = isJsonObject(authData) && Object.hasOwn(authData, name) ? authData[name] : undefined;
  return isJsonObject(data) ? data : undefined;
}

/**
 * What users see of the data stored for them: what each provider shows. Of a provider that the app does not have any
 * more nobody knows what is secret, so that only the id is left.
 */
export function shownAuthData(ctx: RequestContext, authData: Json | undefined): JsonObject {
  const shown: [string, Json][] = [];
  for (const [name, stored] of Object.entries(isJsonObject(authData) ? authData : {})) {
    if (!isJsonObject(stored)) continue;
    const provider = ctx.app.authProviders.get(name);
    const seen = provider
      ? seenOf(provider, stored)
      : { ...(typeof stored.id === 'string' && { id: stored.id }) };
    if (seen) shown.push([name, seen]);
  }
  return Object.fromEntries(shown);
}

function seenOf(provider: AuthProvider, stored: JsonObject): JsonObject | undefined {
  return provider.afterFind ? provider.afterFind(stored) : stored;
}

/** The answer to a service that this app does not log users in by. */
export function unsupported(): ParseError {
  return new ParseError(ErrorCode.UnsupportedService, 'This authentication method is unsupported.');
}

function readEntry(ctx: RequestContext, name: string, data: Json | undefined): AuthEntry {
  const provider = ctx.app.authProviders.get(name);
  if (data === null || data === undefined) return { name, provider, data: null };
  if (!provider || !isJsonObject(data)) throw unsupported();
  const { id } = data;
  if (id !== undefined && typeof id !== 'string') {
    throw new ParseError(ErrorCode.InvalidValue, `Invalid authData id for provider '${name}'.`);
  }
  const isNamedOtherwise =
    provider.policy === 'additional' || provider.beforeFind !== undefined || provider.emailOf !== undefined;
  if (!id && !isNamedOtherwise) throw unsupported();
  return { name, provider, data };
}

function asClaim({ name, provider, data }: AuthEntry): AuthClaim {
  if (!provider || !data) throw new TypeError(`${name} claims nothing`);
  return { name, provider, data };
}
