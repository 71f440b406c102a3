import type { Json, Step } from '../dsl/scenario.js';

/** True when a request says in which order rows come. Without, every order is right. */
export function keepsOrder({ query, body, raw }: Step): boolean {
  return (
    /"order"|\$sort|\$score/.test(JSON.stringify([query, body, raw])) ||
    [query, body].some((part) => part !== undefined && isNear(part)) ||
    raw?.includes('$near') === true
  );
}

/** Nearness is an order of the rows that it is asked of, and none of those that another condition may find. */
function isNear(value: Json): boolean {
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(
    ([key, part]) => key.startsWith('$near') || (!findsOthers.has(key) && isNear(part)),
  );
}

const findsOthers: ReadonlySet<string> = new Set([
  '$or',
  '$nor',
  '$inQuery',
  '$notInQuery',
  '$select',
  '$dontSelect',
]);
