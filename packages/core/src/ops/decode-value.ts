import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { showValue } from '../errors/show-value.js';
import { isJsonObject, nullMap, type Json, type JsonObject, type MutableJsonObject } from '../types/json.js';
import { decodeWireValue, invalidWireValue, wireTypeOf, type FileUrlCheck } from './decode-wire-value.js';
import type { KeywordScan } from './keyword-denylist.js';

/** What values are checked against. */
export interface ValueRules {
  /** Refuses keywords in keys and values; absent: none. */
  readonly denied?: KeywordScan;
  /** Refuses addresses of files; absent: none. */
  readonly checkFileUrl?: FileUrlCheck;
  /** How many objects and arrays may lie inside each other. */
  readonly depth: number;
}

/**
 * The stored form of a field's value. Shares with the input what needs no change, so it is to be treated as
 * immutable. Refuses malformed wire values and unknown `__type`s (111), keys with `$` or `.` (121), denied
 * keywords (105), numbers that are not finite and too deep nesting (107).
 */
export function decodeValue(value: Json, rules: ValueRules): Json {
  if (typeof value !== 'object' || value === null) return checkScalar(value);
  const type = wireTypeOf(value);
  if (type !== undefined && isJsonObject(value)) {
    const decoded = decodeTyped(type, value, rules);
    if (!decoded) throw invalidWireValue(type);
    return decoded;
  }
  if (isJsonObject(value) && value.__type !== undefined && isTruthyNonText(value.__type)) {
    throw invalidWireValue(showValue(value.__type));
  }
  return decodeContainer(value, rules, 1);
}

/** The same for a part of a field: no column says what it is, as of values inside of others. */
export function decodePart(value: Json, rules: ValueRules): Json {
  const decoded = decodeValue(value, rules);
  return isJsonObject(value) && isJsonObject(decoded) ? withAddress(decoded, value) : decoded;
}

/** Refuses a key that may not stand inside a value, whatever it holds. */
export function assertNestedKey(key: string): void {
  if (key.includes('$') || key.includes('.')) {
    throw new ParseError(
      ErrorCode.InvalidNestedKey,
      "Nested keys should not contain the '$' or '.' characters",
    );
  }
  if (key === '__proto__') {
    throw new ParseError(
      ErrorCode.InvalidKeyName,
      'Prohibited keyword in request data: {"key":"__proto__"}.',
    );
  }
}

function decodeNested(value: Json, rules: ValueRules, depth: number): Json {
  if (typeof value !== 'object' || value === null) return checkScalar(value);
  const type = wireTypeOf(value);
  if (type !== undefined && isJsonObject(value)) {
    const decoded = decodeTyped(type, value, rules);
    if (decoded) return withAddress(decoded, value);
  }
  return decodeContainer(value, rules, depth);
}

/** No column says that this is a file, so its address is made on no read: it stays as clients know it. */
function withAddress(decoded: JsonObject, { url }: JsonObject): JsonObject {
  return decoded.__type === 'File' && typeof url === 'string' ? { ...decoded, url } : decoded;
}

/** Keys that the type does not know are dropped, but not before they were looked at. */
function decodeTyped(type: string, value: JsonObject, rules: ValueRules): JsonObject | undefined {
  const { denied } = rules;
  if (denied) for (const key of Object.keys(value)) denied(key, value[key] ?? null);
  return decodeWireValue(type, value, rules.checkFileUrl);
}

function decodeContainer(value: JsonObject | readonly Json[], rules: ValueRules, depth: number): Json {
  if (depth > rules.depth) {
    throw new ParseError(ErrorCode.InvalidJson, `Values may be nested at most ${rules.depth} levels deep.`);
  }
  return isJsonObject(value) ? decodeObject(value, rules, depth) : decodeArray(value, rules, depth);
}

function decodeArray(list: readonly Json[], rules: ValueRules, depth: number): readonly Json[] {
  let copy: Json[] | undefined;
  for (const [index, element] of list.entries()) {
    rules.denied?.(undefined, element);
    const decoded = decodeNested(element, rules, depth + 1);
    if (decoded !== element) copy ??= [...list];
    if (copy) copy[index] = decoded;
  }
  return copy ?? list;
}

function decodeObject(object: JsonObject, rules: ValueRules, depth: number): JsonObject {
  let copy: MutableJsonObject | undefined;
  for (const key of Object.keys(object)) {
    const value = object[key] ?? null;
    assertNestedKey(key);
    rules.denied?.(key, value);
    const decoded = decodeNested(value, rules, depth + 1);
    if (decoded !== object[key]) copy ??= Object.assign(nullMap(), object);
    if (copy) copy[key] = decoded;
  }
  return copy ?? object;
}

function checkScalar(value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ParseError(ErrorCode.InvalidJson, 'Numbers must be finite.');
  }
  return value;
}

/** `null`, `false`, `0` and `''` mark no type, as they always did; other values are types nobody knows. */
function isTruthyNonText(type: Json): boolean {
  return typeof type !== 'string' && Boolean(type);
}
