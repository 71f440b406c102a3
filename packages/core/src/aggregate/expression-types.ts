import { StorageError } from '../errors/storage-error.js';
import type { Json, JsonObject } from '../types/json.js';

/** What an expression can refer to: the document it is computed for, and variables (`$$this`, those of `$map` …). */
export interface Scope {
  readonly root: JsonObject;
  readonly variables: ReadonlyMap<string, Json | undefined>;
}

/** An expression ready to run. Undefined stands for a missing value. */
export type Expression = (scope: Scope) => Json | undefined;

/** Makes an expression of a part of the pipeline. */
export type CompilePart = (part: Json) => Expression;

/** Makes an expression of the argument of an operator such as `$add`. */
export type Operator = (argument: Json, compile: CompilePart) => Expression;

/** Operators by name. Read with `Object.hasOwn`: the names come from clients. */
export type OperatorTable = { readonly [name: string]: Operator };

/** The error of a pipeline that cannot be run. */
export function invalidPipeline(message: string): StorageError {
  return new StorageError('invalid-query', message);
}
