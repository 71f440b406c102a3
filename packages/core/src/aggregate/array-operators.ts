import { compareValues } from '../query/compare-values.js';
import { valueKey } from '../ops/value-key.js';
import type { Json } from '../types/json.js';
import {
  invalidPipeline,
  type Expression,
  type Operator,
  type OperatorTable,
  type Scope,
} from './expression-types.js';
import { arrayOf, isArray, isNullish, isTrue, numberOf } from './typed-values.js';
import {
  ANY_NUMBER,
  exactly,
  namedArguments,
  optionalArgument,
  requiredArgument,
  valueOperator,
} from './value-operator.js';

/** More elements than this `$range` refuses to make. */
const MAX_RANGE = 100_000;

/** Arrays. Elements are equal as in queries: pointers by class and id, objects regardless of key order. */
export const arrayOperators: OperatorTable = {
  $size: valueOperator('$size', exactly(1), ([list]) => arrayOf('$size', list).length),
  $isArray: valueOperator('$isArray', exactly(1), ([value]) => isArray(value)),
  $in: valueOperator('$in', exactly(2), ([value, list]) =>
    arrayOf('$in', list).some((element) => compareValues(element, value) === 0),
  ),
  $indexOfArray: valueOperator('$indexOfArray', exactly(2), ([list, value]) =>
    isNullish(list)
      ? null
      : arrayOf('$indexOfArray', list).findIndex((element) => compareValues(element, value) === 0),
  ),
  $arrayElemAt: valueOperator('$arrayElemAt', exactly(2), ([list, index]) =>
    isNullish(list) || isNullish(index)
      ? null
      : arrayOf('$arrayElemAt', list).at(Math.trunc(numberOf('$arrayElemAt', index))),
  ),
  $first: valueOperator('$first', exactly(1), ([list]) =>
    isNullish(list) ? null : arrayOf('$first', list).at(0),
  ),
  $last: valueOperator('$last', exactly(1), ([list]) =>
    isNullish(list) ? null : arrayOf('$last', list).at(-1),
  ),
  $slice: valueOperator('$slice', { min: 2, max: 3 }, slice),
  $concatArrays: valueOperator('$concatArrays', ANY_NUMBER, (lists) =>
    lists.some(isNullish) ? null : lists.flatMap((list) => arrayOf('$concatArrays', list)),
  ),
  $reverseArray: valueOperator('$reverseArray', exactly(1), ([list]) =>
    isNullish(list) ? null : arrayOf('$reverseArray', list).toReversed(),
  ),
  $range: valueOperator('$range', { min: 2, max: 3 }, range),
  $setUnion: sets('$setUnion', (first, others) => [...first, ...others.flat()]),
  $setIntersection: sets('$setIntersection', (first, others) => {
    const keys = others.map((other) => new Set(other.map(valueKey)));
    return first.filter((element) => keys.every((set) => set.has(valueKey(element))));
  }),
  $setDifference: sets('$setDifference', (first, others) => {
    const keys = new Set(others.flat().map(valueKey));
    return first.filter((element) => !keys.has(valueKey(element)));
  }),
  $filter: (argument, compile) => {
    const named = namedArguments('$filter', argument, ['input', 'as', 'cond', 'limit']);
    const test = requiredArgument('$filter', named, 'cond', compile);
    const limit = optionalArgument(named, 'limit', compile);
    return overElements('$filter', named, compile, (elements, scopeOf, scope) => {
      const most = limit ? numberOf('$filter', limit(scope)) : Infinity;
      return elements.filter((element) => isTrue(test(scopeOf(element)))).slice(0, most);
    });
  },
  $map: (argument, compile) => {
    const named = namedArguments('$map', argument, ['input', 'as', 'in']);
    const make = requiredArgument('$map', named, 'in', compile);
    return overElements('$map', named, compile, (elements, scopeOf) =>
      elements.map((element) => make(scopeOf(element)) ?? null),
    );
  },
  $reduce: (argument, compile) => {
    const named = namedArguments('$reduce', argument, ['input', 'initialValue', 'in']);
    const input = requiredArgument('$reduce', named, 'input', compile);
    const initial = requiredArgument('$reduce', named, 'initialValue', compile);
    const step = requiredArgument('$reduce', named, 'in', compile);
    return (scope) => {
      const list = input(scope);
      if (isNullish(list)) return null;
      return arrayOf('$reduce', list).reduce<Json | undefined>(
        (value, element) => step(withVariables(scope, { value, this: element })),
        initial(scope),
      );
    };
  },
};

/** An expression over the elements of `input`, each bound to the variable that `as` names. */
function overElements(
  name: string,
  named: { readonly [key: string]: Json },
  compile: (part: Json) => Expression,
  evaluate: (elements: readonly Json[], scopeOf: (element: Json) => Scope, scope: Scope) => Json,
): Expression {
  const input = requiredArgument(name, named, 'input', compile);
  const variable = named.as ?? 'this';
  if (typeof variable !== 'string') throw invalidPipeline(`'as' of ${name} is a name`);
  return (scope) => {
    const list = input(scope);
    if (isNullish(list)) return null;
    return evaluate(arrayOf(name, list), (element) => withVariables(scope, { [variable]: element }), scope);
  };
}

function withVariables(scope: Scope, added: { readonly [name: string]: Json | undefined }): Scope {
  return { root: scope.root, variables: new Map([...scope.variables, ...Object.entries(added)]) };
}

function slice([list, ...rest]: readonly (Json | undefined)[]): Json {
  if (isNullish(list) || rest.some(isNullish)) return null;
  const elements = arrayOf('$slice', list);
  const [first = 0, second] = rest.map((value) => Math.trunc(numberOf('$slice', value)));
  if (second === undefined) return first < 0 ? elements.slice(first) : elements.slice(0, first);
  if (second <= 0) throw invalidPipeline('$slice takes a positive number of elements');
  const start = first < 0 ? Math.max(0, elements.length + first) : first;
  return elements.slice(start, start + second);
}

function range(values: readonly (Json | undefined)[]): Json {
  const [from = 0, to = 0, step = 1] = values.map((value) => numberOf('$range', value));
  if (step === 0) throw invalidPipeline('$range takes a step other than 0');
  const length = Math.max(0, Math.ceil((to - from) / step));
  if (length > MAX_RANGE) throw invalidPipeline(`$range makes at most ${MAX_RANGE} elements`);
  return Array.from({ length }, (_, index) => from + index * step);
}

function sets(
  name: string,
  combine: (first: readonly Json[], others: readonly (readonly Json[])[]) => readonly Json[],
): Operator {
  return valueOperator(name, ANY_NUMBER, (lists) => {
    if (lists.some(isNullish)) return null;
    const [first = [], ...others] = lists.map((list) => arrayOf(name, list));
    return [...new Map(combine(first, others).map((element) => [valueKey(element), element])).values()];
  });
}
