/** Any value JSON text can hold. */
export type Json = null | boolean | number | string | JsonArray | JsonObject;

/** A JSON array. */
export type JsonArray = readonly Json[];

/** A JSON object. Maps keyed by user input have a null prototype, see `nullMap`. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON object under construction by the function that made it. */
export interface MutableJsonObject {
  [key: string]: Json;
}

/** Tells a JSON object from arrays, null and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells a JSON array from everything else. */
export function isJsonArray(value: Json | undefined): value is JsonArray {
  return Array.isArray(value);
}

/** The value when it is text, else the empty text. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** An empty object without prototype: keys such as `__proto__` and `constructor` are ordinary in it. */
export function nullMap<T = Json>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
