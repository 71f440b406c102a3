import type { CacheAdapter } from '../adapters/cache-adapter.js';
import type { StorageAdapter, StorageRows } from '../adapters/storage-adapter.js';
import type { AppSettings } from '../types/app-settings.js';
import { newObjectId, newSessionToken } from '../schema/random-ids.js';
import { resolveFieldPath } from '../query/field-path.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonObject, textOf, type Json, type JsonObject } from '../types/json.js';
import { dateValue, pointerTo, type StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';
import { extendSession } from './extend-session.js';
import { findLegacyUser } from './legacy-session.js';
import type { SchemaStore } from './schema-store.js';
import { forgetWritten, type WriteScope } from './write-scope.js';

/** A session that is good to use now. */
export interface ValidSession {
  readonly userId: string;
  readonly row: StoredObject;
}

/** What a new session is made from. */
export interface NewSession {
  readonly userId: string;
  readonly createdWith: JsonObject;
  readonly installationId: string | undefined;
  /** More columns of the row, already checked. */
  readonly extra?: { readonly [field: string]: Json };
}

/**
 * The `_Session` rows. No access is checked: knowing a token is what gives access, and the other methods are
 * called by operations that have already decided who the user is.
 */
export interface SessionStore {
  /**
   * The session of a token; null when there is none, it has expired or its user is gone. What other processes change
   * counts after `cacheTTL`, what this one changes at once. With `rows`, what is not known yet is read in that
   * transaction.
   */
  findValid(token: string, rows?: StorageRows): Promise<ValidSession | null>;
  /**
   * The user who has that token of the years before there were sessions; null when there is none who may log in. Never
   * remembered.
   */
  findLegacyUser(token: string, rows?: StorageRows): Promise<string | null>;
  /**
   * Stores a session with a fresh token and returns the row. One device keeps one session per user: those it had
   * before end. Of log-ins at the same time none ends the other.
   */
  create(scope: WriteScope, session: NewSession): Promise<StoredObject>;
  /** Removes one session by its token; false when there was none. */
  revoke(scope: WriteScope, token: string): Promise<boolean>;
  /** Removes every session of the user, except the one with `keepToken`. */
  revokeAll(scope: WriteScope, userId: string, keepToken?: string): Promise<void>;
  /** Removes the sessions that the user has on the device, except the one with `keepToken`. */
  revokeOnDevice(scope: WriteScope, device: Device, keepToken: string): Promise<void>;
  /** Drops what is cached of a session whose row was changed or removed elsewhere. */
  forget(token: string): Promise<void>;
  /** The same for every session. */
  forgetAll(): Promise<void>;
  /** When a session made or used now expires. */
  expiry(): Date;
}

/** A user on an installation. */
export interface Device {
  readonly userId: string;
  readonly installationId: string;
}

/** What a session store works with. */
export interface SessionStoreOptions {
  readonly storage: StorageAdapter;
  readonly cache: CacheAdapter;
  readonly schemas: SchemaStore;
  readonly settings: AppSettings;
  readonly now: () => Date;
}

/** The sessions of an app. */
export function createSessionStore(options: SessionStoreOptions): SessionStore {
  const { schemas, settings, now } = options;
  const { findValid, forget, forgetAll } = sessionCache(options);
  const schema = () => systemClass(schemas, '_Session');
  const expiry = () => new Date(now().getTime() + settings.sessionLength * 1000);

  const findSessions = (scope: WriteScope, where: Where) =>
    scope.rows.find(schema(), where, { fields: ['sessionToken'] });

  async function removeSessions(scope: WriteScope, where: Where, sessions: readonly StoredObject[]) {
    if (sessions.length === 0) return;
    await scope.rows.remove(schema(), where);
    await forgetWritten(scope, async () => {
      for (const { sessionToken } of sessions) await forget(textOf(sessionToken));
    });
  }

  async function revokeRows(scope: WriteScope, where: Where): Promise<void> {
    await removeSessions(scope, where, await findSessions(scope, where));
  }

  return {
    findValid,
    findLegacyUser: (token, rows = options.storage) => findLegacyUser(schemas, rows, token),
    async create(scope, session) {
      const row = newSessionRow(options, session, expiry());
      const { userId, installationId } = session;
      // Looked for before: afterwards, two log-ins of a device would each find the other's session.
      const older = installationId
        ? await findSessions(scope, onDevice(schema(), { userId, installationId }))
        : [];
      await scope.rows.insert(await schemas.ensure(schema()), row);
      await removeSessions(scope, withIds(schema(), older), older);
      return row;
    },
    async revoke(scope, token) {
      const removed = await scope.rows.remove(schema(), equals(schema(), 'sessionToken', token));
      await forgetWritten(scope, () => forget(token));
      return removed > 0;
    },
    revokeAll: (scope, userId, keepToken) => revokeRows(scope, ofUser(schema(), userId, keepToken)),
    revokeOnDevice: (scope, device, keepToken) => revokeRows(scope, onDevice(schema(), device, keepToken)),
    forget,
    forgetAll,
    expiry,
  };
}

/** Reads sessions, remembers those that are valid, and forgets them again. */
function sessionCache(
  options: SessionStoreOptions,
): Pick<SessionStore, 'findValid' | 'forget' | 'forgetAll'> {
  const { cache, settings, now } = options;
  let timesForgotten = 0;
  return {
    async findValid(token, rows) {
      const cached = await cache.get(cacheKey(token));
      if (isJsonObject(cached)) return validSession(cached, now());
      if (rows) return loadSession(options, rows, token);
      const forgottenBefore = timesForgotten;
      const session = await extended(options, await loadSession(options, options.storage, token));
      // A row that was read before a session was revoked may be that session's.
      if (session && timesForgotten === forgottenBefore) {
        await cache.put(cacheKey(token), session.row, settings.cacheTTL);
      }
      return session;
    },
    async forget(token) {
      timesForgotten += 1;
      await cache.del(cacheKey(token));
    },
    async forgetAll() {
      timesForgotten += 1;
      await cache.clear();
    },
  };
}

/** Only what is read anew is extended: that is often enough, and a cached session costs no write. */
async function extended(
  options: SessionStoreOptions,
  session: ValidSession | null,
): Promise<ValidSession | null> {
  if (!session || !options.settings.extendSessionOnUse) return session;
  const schema = systemClass(options.schemas, '_Session');
  return { ...session, row: await extendSession(options, schema, session.row) };
}

async function loadSession(
  { schemas, now }: SessionStoreOptions,
  rows: StorageRows,
  token: string,
): Promise<ValidSession | null> {
  const schema = systemClass(schemas, '_Session');
  const [row] = await rows.find(schema, equals(schema, 'sessionToken', token), { limit: 1 });
  const session = row ? validSession(row, now()) : null;
  if (!session) return null;
  const users = systemClass(schemas, '_User');
  const found = await rows.find(users, equals(users, 'objectId', session.userId), {
    limit: 1,
    fields: [],
  });
  return found.length > 0 ? session : null;
}

/** The class, whether or not it has been created. */
function systemClass(schemas: SchemaStore, className: '_Session' | '_User'): ClassSchema {
  const schema = schemas.get(className);
  if (!schema) throw new TypeError(`${className} is a system class`);
  return schema;
}

function newSessionRow(options: SessionStoreOptions, session: NewSession, expiresAt: Date): StoredObject {
  const time = options.now().toISOString();
  return {
    ...session.extra,
    objectId: newObjectId(options.settings.objectIdSize),
    sessionToken: newSessionToken(),
    user: pointerTo('_User', session.userId),
    createdWith: session.createdWith,
    ...(options.settings.expireInactiveSessions ? { expiresAt: dateValue(expiresAt) } : {}),
    ...(session.installationId ? { installationId: session.installationId } : {}),
    createdAt: time,
    updatedAt: time,
  };
}

function validSession(row: JsonObject, now: Date): ValidSession | null {
  const { user, expiresAt } = row;
  if (!isStored(row) || !isJsonObject(user) || typeof user.objectId !== 'string') return null;
  const lasts = !isJsonObject(expiresAt) || Date.parse(textOf(expiresAt.iso)) > now.getTime();
  return lasts ? { userId: user.objectId, row } : null;
}

function isStored(row: JsonObject): row is StoredObject {
  return typeof row.objectId === 'string';
}

function cacheKey(token: Json | undefined): string {
  return `session:${textOf(token)}`;
}

function equals(schema: ClassSchema, field: string, value: Json): Where {
  return { op: 'equal', key: resolveFieldPath(schema, field), value };
}

function ofUser(schema: ClassSchema, userId: string, keepToken: string | undefined): Where {
  const user = equals(schema, 'user', pointerTo('_User', userId));
  if (keepToken === undefined) return user;
  return {
    op: 'and',
    nodes: [user, { op: 'not-equal', key: resolveFieldPath(schema, 'sessionToken'), value: keepToken }],
  };
}

function onDevice(schema: ClassSchema, { userId, installationId }: Device, keepToken?: string): Where {
  const device = equals(schema, 'installationId', installationId);
  return { op: 'and', nodes: [ofUser(schema, userId, keepToken), device] };
}

function withIds(schema: ClassSchema, rows: readonly StoredObject[]): Where {
  return { op: 'in', key: resolveFieldPath(schema, 'objectId'), values: rows.map((row) => row.objectId) };
}
