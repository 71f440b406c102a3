import type { Json } from './json.js';

/** Whether there are more than so many objects and lists inside of each other. Looks no deeper than that. */
export function isNestedDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isNestedDeeper(member, levels - 1));
}
