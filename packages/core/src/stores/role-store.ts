import type { CacheAdapter } from '../adapters/cache-adapter.js';
import type { StorageAdapter, StorageRows } from '../adapters/storage-adapter.js';
import { resolveFieldPath } from '../query/field-path.js';
import { joinSchema } from '../schema/join-class.js';
import type { ClassSchema } from '../types/class-schema.js';
import { textOf, type Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { rolePrincipal, type Principal } from '../types/principal.js';
import type { SchemaStore } from './schema-store.js';

/**
 * Which roles users have. Reads every role whatever its ACL: rights come from membership, not from being allowed
 * to look at the role.
 */
export interface RoleStore {
  /**
   * `role:Name` of every role the user has, directly or because a role it has is a member of another. With `rows`,
   * what is not known yet is read in that transaction.
   */
  rolesOf(userId: string, rows?: StorageRows): Promise<readonly Principal[]>;
  /** Call after users became members of a role, or are no longer: nobody may keep rights that were taken away. */
  forget(userIds: readonly string[]): Promise<void>;
  /** Call after anything else about a role has changed. */
  forgetAll(): Promise<void>;
}

/** What a role store works with. */
export interface RoleStoreOptions {
  readonly storage: StorageAdapter;
  readonly cache: CacheAdapter;
  readonly schemas: SchemaStore;
  /** Milliseconds an answer is kept. */
  readonly ttl: number;
}

const USERS = joinSchema('users', '_Role');
const ROLES = joinSchema('roles', '_Role');

/** The roles of an app. */
export function createRoleStore({ storage, cache, schemas, ttl }: RoleStoreOptions): RoleStore {
  async function load(rows: StorageRows, userId: string): Promise<readonly Principal[]> {
    const schema = schemas.get('_Role');
    if (!schema) return [];
    const names = new Map<string, string>();
    let level = await owners(rows, USERS, [userId]);
    // One level of the hierarchy at a time, each role once, so that loops end.
    while (level.length > 0) {
      const roles = await rolesWithIds(rows, schema, level);
      for (const { objectId, name } of roles) names.set(objectId, textOf(name));
      const parents = await owners(
        rows,
        ROLES,
        roles.map(({ objectId }) => objectId),
      );
      level = parents.filter((id) => !names.has(id));
    }
    return Array.from(names.values(), rolePrincipal);
  }

  let timesForgotten = 0;
  return {
    async rolesOf(userId, rows) {
      const cached = await cache.get(`role:${userId}`);
      if (isTexts(cached)) return cached;
      const forgottenBefore = timesForgotten;
      if (rows) return load(rows, userId);
      const roles = await load(storage, userId);
      // What was read while roles changed may be neither what they were nor what they are.
      if (timesForgotten === forgottenBefore) await cache.put(`role:${userId}`, roles, ttl);
      return roles;
    },
    async forget(userIds) {
      timesForgotten += 1;
      for (const userId of userIds) await cache.del(`role:${userId}`);
    },
    // A role that is a member may reach any user through the hierarchy, so there is no smaller set to forget.
    async forgetAll() {
      timesForgotten += 1;
      await cache.clear();
    },
  };
}

/** Those that exist: a role that was deleted gives no rights, and passes none of another one on. */
function rolesWithIds(
  rows: StorageRows,
  schema: ClassSchema,
  ids: readonly string[],
): Promise<readonly StoredObject[]> {
  const where = { op: 'in', key: resolveFieldPath(schema, 'objectId'), values: ids } as const;
  return rows.find(schema, where, { fields: ['name'] });
}

async function owners(
  rows: StorageRows,
  join: ClassSchema,
  memberIds: readonly string[],
): Promise<readonly string[]> {
  if (memberIds.length === 0) return [];
  const where = { op: 'in', key: resolveFieldPath(join, 'relatedId'), values: memberIds } as const;
  const found = await rows.find(join, where, { fields: ['owningId'] });
  return Array.from(new Set(found.map((row) => textOf(row.owningId))));
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
