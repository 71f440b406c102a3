import { isEmptyValue, isPointer, nullMap, type Json, type JsonObject } from '@parse/core/adapter';
import { isBsonDocument, type BsonDocument } from '../bson.js';
import type { CompiledPipeline } from '../query/compile-pipeline.js';
import { ACL_KEYS, AUTH_DATA_PREFIX, type ClassLayout } from './class-layout.js';
import { decodeDocument } from './decode-document.js';
import { decodeColumn, decodeLoose, decodePointer } from './decode-value.js';

/** A document that came out of a pipeline, under Parse's names and in wire form; without its ACL. */
export function decodeResult(
  layout: ClassLayout,
  pipeline: CompiledPipeline,
  document: BsonDocument,
): JsonObject {
  const result = nullMap();
  for (const [key, stored] of Object.entries(document)) {
    if (ACL_KEYS.some((each) => each === key)) continue;
    const [field, value] = decodeEntry(layout, pipeline, key, stored);
    if (field === AUTH_DATA) result[AUTH_DATA] = Object.assign(nullMap(), result[AUTH_DATA], value);
    else if (value !== undefined) result[field] = value;
  }
  return result;
}

const AUTH_DATA = 'authData';

function decodeEntry(
  layout: ClassLayout,
  pipeline: CompiledPipeline,
  key: string,
  stored: unknown,
): readonly [string, Json | undefined] {
  const { scope, joined, facets } = pipeline;
  if (key === '_id') return ['objectId', decodeGroupId(stored, scope.idIsPointer)];
  const column = layout.byStoredName.get(key);
  if (column && scope.columns.has(column.field)) return [column.field, decodeColumn(column, stored)];
  const facet = facets.get(key);
  if (facet && Array.isArray(stored)) {
    return [
      key,
      stored.map((each) => (isBsonDocument(each) ? decodeResult(layout, facet, each) : decodeLoose(each))),
    ];
  }
  const other = joined.get(key);
  if (other) return [key, decodeJoined(other, stored)];
  if (layout.spreadsAuthData && key.startsWith(AUTH_DATA_PREFIX)) {
    return [AUTH_DATA, { [key.slice(AUTH_DATA_PREFIX.length)]: decodeLoose(stored) }];
  }
  if (key.startsWith('_p_') && typeof stored === 'string')
    return [key.slice('_p_'.length), decodePointer(stored)];
  return stored instanceof Date
    ? [wireName(key), decodeDate(wireName(key), stored)]
    : [key, decodeLoose(stored)];
}

function decodeGroupId(stored: unknown, isReference: boolean): Json {
  const pointer = isReference && typeof stored === 'string' ? decodePointer(stored) : undefined;
  if (isPointer(pointer)) return pointer.objectId;
  const id = decodeLoose(stored);
  return isEmptyValue(id) ? null : id;
}

function decodeJoined(layout: ClassLayout, stored: unknown): Json {
  if (Array.isArray(stored)) return stored.map((each) => decodeJoined(layout, each));
  return isBsonDocument(stored) ? decodeDocument(layout, stored) : decodeLoose(stored);
}

function wireName(key: string): string {
  if (key === '_created_at') return 'createdAt';
  return key === '_updated_at' ? 'updatedAt' : key;
}

/** The creation and update times are plain text in every answer, dates are not. */
function decodeDate(field: string, stored: Date): Json {
  const isTimestamp = field === 'createdAt' || field === 'updatedAt';
  return isTimestamp && !Number.isNaN(stored.getTime()) ? stored.toISOString() : decodeLoose(stored);
}
