import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../types/json.js';

/**
 * The order of two values: negative, zero or positive, as `Array.prototype.sort` wants it. Values of different
 * kinds are ordered unset and null, number, string, object, array, boolean, date; strings by Unicode code point.
 * Total, and never deeper on the call stack than one level, whatever the values hold.
 */
export function compareValues(a: Json | undefined, b: Json | undefined): number {
  const pending: Pair[] = [];
  let order = compareOutside(a, b, pending);
  for (let pair = pending.pop(); pair && order === 0; pair = pending.pop()) {
    order = compareOutside(pair[0], pair[1], pending);
  }
  return order;
}

/**
 * Whether two values are the same to Parse: pointers by class and id, files by name, dates by instant, other
 * objects by content without regard to the order of their keys. Unset is the same as nothing else.
 */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const pending: Pair[] = [[a, b]];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [left, right] = pair;
    if (left !== right && !sameOutside(left, right, pending)) return false;
  }
  return true;
}

/** The order of two strings by Unicode code point, which is also the order of their UTF-8 bytes. */
export function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = a.charCodeAt(index) - b.charCodeAt(index);
    if (difference !== 0) return codePointRank(a.charCodeAt(index)) - codePointRank(b.charCodeAt(index));
  }
  return a.length - b.length;
}

/** Whether an ordered comparison of the two can hold at all: both of one kind, neither unset nor null. */
export function comparable(a: Json | undefined, b: Json | undefined): boolean {
  const kind = valueKind(a);
  return kind !== UNSET && kind === valueKind(b);
}

type Pair = readonly [Json | undefined, Json | undefined];

const UNSET = 0;
const NUMBER = 1;
const STRING = 2;
const OBJECT = 3;
const ARRAY = 4;
const BOOLEAN = 5;
const DATE = 6;

function valueKind(value: Json | undefined): number {
  if (value === undefined || value === null) return UNSET;
  if (typeof value === 'string') return STRING;
  if (typeof value === 'number') return NUMBER;
  if (typeof value === 'boolean') return BOOLEAN;
  if (!isJsonObject(value)) return ARRAY;
  return dateText(value) === undefined ? OBJECT : DATE;
}

function dateText(value: Json | undefined): string | undefined {
  if (!isJsonObject(value) || value.__type !== 'Date') return undefined;
  return typeof value.iso === 'string' ? value.iso : undefined;
}

/** Compares two values without their members, which it queues so that the first difference is met first. */
function compareOutside(a: Json | undefined, b: Json | undefined, pending: Pair[]): number {
  const kind = valueKind(a);
  const order = kind - valueKind(b);
  if (order !== 0) return order;
  if (kind !== OBJECT && kind !== ARRAY) return compareScalars(a, b);
  const left = membersOf(a);
  const right = membersOf(b);
  if (left.length !== right.length) pending.push([left.length, right.length]);
  for (let index = Math.min(left.length, right.length) - 1; index >= 0; index -= 1) {
    pending.push([left[index], right[index]]);
  }
  return 0;
}

function compareScalars(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return compareText(textOf(a), textOf(b));
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : (dateText(value) ?? '');
}

/** The elements of an array; the keys and values of an object in the order of the keys. */
function membersOf(value: Json | undefined): readonly Json[] {
  if (isJsonArray(value)) return value;
  if (!isJsonObject(value)) return [];
  return Object.keys(value)
    .sort(compareText)
    .flatMap((key) => [key, [value[key] ?? null]]);
}

/** Compares two values without their members, which it queues. */
function sameOutside(a: Json | undefined, b: Json | undefined, pending: Pair[]): boolean {
  if (isJsonArray(a)) {
    if (!isJsonArray(b) || a.length !== b.length) return false;
    a.forEach((element, index) => pending.push([element, b[index]]));
    return true;
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const identity = identityKeys(a, b);
  if (identity) return identity.every((key) => a[key] === b[key]);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && pending.push([a[key], b[key]]) > 0);
}

/** The keys that alone make two wire values the same, or undefined when every key counts. */
function identityKeys(a: JsonObject, b: JsonObject): readonly string[] | undefined {
  if (a.__type !== b.__type) return undefined;
  if (a.__type === 'Pointer' && typeof a.objectId === 'string') return POINTER_IDENTITY;
  if (a.__type === 'File' && typeof a.name === 'string') return FILE_IDENTITY;
  if (a.__type === 'Date' && typeof a.iso === 'string') return DATE_IDENTITY;
  return undefined;
}

const POINTER_IDENTITY = ['className', 'objectId'] as const;
const FILE_IDENTITY = ['name'] as const;
const DATE_IDENTITY = ['iso'] as const;

/** Surrogates stand for code points above every other UTF-16 unit. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
