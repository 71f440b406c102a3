import type { Json } from '../types/json.js';
import { invalidPipeline, type Operator, type OperatorTable } from './expression-types.js';
import { dateOf, finite, instantOf, isNullish, isTrue, typeName } from './typed-values.js';
import { exactly, valueOperator } from './value-operator.js';

/** From one kind of value to another; null stays null, what cannot be converted fails. */
export const conversionOperators: OperatorTable = {
  $toString: converter('$toString', toText),
  $toInt: converter('$toInt', (value) => Math.trunc(toNumber('$toInt', value))),
  $toLong: converter('$toLong', (value) => Math.trunc(toNumber('$toLong', value))),
  $toDouble: converter('$toDouble', (value) => toNumber('$toDouble', value)),
  $toDecimal: converter('$toDecimal', (value) => toNumber('$toDecimal', value)),
  $toBool: converter('$toBool', (value) => isTrue(value)),
  $toDate: converter('$toDate', toDate),
  $type: valueOperator('$type', exactly(1), ([value]) => typeName(value)),
  $isNumber: valueOperator('$isNumber', exactly(1), ([value]) => typeof value === 'number'),
};

function converter(name: string, convert: (value: Json) => Json): Operator {
  return valueOperator(name, exactly(1), ([value]) => (isNullish(value) ? null : convert(value)));
}

function toText(value: Json): string {
  const instant = instantOf(value);
  if (instant !== undefined) return new Date(instant).toISOString();
  if (typeof value === 'object') throw invalidPipeline(`$toString cannot convert ${typeName(value)}`);
  return String(value);
}

function toNumber(name: string, value: Json): number {
  const instant = instantOf(value);
  if (instant !== undefined) return instant;
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' && value.trim() !== '') return finite(name, Number(value));
  throw invalidPipeline(`${name} cannot convert ${typeName(value)}`);
}

function toDate(value: Json): Json {
  if (instantOf(value) !== undefined) return value;
  if (typeof value === 'number') return dateOf('$toDate', value);
  if (typeof value === 'string') return dateOf('$toDate', Date.parse(value));
  throw invalidPipeline(`$toDate cannot convert ${typeName(value)}`);
}
