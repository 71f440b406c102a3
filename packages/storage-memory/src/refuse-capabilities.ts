import {
  assertNever,
  StorageError,
  visitLeaves,
  type Condition,
  type StorageRows,
  type Where,
} from '@parse/core/adapter';

/** The capabilities that calls can ask for; the others only describe the store. */
export type RefusableCapability =
  | 'transactions'
  | 'textSearch'
  | 'geo'
  | 'regex'
  | 'aggregate'
  | 'explain'
  | 'uniqueIndexes'
  | 'caseInsensitive';

/** Fails with `unsupported` when the capability is among those refused. */
export function assertCapable(
  refused: ReadonlySet<RefusableCapability>,
  capability: RefusableCapability,
): void {
  if (refused.has(capability)) throw new StorageError('unsupported', `this store has no ${capability}`);
}

/** The rows, with every call that needs a refused capability failing with `unsupported`. */
export function refuseCapabilities(
  rows: StorageRows,
  refused: ReadonlySet<RefusableCapability>,
): StorageRows {
  if (refused.size === 0) return rows;
  const check = (where: Where, hints: { readonly caseInsensitive?: boolean } = {}) => {
    if (hints.caseInsensitive) assertCapable(refused, 'caseInsensitive');
    visitLeaves(where, (leaf) => {
      const capability = capabilityOf(leaf);
      if (capability) assertCapable(refused, capability);
    });
  };
  return {
    insert: async (schema, object) => rows.insert(schema, object),
    find: async (schema, where, options) => {
      check(where, options.hints);
      return rows.find(schema, where, options);
    },
    count: async (schema, where, options) => {
      check(where, options?.hints);
      return rows.count(schema, where, options);
    },
    update: async (schema, where, ops, options) => {
      check(where, options?.hints);
      return rows.update(schema, where, ops, options);
    },
    updateMany: async (schema, where, ops) => {
      check(where);
      return rows.updateMany(schema, where, ops);
    },
    upsert: async (schema, where, object, ops) => {
      check(where);
      return rows.upsert(schema, where, object, ops);
    },
    remove: async (schema, where) => {
      check(where);
      return rows.remove(schema, where);
    },
    distinct: async (schema, key, where) => {
      check(where);
      return rows.distinct(schema, key, where);
    },
    aggregate: async (schema, pipeline, options) => {
      assertCapable(refused, 'aggregate');
      return rows.aggregate(schema, pipeline, options);
    },
    explain: async (schema, where, options) => {
      assertCapable(refused, 'explain');
      return rows.explain(schema, where, options);
    },
  };
}

function capabilityOf(leaf: Condition): RefusableCapability | undefined {
  switch (leaf.op) {
    case 'text':
      return 'textSearch';
    case 'regex':
      return 'regex';
    case 'near':
    case 'within-box':
    case 'within-polygon':
    case 'contains-point':
      return 'geo';
    case 'everything':
    case 'nothing':
    case 'equal':
    case 'not-equal':
    case 'less':
    case 'less-or-equal':
    case 'greater':
    case 'greater-or-equal':
    case 'in':
    case 'not-in':
    case 'exists':
    case 'contains-all':
    case 'contained-by':
    case 'acl':
      return undefined;
    default:
      return assertNever(leaf);
  }
}
