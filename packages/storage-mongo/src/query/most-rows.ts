import type { Condition, Where } from '@parse/core/adapter';

/** More rows than these cannot satisfy the condition, as far as that is plain to see: it may name their ids. */
export function mostRows(where: Where): number {
  if (where.op === 'and') return Math.min(Infinity, ...where.nodes.map(mostRows));
  if (!isAboutId(where)) return Infinity;
  if (where.op === 'equal') return 1;
  return where.op === 'in' ? where.values.length : Infinity;
}

function isAboutId(where: Where): where is Condition & { readonly key: { readonly field: string } } {
  return 'key' in where && where.key.field === 'objectId' && where.key.path.length === 0;
}
