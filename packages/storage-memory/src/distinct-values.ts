import { valueKey, type Json } from '@parse/core/adapter';

/** The set values, each once, in order of first appearance; the elements of arrays count as values. */
export function distinctValues(values: readonly (Json | undefined)[]): Json[] {
  const distinct = new Map<string, Json>();
  for (const value of values) {
    const elements: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
    for (const element of elements) {
      if (element === undefined || element === null) continue;
      const text = valueKey(element);
      if (!distinct.has(text)) distinct.set(text, element);
    }
  }
  return [...distinct.values()];
}
