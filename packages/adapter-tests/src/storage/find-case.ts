import { strictEqual } from 'node:assert/strict';
import type { Json, QueryHints, SortOrder, StorageCapabilities, Where } from '@parse/core/adapter';
import { expectIds, expectIdSet } from './expectations.js';
import { EVERYTHING, keysOf, type ClassFields, type KeyOf, type Rows } from './fixture.js';
import type { StorageCase } from './storage-case.js';

/** A behaviour of conditions, as data: these rows, this condition, those rows found. */
export interface FindCase {
  readonly name: string;
  readonly needs?: readonly (keyof StorageCapabilities)[];
  readonly fields: ClassFields;
  readonly rows: Rows;
  readonly where: (key: KeyOf) => Where;
  readonly sort?: (key: KeyOf) => SortOrder;
  readonly skip?: number;
  readonly limit?: number;
  readonly hints?: QueryHints;
  /** The ids found. Their order counts when there is a `sort` or `ordered` says so. */
  readonly finds: readonly string[];
  readonly ordered?: boolean;
}

/** A case that finds with the condition, counts with it, and leaves other rows alone when it changes with it. */
export function findCase(data: FindCase): StorageCase {
  return {
    name: data.name,
    ...(data.needs ? { needs: data.needs } : {}),
    run: async (ctx) => {
      const schema = await ctx.sharedClass(data.fields, data.rows);
      const key = keysOf(schema);
      const where = data.where(key);
      const { skip, limit, hints } = data;
      const found = await ctx.storage.find(schema, where, {
        ...(data.sort ? { sort: data.sort(key) } : {}),
        ...(skip === undefined ? {} : { skip }),
        ...(limit === undefined ? {} : { limit }),
        ...(hints ? { hints } : {}),
      });
      if (data.sort || data.ordered) expectIds(found, data.finds);
      else expectIdSet(found, data.finds);
      if (skip !== undefined || limit !== undefined) return;
      strictEqual(await ctx.storage.count(schema, where, hints ? { hints } : {}), data.finds.length, 'count');
    },
  };
}

/** A case about the order in which all rows are found. */
export function sortCase(data: Omit<FindCase, 'where'>): StorageCase {
  return findCase({ ...data, where: () => EVERYTHING });
}

/** The value at a path is equal. */
export function equal(path: string, value: Json): FindCase['where'] {
  return (key) => ({ op: 'equal', key: key(path), value });
}

/** The value at a path is not equal. */
export function notEqual(path: string, value: Json): FindCase['where'] {
  return (key) => ({ op: 'not-equal', key: key(path), value });
}

/** The value at a path compared with a list. */
export function oneOf(
  op: 'in' | 'not-in' | 'contains-all' | 'contained-by',
  path: string,
  values: readonly Json[],
): FindCase['where'] {
  return (key) => ({ op, key: key(path), values });
}

/** An order by these paths, descending where a minus stands before. */
export function by(...paths: readonly string[]): NonNullable<FindCase['sort']> {
  return (key) =>
    paths.map((path) => ({ key: key(path.replace('-', '')), descending: path.startsWith('-') }));
}
