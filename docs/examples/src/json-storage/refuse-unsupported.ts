import { StorageError, visitLeaves, type Condition, type Where } from '@parse/core/adapter';

const unsupported: ReadonlySet<Condition['op']> = new Set([
  'text',
  'near',
  'within-box',
  'within-polygon',
  'contains-point',
] as const);

/** Fails with `unsupported` when the condition needs a capability that this store declares false. */
export function refuseUnsupported(where: Where): void {
  visitLeaves(where, ({ op }) => {
    if (unsupported.has(op)) throw new StorageError('unsupported', `this store has no condition ${op}`);
  });
}
