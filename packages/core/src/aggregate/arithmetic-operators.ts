import type { Json } from '../types/json.js';
import { compareValues } from '../query/compare-values.js';
import { invalidPipeline, type Operator, type OperatorTable } from './expression-types.js';
import { dateOf, finite, instantOf, isArray, isNullish, numberOf, typeName } from './typed-values.js';
import { ANY_NUMBER, exactly, valueOperator } from './value-operator.js';

/** Arithmetic: a missing or null operand makes the result null. */
export const arithmeticOperators: OperatorTable = {
  $add: valueOperator('$add', ANY_NUMBER, add),
  $subtract: valueOperator('$subtract', exactly(2), ([a, b]) => subtract(a, b)),
  $multiply: valueOperator('$multiply', ANY_NUMBER, (values) =>
    values.some(isNullish)
      ? null
      : values.reduce<number>((product, value) => product * numberOf('$multiply', value), 1),
  ),
  $divide: binary('$divide', (a, b) => {
    if (b === 0) throw invalidPipeline("$divide can't divide by zero");
    return a / b;
  }),
  $mod: binary('$mod', (a, b) => {
    if (b === 0) throw invalidPipeline("$mod can't divide by zero");
    return a % b;
  }),
  $pow: binary('$pow', (a, b) => a ** b),
  $abs: unary('$abs', Math.abs),
  $ceil: unary('$ceil', Math.ceil),
  $floor: unary('$floor', Math.floor),
  $sqrt: unary('$sqrt', Math.sqrt),
  $exp: unary('$exp', Math.exp),
  $ln: unary('$ln', Math.log),
  $log10: unary('$log10', Math.log10),
  $round: valueOperator('$round', { min: 1, max: 2 }, ([value, places]) =>
    cutDecimals('$round', value, places),
  ),
  $trunc: valueOperator('$trunc', { min: 1, max: 2 }, ([value, places]) =>
    cutDecimals('$trunc', value, places),
  ),
  $sum: valueOperator('$sum', ANY_NUMBER, (values) => sumOf(numbersIn(values))),
  $avg: valueOperator('$avg', ANY_NUMBER, (values) => averageOf(numbersIn(values))),
  $min: valueOperator('$min', ANY_NUMBER, (values) => extremeOf(elementsIn(values), -1)),
  $max: valueOperator('$max', ANY_NUMBER, (values) => extremeOf(elementsIn(values), 1)),
};

/** The sum of the numbers; 0 without any. */
export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The mean of the numbers; null without any. */
export function averageOf(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : sumOf(numbers) / numbers.length;
}

/** The smallest (sign −1) or largest (sign 1) set value in the order of kinds; null without any. */
export function extremeOf(values: readonly (Json | undefined)[], sign: 1 | -1): Json {
  let extreme: Json = null;
  for (const value of values) {
    if (isNullish(value)) continue;
    if (extreme === null || compareValues(value, extreme) * sign > 0) extreme = value;
  }
  return extreme;
}

function add(values: readonly (Json | undefined)[]): Json {
  if (values.some(isNullish)) return null;
  let sum = 0;
  let dates = 0;
  for (const value of values) {
    const instant = instantOf(value);
    if (instant === undefined && typeof value !== 'number') {
      throw invalidPipeline(`$add takes numbers and dates, not ${typeName(value)}`);
    }
    if (instant !== undefined) dates += 1;
    sum += instant ?? numberOf('$add', value);
  }
  if (dates > 1) throw invalidPipeline('$add takes one date');
  return dates === 1 ? dateOf('$add', sum) : finite('$add', sum);
}

function subtract(a: Json | undefined, b: Json | undefined): Json {
  if (isNullish(a) || isNullish(b)) return null;
  const from = instantOf(a);
  if (from === undefined) return finite('$subtract', numberOf('$subtract', a) - numberOf('$subtract', b));
  const instant = instantOf(b);
  return instant === undefined ? dateOf('$subtract', from - numberOf('$subtract', b)) : from - instant;
}

/** Rounds half to even, or truncates, at a number of decimal places. */
function cutDecimals(name: '$round' | '$trunc', value: Json | undefined, places: Json | undefined): Json {
  if (isNullish(value) || places === null) return null;
  const scale = 10 ** (places === undefined ? 0 : numberOf(name, places));
  const scaled = finite(name, numberOf(name, value) * scale);
  if (name === '$trunc') return Math.trunc(scaled) / scale;
  const rounded = Math.round(scaled);
  const isTie = Math.abs(scaled % 1) === 0.5;
  return (isTie && rounded % 2 !== 0 ? rounded - 1 : rounded) / scale;
}

function unary(name: string, compute: (value: number) => number): Operator {
  return valueOperator(name, exactly(1), ([value]) =>
    isNullish(value) ? null : finite(name, compute(numberOf(name, value))),
  );
}

function binary(name: string, compute: (a: number, b: number) => number): Operator {
  return valueOperator(name, exactly(2), ([a, b]) =>
    isNullish(a) || isNullish(b) ? null : finite(name, compute(numberOf(name, a), numberOf(name, b))),
  );
}

/** A single array stands for its elements. */
function elementsIn(values: readonly (Json | undefined)[]): readonly (Json | undefined)[] {
  const [only] = values;
  return values.length === 1 && isArray(only) ? only : values;
}

function numbersIn(values: readonly (Json | undefined)[]): readonly number[] {
  return elementsIn(values).filter((value) => typeof value === 'number');
}
