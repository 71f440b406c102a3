import { isIP } from 'node:net';
import type { OptionType, TextCheck } from './option-type.js';

// The vocabulary of the option tables.

export const text: OptionType = { kind: 'string' };
export const number: OptionType = { kind: 'number', whole: false };
export const flag: OptionType = { kind: 'boolean' };
export const nothing: OptionType = { kind: 'null' };
export const group: OptionType = { kind: 'group' };
export const groups: OptionType = { kind: 'groups' };
export const json: OptionType = { kind: 'json' };
export const texts: OptionType = { kind: 'list', of: text };
export const jsonMap: OptionType = { kind: 'map', of: json };

/** Whole numbers; lowest first. */
export function whole(min?: number, max?: number): OptionType {
  return {
    kind: 'number',
    whole: true,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

/** Numbers of at least `min`. */
export function atLeast(min: number): OptionType {
  return { kind: 'number', whole: false, min };
}

/** Exactly one of some words. */
export function oneOf(...values: readonly string[]): OptionType {
  return { kind: 'one-of', values };
}

/** A list whose entries are of one type. */
export function listOf(of: OptionType): OptionType {
  return { kind: 'list', of };
}

/** An object with keys of the operator's choice. */
export function mapOf(of: OptionType): OptionType {
  return { kind: 'map', of };
}

/** Any of some types; text is read as the first that fits. */
export function either(...types: readonly OptionType[]): OptionType {
  return { kind: 'either', types };
}

/** Code with a TypeScript signature. */
export function code(signature: string): OptionType {
  return { kind: 'function', signature };
}

/** An adapter object of ours, told by its `kind`. */
export function adapter(kind: string, type: string): OptionType {
  return {
    kind: 'object',
    name: `an adapter object of kind "${kind}"`,
    type,
    is: (value) => 'kind' in value && value.kind === kind,
  };
}

/** The same in every form that Parse Server takes: an object of any make, a class, a module with its options. */
export function anyAdapter(type: string): OptionType {
  const object: OptionType = {
    kind: 'object',
    name: 'an adapter, or a class, a module or { module, options } that makes one',
    type: `${type} | object`,
    is: () => true,
  };
  return either(jsonMap, object, filledText, code('new (...options: never[]) => object'));
}

/** Whatever an operator writes: JSON, an object of any make, a class or function. */
export const anyValue = either(
  json,
  { kind: 'object', name: 'an object', type: 'object', is: () => true },
  code('new (...options: never[]) => object'),
  code('(...options: never[]) => object'),
);

/** A route of pages. */
export const customRoute: OptionType = {
  kind: 'object',
  name: 'an object with method, path and the function handler',
  type: 'CustomRoute',
  is: (value) =>
    hasFunction(value, 'handler') &&
    ['method', 'path'].every((name) => typeof Reflect.get(value, name) === 'string'),
};

/** An object with a `log` function. */
export const logger: OptionType = {
  kind: 'object',
  name: 'a logger with the functions log and isEnabled',
  type: 'Logger',
  is: (value) => ['log', 'isEnabled'].every((name) => hasFunction(value, name)),
};

/** An object with the functions of a password hasher. */
export const passwordHasher: OptionType = {
  kind: 'object',
  name: 'a password hasher with the functions hash, verify and needsRehash',
  type: 'PasswordHasher',
  is: (value) => ['hash', 'verify', 'needsRehash'].every((name) => hasFunction(value, name)),
};

/** A compiled regular expression. */
export const pattern: OptionType = {
  kind: 'object',
  name: 'a regular expression',
  type: 'RegExp',
  is: (value) => value instanceof RegExp,
};

/** A text of a certain form. */
export function textLike(check: TextCheck): OptionType {
  return { kind: 'string', check };
}

export const httpUrl = textLike({
  expected: 'a URL that begins with http:// or https://',
  accepts: (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
});

export const ipOrRange = textLike({
  expected: 'an IP address or a range such as 10.0.0.0/8',
  accepts: isIpOrRange,
});

export const filledText = textLike({
  expected: 'a text that is not empty',
  accepts: (value) => value !== '',
});

export const pathText = textLike({
  expected: 'a path that begins with /',
  accepts: (value) => /^\/[^?#\s]*$/.test(value),
});

export const regexText = textLike({ expected: 'a regular expression', accepts: isRegex });

export const byteSize = either(
  whole(1),
  textLike({
    expected: 'a size such as 512kb or 20mb',
    accepts: (value) => /^\d+(\.\d+)? ?(b|kb|mb|gb)?$/i.test(value),
  }),
);

function isIpOrRange(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) {
    return false;
  }
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isRegex(value: string): boolean {
  try {
    return new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

function hasFunction(value: object, name: string): boolean {
  return typeof Reflect.get(value, name) === 'function';
}
