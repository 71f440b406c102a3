import type { Json } from '../types/json.js';
import { invalidPipeline, type Operator, type OperatorTable } from './expression-types.js';
import { instantOf, isNullish, numberOf, stringOf } from './typed-values.js';
import {
  ANY_NUMBER,
  exactly,
  namedArguments,
  optionalArgument,
  requiredArgument,
  valueOperator,
} from './value-operator.js';

/** Text. Positions and lengths count Unicode code points; `…Bytes` count UTF-8 bytes. */
export const stringOperators: OperatorTable = {
  $concat: valueOperator('$concat', ANY_NUMBER, (values) =>
    values.some(isNullish) ? null : values.map((value) => stringOf('$concat', value)).join(''),
  ),
  $toUpper: valueOperator('$toUpper', exactly(1), ([value]) => plainText('$toUpper', value).toUpperCase()),
  $toLower: valueOperator('$toLower', exactly(1), ([value]) => plainText('$toLower', value).toLowerCase()),
  $substr: substring('$substr'),
  $substrBytes: substring('$substrBytes'),
  $substrCP: substring('$substrCP'),
  $strLenCP: valueOperator(
    '$strLenCP',
    exactly(1),
    ([text]) => Array.from(stringOf('$strLenCP', text)).length,
  ),
  $strLenBytes: valueOperator(
    '$strLenBytes',
    exactly(1),
    ([text]) => new TextEncoder().encode(stringOf('$strLenBytes', text)).length,
  ),
  $split: valueOperator('$split', exactly(2), ([text, separator]) => {
    if (isNullish(text) || isNullish(separator)) return null;
    if (separator === '') throw invalidPipeline('$split needs a separator');
    return stringOf('$split', text).split(stringOf('$split', separator));
  }),
  $indexOfCP: valueOperator('$indexOfCP', exactly(2), ([text, part]) => {
    if (isNullish(text)) return null;
    const whole = stringOf('$indexOfCP', text);
    const index = whole.indexOf(stringOf('$indexOfCP', part));
    return index < 0 ? -1 : Array.from(whole.slice(0, index)).length;
  }),
  $trim: trimming('$trim', true, true),
  $ltrim: trimming('$ltrim', true, false),
  $rtrim: trimming('$rtrim', false, true),
  $replaceOne: replacing('$replaceOne'),
  $replaceAll: replacing('$replaceAll'),
};

/** Null counts as empty, numbers and dates as their text. */
function plainText(name: string, value: Json | undefined): string {
  if (isNullish(value)) return '';
  const instant = instantOf(value);
  if (instant !== undefined) return new Date(instant).toISOString();
  return typeof value === 'number' ? String(value) : stringOf(name, value);
}

function substring(name: '$substr' | '$substrBytes' | '$substrCP'): Operator {
  return valueOperator(name, exactly(3), ([value, start, length]) => {
    const text = plainText(name, value);
    const from = numberOf(name, start);
    const count = numberOf(name, length);
    if (from < 0) return '';
    const to = count < 0 ? undefined : from + count;
    if (name === '$substrCP') return Array.from(text).slice(from, to).join('');
    return new TextDecoder().decode(new TextEncoder().encode(text).slice(from, to));
  });
}

function trimming(name: string, start: boolean, end: boolean): Operator {
  return (argument, compile) => {
    const named = namedArguments(name, argument, ['input', 'chars']);
    const input = requiredArgument(name, named, 'input', compile);
    const chars = optionalArgument(named, 'chars', compile);
    return (scope) => {
      const text = input(scope);
      if (isNullish(text)) return null;
      const set = chars ? new Set(stringOf(name, chars(scope))) : undefined;
      const isCut = (char: string | undefined) =>
        char !== undefined && (set ? set.has(char) : char.trim() === '');
      const letters = Array.from(stringOf(name, text));
      let from = 0;
      let to = letters.length;
      while (start && from < to && isCut(letters[from])) from += 1;
      while (end && to > from && isCut(letters[to - 1])) to -= 1;
      return letters.slice(from, to).join('');
    };
  };
}

function replacing(name: '$replaceOne' | '$replaceAll'): Operator {
  return (argument, compile) => {
    const named = namedArguments(name, argument, ['input', 'find', 'replacement']);
    const parts = ['input', 'find', 'replacement'].map((key) => requiredArgument(name, named, key, compile));
    return (scope) => {
      const values = parts.map((part) => part(scope));
      if (values.some(isNullish)) return null;
      const [input = '', find = '', replacement = ''] = values.map((value) => stringOf(name, value));
      // A function, because `$&` in a replacement text would have a meaning.
      return name === '$replaceOne'
        ? input.replace(find, () => replacement)
        : input.replaceAll(find, () => replacement);
    };
  };
}
