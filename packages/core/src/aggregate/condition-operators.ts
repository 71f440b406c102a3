import { compareValues } from '../query/compare-values.js';
import { isJsonObject, type Json } from '../types/json.js';
import {
  invalidPipeline,
  type CompilePart,
  type Expression,
  type Operator,
  type OperatorTable,
} from './expression-types.js';
import { isNullish, isTrue } from './typed-values.js';
import {
  compileArguments,
  exactly,
  namedArguments,
  optionalArgument,
  requiredArgument,
  valueOperator,
} from './value-operator.js';

/** Comparison, logic and choice. Comparisons follow the order of kinds; missing and null are equal. */
export const conditionOperators: OperatorTable = {
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $cmp: comparison('$cmp', Math.sign),
  $and: logic('$and', (parts) => parts.every(Boolean)),
  $or: logic('$or', (parts) => parts.some(Boolean)),
  $not: valueOperator('$not', exactly(1), ([value]) => !isTrue(value)),
  $cond: cond,
  $ifNull: (argument, compile) => {
    const parts = compileArguments('$ifNull', { min: 2, max: Infinity }, argument, compile);
    return (scope) => {
      let value: Json | undefined;
      for (const part of parts) {
        value = part(scope);
        if (!isNullish(value)) return value;
      }
      return value;
    };
  },
  $switch: choose,
};

function comparison(name: string, answer: (order: number) => Json): Operator {
  return valueOperator(name, exactly(2), ([a, b]) => answer(compareValues(a, b)));
}

function logic(name: string, join: (parts: Iterable<boolean> & readonly boolean[]) => boolean): Operator {
  return valueOperator(name, { min: 0, max: Infinity }, (values) => join(values.map(isTrue)));
}

function cond(argument: Json, compile: CompilePart): Expression {
  const named = Array.isArray(argument)
    ? namedCond(argument)
    : namedArguments('$cond', argument, ['if', 'then', 'else']);
  const test = requiredArgument('$cond', named, 'if', compile);
  const then = requiredArgument('$cond', named, 'then', compile);
  const otherwise = requiredArgument('$cond', named, 'else', compile);
  return (scope) => (isTrue(test(scope)) ? then(scope) : otherwise(scope));
}

function namedCond(parts: readonly Json[]): { if: Json; then: Json; else: Json } {
  if (parts.length !== 3) throw invalidPipeline(`$cond takes 3 arguments, ${parts.length} were given`);
  const [test = null, then = null, otherwise = null] = parts;
  return { if: test, then, else: otherwise };
}

function choose(argument: Json, compile: CompilePart): Expression {
  const named = namedArguments('$switch', argument, ['branches', 'default']);
  const { branches } = named;
  if (!Array.isArray(branches) || branches.length === 0) throw invalidPipeline('$switch needs branches');
  const cases = branches.map((branch: Json) => {
    if (!isJsonObject(branch)) throw invalidPipeline('a branch of $switch is an object');
    return {
      test: requiredArgument('$switch', branch, 'case', compile),
      then: requiredArgument('$switch', branch, 'then', compile),
    };
  });
  const otherwise = optionalArgument(named, 'default', compile);
  return (scope) => {
    const chosen = cases.find(({ test }) => isTrue(test(scope)))?.then ?? otherwise;
    if (!chosen) throw invalidPipeline('$switch found no branch that holds, and has no default');
    return chosen(scope);
  };
}
