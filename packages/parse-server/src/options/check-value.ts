import { isPlainObject } from './plain-object.js';
import { describeType, type OptionType } from './option-type.js';

/** What is wrong with a value, one sentence per place; empty when it fits. Secret values are not repeated. */
export function checkValue(name: string, type: OptionType, value: unknown, secret: boolean): string[] {
  if (fits(type, value)) {
    return [];
  }
  if (type.kind === 'list' && Array.isArray(value)) {
    return value.flatMap((entry, index) => checkValue(`${name}[${index}]`, type.of, entry, secret));
  }
  if (type.kind === 'map' && isPlainObject(value)) {
    return Object.entries(value).flatMap(([key, entry]) =>
      checkValue(`${name}.${key}`, type.of, entry, secret),
    );
  }
  return [`${name} must be ${describeType(type)}, but ${describeGiven(value, secret)} was given.`];
}

/** Whether the value is of that type. The keys of groups are checked where their rows are known. */
export function fits(type: OptionType, value: unknown): boolean {
  switch (type.kind) {
    case 'string':
      return typeof value === 'string' && (type.check?.accepts(value) ?? true);
    case 'number':
      return typeof value === 'number' && isInRange(type, value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
    case 'one-of':
      return typeof value === 'string' && type.values.includes(value);
    case 'list':
      return Array.isArray(value) && value.every((entry) => fits(type.of, entry));
    case 'map':
      return isPlainObject(value) && Object.values(value).every((entry) => fits(type.of, entry));
    case 'group':
      return isPlainObject(value);
    case 'groups':
      return Array.isArray(value) && value.every(isPlainObject);
    case 'function':
      return typeof value === 'function';
    case 'object':
      return typeof value === 'object' && value !== null && type.is(value);
    case 'json':
      return value !== undefined && typeof value !== 'function';
    case 'either':
      return type.types.some((one) => fits(one, value));
  }
}

function isInRange({ whole, min, max }: Extract<OptionType, { kind: 'number' }>, value: number): boolean {
  const counts = whole ? Number.isSafeInteger(value) : Number.isFinite(value);
  return counts && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}

function describeGiven(value: unknown, secret: boolean): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value === 'string') {
    return secret ? 'another text' : JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  }
  if (!secret && (typeof value === 'number' || typeof value === 'boolean')) {
    return String(value);
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
