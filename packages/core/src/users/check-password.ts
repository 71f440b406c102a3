import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { resolveFieldPath } from '../query/field-path.js';
import { assertUnlocked, countFailure, forgetFailures, LOCKOUT_FIELDS } from '../auth/account-lockout.js';
import { notInTransaction } from '../auth/not-in-transaction.js';
import { assertPasswordFresh } from '../auth/password-policy.js';
import { factorsOf } from '../auth/second-factor.js';
import { userIf, userSchema } from '../auth/user-rows.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonObject, type Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';

/** What a client sends to prove who it is; nothing is known about the types yet. */
export interface PasswordCredentials {
  readonly username?: Json;
  readonly email?: Json;
  readonly password?: Json;
}

/**
 * A bcrypt hash of nothing anybody knows. Checking it when there is no such user takes the time that checking a
 * real one takes, so that time does not tell which accounts exist.
 */
const NOBODYS_HASH = '$2b$10$C6UzMDM.H6dfI/f/IKcEeO7ZQ1Q4E6m4i4mXqM0n1s6f2h5yB1m2W';

/**
 * The row of the user that the credentials prove. One answer, ObjectNotFound, for unknown users, wrong passwords
 * and blocked accounts alike. Replaces the hash when a stronger one is made now.
 */
export async function checkPassword(
  ctx: RequestContext,
  credentials: PasswordCredentials,
): Promise<StoredObject> {
  const { username, email, password } = credentials;
  if (!username && !email) throw new ParseError(ErrorCode.UsernameMissing, 'username/email is required.');
  if (!password) throw new ParseError(ErrorCode.PasswordMissing, 'password is required.');
  const isText = (value: Json | undefined) => value === undefined || typeof value === 'string';
  if (typeof password !== 'string' || !isText(username) || !isText(email)) throw wrongCredentials();

  if (ctx.commitEffects && ctx.app.settings.accountLockout) throw notInTransaction();
  const schema = userSchema(ctx);
  const user = await findUser(ctx, schema, credentials);
  const hash = typeof user?._hashed_password === 'string' ? user._hashed_password : NOBODYS_HASH;
  const matches = await ctx.app.passwords.verify(password, hash);
  if (user) assertUnlocked(ctx, user);
  if (user && !matches) await countFailure(ctx, user);
  if (!user || !matches || hash === NOBODYS_HASH || isBlocked(user)) throw wrongCredentials();
  if (ctx.app.passwords.needsRehash(hash)) await strengthen(ctx, user, password, hash);
  await assertPasswordFresh(ctx, user);
  return user;
}

/**
 * Refuses a user who was removed, locked, or got another password since the password was checked. To be asked after a
 * session was stored: one stored earlier would have been ended by the change. Wrong passwords before are forgotten.
 */
export async function assertStillProved(
  ctx: RequestContext,
  user: StoredObject,
  credentials: PasswordCredentials,
): Promise<void> {
  await forgetFailures(ctx, await stillProved(ctx, user, credentials));
}

/**
 * The same where the password is all there is to show. Of a user with a second factor nothing is forgotten: wrong codes
 * count like wrong passwords, and would otherwise be forgotten between one guess and the next.
 */
export async function assertPasswordAlone(
  ctx: RequestContext,
  user: StoredObject,
  credentials: PasswordCredentials,
): Promise<void> {
  const current = await stillProved(ctx, user, credentials);
  if (factorsOf(ctx, user).length === 0) await forgetFailures(ctx, current);
}

async function stillProved(
  ctx: RequestContext,
  user: StoredObject,
  { password }: PasswordCredentials,
): Promise<StoredObject> {
  const schema = userSchema(ctx);
  const fields = ['_hashed_password', ...LOCKOUT_FIELDS];
  const [current] = await ctx.rows.find(schema, userIf(ctx, user.objectId), { limit: 1, fields });
  if (current) assertUnlocked(ctx, current);
  const hash = current?._hashed_password;
  if (!current || typeof hash !== 'string') throw wrongCredentials();
  // Another log-in may have made the hash stronger; then it is still that of the password.
  const isSame =
    hash === user._hashed_password ||
    (typeof password === 'string' && (await ctx.app.passwords.verify(password, hash)));
  if (!isSame) throw wrongCredentials();
  return current;
}

/** A user name may also be given as an e-mail address; a user who has it as name goes before one who has it as mail. */
async function findUser(
  ctx: RequestContext,
  schema: ClassSchema,
  credentials: PasswordCredentials,
): Promise<StoredObject | undefined> {
  const { username, email } = asStored(ctx, credentials);
  const is = (field: string, value: Json): Where => ({
    op: 'equal',
    key: resolveFieldPath(schema, field),
    value,
  });
  if (username && email) {
    const both: Where = { op: 'and', nodes: [is('username', username), is('email', email)] };
    return (await ctx.rows.find(schema, both, { limit: 1 }))[0];
  }
  if (email) return (await ctx.rows.find(schema, is('email', email), { limit: 1 }))[0];
  const name = username ?? null;
  const either: Where = { op: 'or', nodes: [is('username', name), is('email', name)] };
  const users = await ctx.rows.find(schema, either, { limit: 2 });
  return users.find((user) => user.username === name) ?? users[0];
}

/** Names and addresses as this app stores them. */
function asStored(ctx: RequestContext, { username, email }: PasswordCredentials): PasswordCredentials {
  const { convertEmailToLowercase, convertUsernameToLowercase } = ctx.app.settings;
  const lower = (value: Json | undefined) => (typeof value === 'string' ? value.toLowerCase() : value);
  const name = convertUsernameToLowercase ? lower(username) : username;
  const address = convertEmailToLowercase ? lower(email) : email;
  return {
    ...(name !== undefined ? { username: name } : {}),
    ...(address !== undefined ? { email: address } : {}),
  };
}

/** An empty ACL keeps a user from logging in. */
export function isBlocked(user: StoredObject): boolean {
  return isJsonObject(user.ACL) && Object.keys(user.ACL).length === 0;
}

/** The old hash is the guard: a password changed meanwhile is not overwritten. */
async function strengthen(
  ctx: RequestContext,
  user: StoredObject,
  password: string,
  hash: string,
): Promise<void> {
  const schema = userSchema(ctx);
  const guard: Where = {
    op: 'and',
    nodes: [
      { op: 'equal', key: resolveFieldPath(schema, 'objectId'), value: user.objectId },
      { op: 'equal', key: resolveFieldPath(schema, '_hashed_password'), value: hash },
    ],
  };
  const stronger = await ctx.app.passwords.hash(password);
  const target = { field: '_hashed_password', path: [] };
  await ctx.rows.update(schema, guard, [{ op: 'set', target, value: stronger }], { fields: [] });
}

/** The one answer to whoever is not let in. */
export function wrongCredentials(): ParseError {
  return new ParseError(ErrorCode.ObjectNotFound, 'Invalid username/password.');
}
