import type { Json, JsonObject } from '../dsl/scenario.js';
import { isList } from './placeholders.js';
import type { Answer } from './send-request.js';

/** True for what has fields. */
export function isObject(value: Json | undefined): value is JsonObject {
  return value !== undefined && value !== null && typeof value === 'object' && !isList(value);
}

/** A field of a value that may be no object. */
export function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** What is at a place of a value, fields and numbers of elements one after the other. */
export function valueAt(body: Json | undefined, way: readonly string[]): Json | undefined {
  return way.reduce<Json | undefined>(
    (value, name) => (value !== undefined && isList(value) ? value[Number(name)] : fieldOf(value, name)),
    body,
  );
}

/** What is passed on the way to a place of an answer, from the body on: `body.results.0.n` passes three values. */
export function valuesOnTheWay(body: Json | undefined, field: string): readonly (Json | undefined)[] {
  const way = field.split('.').slice(1);
  return way.map((_, depth) => valueAt(body, way.slice(0, depth)));
}

/** The `results` of an answer; none when it has none. */
export function rowsOf({ body }: Pick<Answer, 'body'>): readonly Json[] {
  const results = fieldOf(body, 'results');
  return results !== undefined && isList(results) ? results : [];
}

/** The name of the class that a row of `/schemas` describes. */
export function classNameOf(row: Json): string {
  const name = fieldOf(row, 'className');
  return typeof name === 'string' ? name : '';
}

/** The same for the same value, however its keys are ordered. */
export function stableText(value: Json | undefined): string {
  return JSON.stringify(value, (_key, part: Json) =>
    part !== null && typeof part === 'object' && !isList(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
