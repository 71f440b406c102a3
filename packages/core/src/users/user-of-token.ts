import type { MailTokenField } from '../auth/mail-token.js';
import { isPast } from '../auth/stored-dates.js';
import { userSchema, usersWith } from '../auth/user-rows.js';
import type { RequestContext } from '../context/request-context.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import type { Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';

/** What became of the token of a link in a mail. */
export type TokenState = 'valid' | 'expired' | 'invalid';

/** The user a token belongs to, if it belongs to one. */
export type TokenHolder =
  | { readonly state: 'valid' | 'expired'; readonly user: StoredObject; readonly token: string }
  | { readonly state: 'invalid' };

/** Letters and digits alone, and not too many: nothing else was ever sent as a token. */
const TOKEN = /^[A-Za-z0-9]{1,200}$/;

/** Whose token it is. `field` holds the token, `<field>_expires_at` its date. */
export async function userOfToken(
  ctx: RequestContext,
  field: MailTokenField,
  token: Json | undefined,
): Promise<TokenHolder> {
  if (typeof token !== 'string' || !TOKEN.test(token)) return { state: 'invalid' };
  const found = ctx.rows.find(userSchema(ctx), usersWith(ctx, field, token), { limit: 1 });
  const [user] = await explainStorageErrors(undefined, found);
  // A store may compare texts by a collation; a token is these very letters.
  if (!user || user[field] !== token) return { state: 'invalid' };
  return { state: isPast(ctx, user[`${field}_expires_at`]) ? 'expired' : 'valid', user, token };
}
