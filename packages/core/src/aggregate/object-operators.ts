import { isJsonObject, type Json } from '../types/json.js';
import { invalidPipeline, type OperatorTable } from './expression-types.js';
import { arrayOf, isNullish, stringOf, typeName } from './typed-values.js';
import { ANY_NUMBER, exactly, valueOperator } from './value-operator.js';

/** Objects as wholes. */
export const objectOperators: OperatorTable = {
  $mergeObjects: valueOperator('$mergeObjects', ANY_NUMBER, mergeObjects),
  $objectToArray: valueOperator('$objectToArray', exactly(1), ([value]) => {
    if (isNullish(value)) return null;
    if (!isJsonObject(value)) throw invalidPipeline(`$objectToArray takes an object, not ${typeName(value)}`);
    return Object.entries(value).map(([k, v]) => ({ k, v }));
  }),
  $arrayToObject: valueOperator('$arrayToObject', exactly(1), ([value]) =>
    isNullish(value) ? null : Object.fromEntries(arrayOf('$arrayToObject', value).map(entryOf)),
  ),
};

/** The entries of all objects, those of later ones winning; null and missing are passed over. */
export function mergeObjects(values: readonly (Json | undefined)[]): Json {
  const entries = values.flatMap((value) => {
    if (isNullish(value)) return [];
    if (!isJsonObject(value)) throw invalidPipeline(`$mergeObjects takes objects, not ${typeName(value)}`);
    return Object.entries(value);
  });
  return Object.fromEntries(entries);
}

/** `[key, value]` or `{ k, v }`. */
function entryOf(element: Json): readonly [string, Json] {
  if (isJsonObject(element)) return [stringOf('$arrayToObject', element.k), element.v ?? null];
  const [key, value = null] = arrayOf('$arrayToObject', element);
  return [stringOf('$arrayToObject', key), value];
}
