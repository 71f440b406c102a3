import { isJsonArray, isJsonObject, type Json } from './json.js';

/**
 * The same value, frozen with everything in it, so that whoever is shown it cannot change what others hold of it.
 * Stops at what is frozen already.
 */
export function frozen<T extends Json | undefined>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  const members = isJsonArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  for (const member of members) frozen(member);
  return value;
}
