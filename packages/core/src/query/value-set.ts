import { isJsonObject, type Json } from '../types/json.js';
import { sameValue } from './compare-values.js';

/** A list of values that can be asked whether it holds one. */
export interface ValueSet {
  /** Whether the list holds the same value (`sameValue`); unset counts as null. */
  has(value: Json | undefined): boolean;
}

/**
 * The values as a set, made once per list object. Scalars, dates, pointers and files are found in constant time,
 * so that a list of a subquery's thousand results does not make a find quadratic.
 */
export function valueSet(values: readonly Json[]): ValueSet {
  let set = sets.get(values);
  if (!set) {
    set = createValueSet(values);
    sets.set(values, set);
  }
  return set;
}

/** The values as a set of its own, for lists that no later call will ask about. */
export function createValueSet(values: readonly Json[]): ValueSet {
  const keyed = new Set<string | number | boolean | null>();
  const others: Json[] = [];
  for (const value of values) {
    const key = identityOf(value);
    if (key === undefined) others.push(value);
    else keyed.add(key);
  }
  return {
    has(value = null) {
      const key = identityOf(value);
      return key === undefined ? others.some((other) => sameValue(other, value)) : keyed.has(key);
    },
  };
}

const sets = new WeakMap<readonly Json[], ValueSet>();

/** A scalar that is equal for the same values only; undefined for values without such a one. */
function identityOf(value: Json): string | number | boolean | null | undefined {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value !== 'object' || value === null) return value;
  if (!isJsonObject(value)) return undefined;
  const { __type: type, className, objectId, iso, name } = value;
  if (type === 'Pointer' && typeof className === 'string' && typeof objectId === 'string') {
    return `p${className}$${objectId}`;
  }
  if (type === 'Date' && typeof iso === 'string') return `d${iso}`;
  return type === 'File' && typeof name === 'string' ? `f${name}` : undefined;
}
