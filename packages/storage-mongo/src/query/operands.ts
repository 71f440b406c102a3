import { isJsonArray, isJsonObject, type Json } from '@parse/core/adapter';
import { encodeLoose, encodeTyped } from '../codec/encode-value.js';
import type { StoredPlace } from './place.js';

/** The stored form of what a place is compared with; undefined when no value there can be the same. */
export function encodeOperand({ type }: StoredPlace, value: Json): unknown {
  if (value === null) return null;
  return type === undefined || type === 'Array' ? encodeLoose(value) : encodeTyped(type, value);
}

/** Whether the engine's comparison of a value with the place is Parse's. */
export function isExactAt({ type }: StoredPlace, value: Json): boolean {
  return (type !== undefined && type !== 'Array' && type !== 'Object') || isExact(value);
}

/**
 * Whether documents that hold the value hold it in one form only. Two objects of the same entries in another order
 * are the same to Parse and are not to the engine; pointers, dates and bytes have one form.
 */
export function isExact(value: Json): boolean {
  if (isJsonArray(value)) return value.every(isExact);
  if (!isJsonObject(value)) return true;
  const entries = Object.values(value);
  if (value.__type === 'Pointer') return entries.length === 3;
  if ((value.__type === 'Date' || value.__type === 'Bytes') && entries.length === 2) return true;
  return entries.length < 2 && entries.every(isExact);
}
