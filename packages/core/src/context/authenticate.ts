import type { StorageRows } from '../adapters/storage-adapter.js';
import type { App } from './app.js';
import { ErrorCode } from '../errors/codes.js';
import { ForbiddenError } from '../errors/forbidden-error.js';
import { ParseError } from '../errors/parse-error.js';
import { ANONYMOUS, MAINTENANCE, MASTER, READ_ONLY_MASTER, type Auth } from './auth.js';
import type { GuardedKey } from './app-keys.js';
import type { Credentials } from './credentials.js';
import { createContext, joinTransaction, type RequestContext } from './request-context.js';

/** How a route treats credentials. */
export interface AuthenticateOptions {
  /** The route gives out sessions: a token that came along is not looked at, so a stale one cannot lock a user out. */
  readonly ignoreSession?: boolean;
  /** The route is about a session: one that came along is who asks, even beside a key that has more rights. */
  readonly aboutSession?: boolean;
  /** The route takes tokens of the years before there were sessions, which others do not know. */
  readonly upgradesSession?: boolean;
  /** Code of this process asks, which needs no client key: those tell clients of the app from others. */
  readonly isInternal?: boolean;
  /** The rights that code of this process gives a request of its own, without a key to prove them. */
  readonly granted?: Auth | undefined;
  /** The request is a part of the transaction that this one has begun. */
  readonly transaction?: RequestContext | undefined;
}

/**
 * Turns credentials into the context of a request. Throws `ForbiddenError('unauthorized')` for wrong keys or
 * addresses, and InvalidSessionToken for an unknown or expired session. A wrong master key counts as none.
 */
export async function authenticate(
  app: App,
  credentials: Credentials,
  options: AuthenticateOptions = {},
): Promise<RequestContext> {
  const { transaction } = options;
  // In a transaction the classes are as they were when it began.
  const stale = transaction ? undefined : app.schemas.freshen();
  if (stale) await stale;
  const auth = namesNobody(credentials, options)
    ? authenticateAnonymous(app, credentials, options)
    : await authenticateCaller(app, credentials, options);
  const { ip, installationId, clientVersion, headers } = credentials;
  const client = { ip, installationId, isInternal: options.isInternal, clientVersion, headers };
  const ctx = createContext(app, auth, client, credentials.cloudContext);
  return transaction ? joinTransaction(ctx, transaction) : ctx;
}

/** Whether there is nothing to be proved: no key, and no session that is looked at. */
function namesNobody(
  { masterKey, maintenanceKey, sessionToken }: Credentials,
  { granted, ignoreSession }: AuthenticateOptions,
): boolean {
  if (granted || masterKey !== undefined || maintenanceKey !== undefined) return false;
  return !sessionToken || ignoreSession === true;
}

function authenticateAnonymous(app: App, credentials: Credentials, options: AuthenticateOptions): Auth {
  if (!options.isInternal && !app.keys.admitsClient(credentials)) {
    throw new ForbiddenError('unauthorized', 'no valid client key');
  }
  return ANONYMOUS;
}

async function authenticateCaller(
  app: App,
  credentials: Credentials,
  options: AuthenticateOptions,
): Promise<Auth> {
  const byKey = options.granted ?? (await authenticateByKey(app, credentials));
  if (!byKey) return authenticateClient(app, credentials, options);
  const { sessionToken } = credentials;
  if (!sessionToken || options.aboutSession !== true) return byKey;
  return (await findSession(app, sessionToken, options)) ?? byKey;
}

async function authenticateByKey(app: App, credentials: Credentials): Promise<Auth | undefined> {
  const { masterKey, maintenanceKey, ip } = credentials;
  const { keys } = app;
  if (maintenanceKey !== undefined && keys.maintenance && (await keys.maintenance.equals(maintenanceKey))) {
    assertAddress(keys.maintenance, ip, 'maintenance key');
    return MAINTENANCE;
  }
  if (masterKey === undefined) return undefined;
  if (await keys.master.equals(masterKey)) {
    assertAddress(keys.master, ip, 'master key');
    return MASTER;
  }
  if (keys.readOnlyMaster && (await keys.readOnlyMaster.equals(masterKey))) {
    assertAddress(keys.readOnlyMaster, ip, 'read-only master key');
    return READ_ONLY_MASTER;
  }
  return undefined;
}

async function authenticateClient(
  app: App,
  credentials: Credentials,
  options: AuthenticateOptions,
): Promise<Auth> {
  const anonymous = authenticateAnonymous(app, credentials, options);
  const { sessionToken } = credentials;
  if (!sessionToken || options.ignoreSession) return anonymous;
  const auth = await findSession(app, sessionToken, options);
  if (auth) return auth;
  if (isLegacy(sessionToken, options)) throw invalidLegacySession();
  throw new ParseError(ErrorCode.InvalidSessionToken, 'Invalid session token');
}

async function findSession(
  app: App,
  sessionToken: string,
  options: AuthenticateOptions,
): Promise<Auth | undefined> {
  const { transaction } = options;
  if (isLegacy(sessionToken, options)) return findLegacySession(app, sessionToken, transaction?.rows);
  const session = await app.sessions.findValid(sessionToken, transaction?.rows);
  if (!session) return undefined;
  return { kind: 'user', userId: session.userId, sessionToken, session: session.row };
}

/** What all tokens of sessions begin with. */
const REVOCABLE = 'r:';

function isLegacy(sessionToken: string, { upgradesSession }: AuthenticateOptions): boolean {
  return upgradesSession === true && !sessionToken.startsWith(REVOCABLE);
}

async function findLegacySession(
  app: App,
  sessionToken: string,
  rows: StorageRows | undefined,
): Promise<Auth | undefined> {
  const userId = await app.sessions.findLegacyUser(sessionToken, rows);
  if (userId === null) return undefined;
  return { kind: 'user', userId, sessionToken, session: { objectId: '' }, isLegacy: true };
}

/** The answer to a token of those years that nobody has, or has any more. */
export function invalidLegacySession(): ParseError {
  return new ParseError(ErrorCode.InvalidSessionToken, 'invalid legacy session token');
}

function assertAddress(key: GuardedKey, ip: string, name: string): void {
  if (key.addresses.has(ip)) return;
  throw new ForbiddenError(
    'unauthorized',
    `the ${name} is not allowed from ${ip}; see its list of addresses`,
  );
}
