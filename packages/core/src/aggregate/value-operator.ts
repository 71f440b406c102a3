import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { invalidPipeline, type CompilePart, type Expression, type Operator } from './expression-types.js';

/** How many arguments an operator takes. */
export interface Arity {
  readonly min: number;
  readonly max: number;
}

/** Exactly that many arguments. */
export function exactly(count: number): Arity {
  return { min: count, max: count };
}

/** Any number of arguments. */
export const ANY_NUMBER: Arity = { min: 0, max: Infinity };

/**
 * An operator whose value depends on those of its arguments alone. A single argument may be written without
 * the surrounding array, as everywhere in pipelines.
 */
export function valueOperator(
  name: string,
  arity: Arity,
  evaluate: (values: readonly (Json | undefined)[]) => Json | undefined,
): Operator {
  return (argument, compile) => {
    const parts = compileArguments(name, arity, argument, compile);
    return (scope) => evaluate(parts.map((part) => part(scope)));
  };
}

/** The arguments of an operator, each compiled, their number checked. */
export function compileArguments(
  name: string,
  arity: Arity,
  argument: Json,
  compile: CompilePart,
): Expression[] {
  const parts: readonly Json[] = Array.isArray(argument) ? argument : [argument];
  if (parts.length < arity.min || parts.length > arity.max) {
    const wanted = arity.min === arity.max ? `${arity.min}` : `${arity.min} to ${arity.max}`;
    throw invalidPipeline(`${name} takes ${wanted} arguments, ${parts.length} were given`);
  }
  return parts.map(compile);
}

/** The argument of an operator that takes named ones (`{ input, as, in }`), with unknown names refused. */
export function namedArguments(name: string, argument: Json, known: readonly string[]): JsonObject {
  if (!isJsonObject(argument)) throw invalidPipeline(`${name} takes an object`);
  const unknown = Object.keys(argument).find((key) => !known.includes(key));
  if (unknown !== undefined) throw invalidPipeline(`Unrecognized argument of ${name}: ${unknown}`);
  return argument;
}

/** One named argument, compiled; undefined when it was left out. */
export function optionalArgument(
  argument: JsonObject,
  key: string,
  compile: CompilePart,
): Expression | undefined {
  const part = Object.hasOwn(argument, key) ? argument[key] : undefined;
  return part === undefined ? undefined : compile(part);
}

/** One named argument that must be there, compiled. */
export function requiredArgument(
  name: string,
  argument: JsonObject,
  key: string,
  compile: CompilePart,
): Expression {
  const part = optionalArgument(argument, key, compile);
  if (!part) throw invalidPipeline(`${name} needs '${key}'`);
  return part;
}
