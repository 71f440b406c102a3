import type { Json } from '../dsl/scenario.js';
import { isList } from '../run/placeholders.js';

/** Values one step simpler: without one part, or with one part simpler. The biggest savings come first. */
export function* simplerValues(value: Json): Generator<Json> {
  if (value === null || typeof value !== 'object') return;
  if (isList(value)) {
    for (const index of value.keys()) yield value.toSpliced(index, 1);
    for (const [index, item] of value.entries())
      for (const simpler of simplerValues(item)) yield value.with(index, simpler);
    return;
  }
  const entries = Object.entries(value);
  for (const [removed] of entries) yield Object.fromEntries(entries.filter(([key]) => key !== removed));
  for (const [key, part] of entries)
    for (const simpler of simplerValues(part)) yield { ...value, [key]: simpler };
}
