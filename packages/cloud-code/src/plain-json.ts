import { ErrorCode, ParseError, type Json, type MutableJsonObject } from '@parse/core';

/** Levels that a value may have: more than any sound value, and few enough for the stack. */
const MAX_DEPTH = 200;

/**
 * A copy of the value as JSON would carry it: without functions and undefined, dates as texts, every `toJSON` called.
 * The copy shares nothing with the value. Throws ParseError for what JSON cannot carry, such as cycles.
 */
export function plainJson(value: unknown): Json | undefined {
  return copy(value, 0);
}

function copy(value: unknown, depth: number): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'object':
      return value === null ? null : copyObject(value, depth);
    case 'bigint':
      throw notJson('a BigInt');
    case 'undefined':
    case 'function':
    case 'symbol':
      return undefined;
  }
}

function copyObject(value: object, depth: number): Json | undefined {
  if (depth >= MAX_DEPTH) throw notJson('a value that holds itself or is nested too deeply');
  if (hasToJson(value)) return copy(value.toJSON(), depth + 1);
  if (Array.isArray(value)) return value.map((item: unknown) => copy(item, depth + 1) ?? null);
  const result: MutableJsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    const copied = copy(member, depth + 1);
    if (copied !== undefined) define(result, key, copied);
  }
  return result;
}

/** Assigning to `__proto__` would do something else. */
function define(target: MutableJsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function notJson(what: string): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, `JSON cannot carry ${what}.`);
}
