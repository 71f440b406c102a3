import {
  isJsonArray,
  isJsonObject,
  isPointer,
  StorageError,
  type Json,
  type JsonObject,
} from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import type { StoredColumn } from '../codec/class-layout.js';
import { encodeLoose, encodeTyped } from '../codec/encode-value.js';

/** What the documents look like at one point of a pipeline. */
export interface PipelineScope {
  /** The columns of the class that documents still hold as they are stored, by field. */
  readonly columns: ReadonlyMap<string, StoredColumn>;
  /** The `_id` is a pointer to objects of this class. */
  readonly idIsPointer: boolean;
}

/** Scopes of documents that a stage has made anew. */
export const NO_COLUMNS: PipelineScope = { columns: new Map(), idIsPointer: false };

/** The stored path of one in Parse's names, or in those of MongoDB, which stay. */
export function storedPath({ columns }: PipelineScope, path: string): string {
  const [field = '', ...rest] = path.split('.');
  const stored = field === 'objectId' ? '_id' : (columns.get(field)?.stored ?? field);
  return [stored, ...rest].join('.');
}

/** An expression with the names of fields and with wire values in their stored form. */
export function storedExpression(scope: PipelineScope, value: Json, depth = 0): unknown {
  assertDepth(depth);
  if (typeof value === 'string') return storedReference(scope, value);
  if (isJsonArray(value)) return value.map((element) => storedExpression(scope, element, depth + 1));
  if (!isJsonObject(value)) return value;
  if (Object.hasOwn(value, '$literal')) return { $literal: storedValue(value.$literal ?? null) };
  if (isPointer(value)) return { $literal: `${value.className}$${value.objectId}` };
  if (isWireValue(value)) return storedValue(value);
  return mapEntries(value, (entry) => storedExpression(scope, entry, depth + 1));
}

/** A query of `$match` with the names of fields and with wire values in their stored form. */
export function storedQuery(scope: PipelineScope, query: Json, depth = 0): unknown {
  assertDepth(depth);
  if (isJsonArray(query)) return query.map((branch) => storedQuery(scope, branch, depth + 1));
  if (!isJsonObject(query)) return query;
  return Object.fromEntries(
    Object.entries(query).map(([key, value]): [string, unknown] => {
      if (key === '$expr') return [key, storedExpression(scope, value)];
      if (key.startsWith('$')) return [key, storedQuery(scope, value, depth + 1)];
      return [storedPath(scope, key), storedOperand(scope.columns.get(key), value, depth + 1)];
    }),
  );
}

/** A value, dates in wire form and as `{ $date: … }` included, in its stored form. */
export function storedValue(value: Json, depth = 0): unknown {
  assertDepth(depth);
  if (isJsonArray(value)) return value.map((element) => storedValue(element, depth + 1));
  if (!isJsonObject(value)) return value;
  if (typeof value.$date === 'string' || typeof value.$date === 'number') return new Date(value.$date);
  if (isWireValue(value)) return encodeLoose(value);
  return mapEntries(value, (entry) => storedValue(entry, depth + 1));
}

/** Fails when client data is nested deeper than any pipeline has use for. */
export function assertDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new StorageError('invalid-query', 'the pipeline is nested too deeply');
}

const MAX_DEPTH = 100;

function storedReference(scope: PipelineScope, text: string): string {
  const [, prefix, path] = REFERENCE.exec(text) ?? [];
  return prefix === undefined || path === undefined ? text : prefix + storedPath(scope, path);
}

/** `$field.path`, also written from the root; other variables are the pipeline's own. */
const REFERENCE = /^(\$|\$\$ROOT\.|\$\$CURRENT\.)([^$][^]*)$/;

function storedOperand(column: StoredColumn | undefined, value: Json, depth: number): unknown {
  assertDepth(depth);
  if (isPointer(value) && column?.schema.type === 'Pointer') return encodeTyped('Pointer', value);
  if (isJsonArray(value)) return value.map((element) => storedOperand(column, element, depth + 1));
  if (isJsonObject(value) && Object.keys(value).some((key) => key.startsWith('$') && key !== '$date')) {
    return mapEntries(value, (entry) => storedOperand(column, entry, depth + 1));
  }
  return storedValue(value);
}

function isWireValue(value: JsonObject): boolean {
  return (
    value.__type === 'Date' ||
    value.__type === 'Bytes' ||
    value.__type === 'Pointer' ||
    Object.hasOwn(value, '$date')
  );
}

function mapEntries(value: JsonObject, map: (entry: Json) => unknown): BsonDocument {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, map(entry)]));
}
