import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { dateValue, wireType } from '../types/object.js';
import { arithmeticOperators } from './arithmetic-operators.js';
import { arrayOperators } from './array-operators.js';
import { conditionOperators } from './condition-operators.js';
import { conversionOperators } from './conversion-operators.js';
import { dateOperators } from './date-operators.js';
import { documentPath, valueAt } from './document-path.js';
import { invalidPipeline, type Expression, type OperatorTable } from './expression-types.js';
import { objectOperators } from './object-operators.js';
import { stringOperators } from './string-operators.js';

/** Expressions nested deeper than this are refused. */
const MAX_DEPTH = 100;

const OPERATORS: OperatorTable = {
  ...arithmeticOperators,
  ...arrayOperators,
  ...conditionOperators,
  ...conversionOperators,
  ...dateOperators,
  ...objectOperators,
  ...stringOperators,
  $literal: (argument) => () => argument,
};

/**
 * Makes a runnable expression of one that a client wrote: `"$field.path"`, `"$$ROOT"`, `{ $operator: … }`, a
 * literal, or an array or object of expressions. Fails with `invalid-query` when it uses an operator that is
 * not known here, before any document is looked at.
 */
export function compileExpression(part: Json, depth = 0): Expression {
  if (depth > MAX_DEPTH) throw invalidPipeline('expression is nested too deeply');
  if (typeof part === 'string' && part.startsWith('$')) return compilePath(part);
  if (Array.isArray(part)) return compileArray(part, depth);
  if (!isJsonObject(part) || wireType(part) !== undefined) return () => part;
  const operator = operatorName(part);
  return operator === undefined
    ? compileObject(part, depth)
    : compileOperator(operator, part[operator] ?? null, depth);
}

/** The `$name` of an object with that single key; undefined for a plain object. */
export function operatorName(part: JsonObject): string | undefined {
  const keys = Object.keys(part);
  const name = keys.find((key) => key.startsWith('$'));
  if (name !== undefined && keys.length > 1) {
    throw invalidPipeline(`an expression has one operator, not ${keys.slice(0, 10).join(', ')}`);
  }
  return name;
}

function compileOperator(name: string, argument: Json, depth: number): Expression {
  if (name === '$date') return compileExtendedDate(argument);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) throw invalidPipeline(`Unrecognized expression '${name}'`);
  return operator(argument, (part) => compileExpression(part, depth + 1));
}

function compilePath(text: string): Expression {
  if (!text.startsWith('$$')) {
    const path = documentPath(text.slice(1));
    return ({ root }) => valueAt(root, path);
  }
  const [name = '', ...path] = text.slice(2).split('.');
  switch (name) {
    case 'ROOT':
    case 'CURRENT': {
      const steps = path.length === 0 ? [] : documentPath(path.join('.'));
      return ({ root }) => valueAt(root, steps);
    }
    case 'NOW':
      return () => dateValue(new Date());
    case 'REMOVE':
      return () => undefined;
    default:
      return ({ variables }) => {
        if (!variables.has(name)) throw invalidPipeline(`Unrecognized variable '$$${name}'`);
        return valueAt(variables.get(name), path);
      };
  }
}

function compileArray(parts: readonly Json[], depth: number): Expression {
  const elements = parts.map((part) => compileExpression(part, depth + 1));
  return (scope) => elements.map((element) => element(scope) ?? null);
}

function compileObject(part: JsonObject, depth: number): Expression {
  const entries = Object.entries(part).map(
    ([key, value]) => [key, compileExpression(value, depth + 1)] as const,
  );
  return (scope) =>
    Object.fromEntries(
      entries.flatMap(([key, expression]) => {
        const value = expression(scope);
        return value === undefined ? [] : [[key, value] as const];
      }),
    );
}

/** `{ $date: "2020-01-01T00:00:00Z" }`, the way MongoDB's tools write dates as JSON. */
function compileExtendedDate(argument: Json): Expression {
  const date = new Date(typeof argument === 'string' || typeof argument === 'number' ? argument : Number.NaN);
  if (Number.isNaN(date.getTime())) throw invalidPipeline('$date takes a date');
  return () => dateValue(date);
}
