import { isJsonObject, type Json } from '../types/json.js';
import { dateValue, type DateValue } from '../types/object.js';
import { invalidPipeline } from './expression-types.js';

/** Whether a value is missing or null; most operators answer null to such a one. */
export function isNullish(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}

/** What counts as true in a condition: all but false, 0, null and missing. */
export function isTrue(value: Json | undefined): boolean {
  return !isNullish(value) && value !== false && value !== 0;
}

/** The value as a number; fails for every other kind. */
export function numberOf(name: string, value: Json | undefined): number {
  if (typeof value === 'number') return value;
  throw invalidPipeline(`${name} takes numbers, not ${typeName(value)}`);
}

/** The value as text; fails for every other kind. */
export function stringOf(name: string, value: Json | undefined): string {
  if (typeof value === 'string') return value;
  throw invalidPipeline(`${name} takes strings, not ${typeName(value)}`);
}

/** The value as an array; fails for every other kind. */
export function arrayOf(name: string, value: Json | undefined): readonly Json[] {
  if (isArray(value)) return value;
  throw invalidPipeline(`${name} takes arrays, not ${typeName(value)}`);
}

/** Narrows to an array of JSON values. */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The instant of a date value in milliseconds, or undefined for other kinds. */
export function instantOf(value: Json | undefined): number | undefined {
  if (!isJsonObject(value) || value.__type !== 'Date' || typeof value.iso !== 'string') return undefined;
  const instant = Date.parse(value.iso);
  return Number.isNaN(instant) ? undefined : instant;
}

/** The date value of an instant; fails when no calendar holds it. */
export function dateOf(name: string, instant: number): DateValue {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw invalidPipeline(`${name} led to a date out of range`);
  return dateValue(date);
}

/** A number that JSON can hold; fails for infinities and NaN. */
export function finite(name: string, result: number): number {
  if (!Number.isFinite(result)) throw invalidPipeline(`${name} has no finite result`);
  return result;
}

/** The kind of a value, as `$type` and messages name it. */
export function typeName(value: Json | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'int' : 'double';
  if (typeof value === 'boolean') return 'bool';
  if (isArray(value)) return 'array';
  return instantOf(value) === undefined ? typeof value : 'date';
}
