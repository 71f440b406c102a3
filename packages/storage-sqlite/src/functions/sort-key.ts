import { compareValues, isJsonObject, type Json } from '@parse/core/adapter';

/**
 * Bytes that compare as `compareValues` orders the values, an array counting as its smallest (`largest`: largest)
 * element; null for unset, null and the empty array.
 */
export function sortKey(value: Json, largest: boolean): Uint8Array | null {
  const chosen = Array.isArray(value) ? extremeOf(value, largest) : value;
  if (chosen === null) return null;
  const parts: Uint8Array[] = [];
  appendValue(parts, chosen, 0);
  return Buffer.concat(parts);
}

const NULL = 1;
const NUMBER = 2;
const STRING = 3;
const OBJECT = 4;
const ARRAY = 5;
const BOOLEAN = 6;
const DATE = 7;
const END = Uint8Array.of(0);

/** Values that differ only deeper than this are ties. */
const MAX_DEPTH = 50;

function extremeOf(elements: readonly Json[], largest: boolean): Json {
  let chosen = elements[0] ?? null;
  for (const element of elements) {
    const order = compareValues(element, chosen);
    if (largest ? order > 0 : order < 0) chosen = element;
  }
  return chosen;
}

function appendValue(parts: Uint8Array[], value: Json, depth: number): void {
  if (typeof value === 'number') parts.push(numberKey(value));
  else if (typeof value === 'string') parts.push(Uint8Array.of(STRING), textKey(value));
  else if (typeof value === 'boolean') parts.push(Uint8Array.of(BOOLEAN, Number(value)));
  else if (value === null) parts.push(Uint8Array.of(NULL));
  else appendContainer(parts, value, depth);
}

function appendContainer(
  parts: Uint8Array[],
  value: readonly Json[] | { readonly [key: string]: Json },
  depth: number,
): void {
  if (depth >= MAX_DEPTH) return;
  if (!isJsonObject(value)) {
    parts.push(Uint8Array.of(ARRAY));
    for (const element of value) appendValue(parts, element, depth + 1);
    parts.push(END);
    return;
  }
  if (value.__type === 'Date' && typeof value.iso === 'string') {
    parts.push(Uint8Array.of(DATE), textKey(value.iso));
    return;
  }
  parts.push(Uint8Array.of(OBJECT));
  for (const [key, member] of sortedEntries(value)) {
    parts.push(Uint8Array.of(STRING), textKey(key));
    appendValue(parts, member, depth + 1);
  }
  parts.push(END);
}

function sortedEntries(value: { readonly [key: string]: Json }): readonly (readonly [string, Json])[] {
  return Object.entries(value).sort(([a], [b]) => compareValues(a, b));
}

/** IEEE 754 with the bits turned so that byte order is number order. */
function numberKey(value: number): Uint8Array {
  const key = Buffer.alloc(9);
  key[0] = NUMBER;
  key.writeDoubleBE(value === 0 ? 0 : value, 1);
  const negative = value < 0;
  for (let index = 1; index < 9; index += 1) {
    const byte = key[index] ?? 0;
    if (negative) key[index] = byte ^ 0xff;
    else if (index === 1) key[index] = byte ^ 0x80;
  }
  return key;
}

/** UTF-8, ended so that a text comes before those it begins. */
function textKey(text: string): Uint8Array {
  return Buffer.from(`${text.replaceAll('\0', '\0\u007f')}\0\u0001`);
}
