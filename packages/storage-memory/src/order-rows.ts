import {
  compareByDistance,
  compareBySort,
  readPath,
  textScore,
  visitLeaves,
  type Condition,
  type SortOrder,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';

/**
 * The rows in the order a find returns them: by `sort`; without one nearest first when a `near` condition asks
 * for it; otherwise, and among ties, as they are.
 */
export function orderRows(
  rows: readonly StoredObject[],
  where: Where,
  sort: SortOrder,
): readonly StoredObject[] {
  if (sort.length > 0) {
    const score = sort.some((key) => 'score' in key) ? textScores(rows, where) : undefined;
    return rows.toSorted(compareBySort(sort, score));
  }
  const near = findLeaf(where, (leaf) => leaf.op === 'near' && leaf.sorted);
  return near?.op === 'near' ? rows.toSorted(compareByDistance(near.key, near.point)) : rows;
}

/** How well rows satisfy the search of a condition; 0 for all when there is none. */
export function textScores(rows: readonly StoredObject[], where: Where): (row: StoredObject) => number {
  const leaf = findLeaf(where, ({ op }) => op === 'text');
  if (leaf?.op !== 'text') return () => 0;
  const scores = new Map<StoredObject, number>();
  for (const row of rows) {
    const text = readPath(row, leaf.key);
    scores.set(row, typeof text === 'string' ? textScore(text, leaf.search) : 0);
  }
  return (row) => scores.get(row) ?? 0;
}

function findLeaf(where: Where, test: (leaf: Condition) => boolean): Condition | undefined {
  let found: Condition | undefined;
  visitLeaves(where, (leaf: Condition) => {
    if (!found && test(leaf)) found = leaf;
  });
  return found;
}
