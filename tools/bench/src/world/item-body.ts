import type { Json, JsonObject } from '../api/api-request.js';

/** What the pointers of an item lead to. */
export interface ItemTargets {
  readonly authorIds: readonly string[];
  readonly placeIds: readonly string[];
}

/** The fields of the nth `Item`, `Note` or `Entry`: one of each common type. Scores spread evenly over 0 to 999. */
export function itemBody(n: number, { authorIds, placeIds }: ItemTargets): JsonObject {
  return {
    title: `Item number ${n}`,
    text: `A text of some length, as people write them about item ${n}. `.repeat(3),
    score: (n * 379) % 1000,
    done: n % 3 === 0,
    tags: [`tag${n % 7}`, `tag${n % 11}`, 'all'],
    meta: { color: 'blue', size: { width: n % 100, height: 20 }, notes: ['first', 'second'] },
    due: { __type: 'Date', iso: new Date(Date.UTC(2024, 0, 1) + n * 3_600_000).toISOString() },
    author: pointer('Author', authorIds, n),
    place: pointer('Place', placeIds, n),
  };
}

function pointer(className: string, ids: readonly string[], n: number): Json {
  return { __type: 'Pointer', className, objectId: ids[n % ids.length] ?? '' };
}
