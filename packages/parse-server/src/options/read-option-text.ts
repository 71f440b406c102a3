import { isPlainObject } from './plain-object.js';
import { describeType, type OptionType } from './option-type.js';
import { fits } from './check-value.js';

/** A value read from text, or what is wrong with the text to complete the sentence "<name> …". */
export type ReadText = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads what an environment variable or a flag says. Values that only code can make stay texts; the check of
 * options refuses them.
 */
export function readOptionText(type: OptionType, text: string): ReadText {
  const value = readValue(type, text.trim());
  if (value === undefined) {
    return { problem: `must be ${describeTextOf(type)}` };
  }
  return { value };
}

/** Undefined when the text does not fit. */
function readValue(type: OptionType, text: string): unknown {
  switch (type.kind) {
    case 'number':
      return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
    case 'boolean':
      return readBoolean(text);
    case 'null':
      return text === 'null' ? null : undefined;
    case 'list':
      return readList(type.of, text);
    case 'map':
    case 'group':
      return readJson(text, isPlainObject);
    case 'groups':
      return readJson(text, Array.isArray) ?? wrapped(readJson(text, isPlainObject));
    case 'json':
      return readJson(text, () => true) ?? text;
    case 'either':
      return type.types.map((one) => readFitting(one, text)).find((value) => value !== undefined);
    case 'string':
    case 'one-of':
    case 'function':
    case 'object':
      return text;
  }
}

function readFitting(type: OptionType, text: string): unknown {
  const value = readValue(type, text);
  return value !== undefined && (fits(type, value) || type.kind === 'function') ? value : undefined;
}

function readBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (word === 'true' || word === '1') {
    return true;
  }
  return word === 'false' || word === '0' ? false : undefined;
}

function readList(of: OptionType, text: string): unknown {
  if (text.startsWith('[')) {
    return readJson(text, Array.isArray);
  }
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => readValue(of, entry));
  return entries.includes(undefined) ? undefined : entries;
}

function readJson(text: string, accepts: (value: unknown) => boolean): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return accepts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function wrapped(value: unknown): unknown {
  return value === undefined ? undefined : [value];
}

function describeTextOf(type: OptionType): string {
  if (type.kind === 'list') {
    return 'a list, separated by commas or in JSON';
  }
  return type.kind === 'map' || type.kind === 'group' || type.kind === 'groups'
    ? `${describeType(type)} in JSON`
    : describeType(type);
}
