import {
  isJsonArray,
  isJsonObject,
  isPointer,
  readGeoPoint,
  readRing,
  StorageError,
  type FieldTypeName,
  type Json,
  type JsonObject,
} from '@parse/core/adapter';
import { Binary, ObjectId } from 'mongodb';
import type { StoredColumn } from './class-layout.js';

/** The stored form of a column's value. A value that does not fit the column is stored as a loose one. */
export function encodeColumn(column: StoredColumn, value: Json): unknown {
  if (value === null) return null;
  if (column.keepsWireForm) return keepWireForm(value);
  if (typeof value === 'string' && isTimestamp(column)) return new Date(value);
  return encodeTyped(column.schema.type, value) ?? encodeLoose(value);
}

/**
 * The stored form of a value in a column of that type; undefined when no such column can hold it. Conditions rely on
 * it: what does not fit equals nothing.
 */
export function encodeTyped(type: FieldTypeName, value: Json): unknown {
  switch (type) {
    case 'String':
      return typeof value === 'string' ? value : undefined;
    case 'Number':
      return typeof value === 'number' ? value : undefined;
    case 'Boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'Date':
      return encodeDate(value);
    case 'Pointer':
      return isPointer(value) ? `${value.className}$${value.objectId}` : undefined;
    case 'File':
      return isJsonObject(value) && value.__type === 'File' ? value.name : undefined;
    case 'Bytes':
      return encodeBytes(value);
    case 'GeoPoint': {
      const place = readGeoPoint(value);
      return place && [place.longitude, place.latitude];
    }
    case 'Polygon': {
      const ring = readRing(value);
      return (
        ring && { type: 'Polygon', coordinates: [ring.map(([latitude, longitude]) => [longitude, latitude])] }
      );
    }
    case 'Object':
      return isJsonObject(value) ? encodeLoose(value) : undefined;
    case 'Array':
      return isJsonArray(value) ? encodeLoose(value) : undefined;
    case 'ACL':
    case 'Relation':
      return undefined;
  }
}

/** The stored form of what lies inside a column. */
export function encodeInside(column: StoredColumn | undefined, value: Json): unknown {
  return column?.keepsWireForm ? keepWireForm(value) : encodeLoose(value);
}

/**
 * The stored form of what lies inside Object and Array columns: dates and bytes become BSON's own, the rest stays as
 * it is and is shared with the argument. Fails with `too-large` on values nested deeper than documents may be.
 */
export function encodeLoose(value: Json, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) throw new StorageError('too-large', 'value is nested too deeply');
  if (isJsonArray(value)) return encodeElements(value, depth);
  if (!isJsonObject(value)) return value;
  return encodeWireValue(value) ?? encodeEntries(value, depth);
}

/** What a row with that objectId may have as `_id`: documents of other origin hold an ObjectId. */
export function possibleIds(className: string, objectId: string): readonly unknown[] {
  if (className === '_GlobalConfig' && objectId === '1') return [1, objectId];
  return OBJECT_ID.test(objectId) ? [objectId, new ObjectId(objectId)] : [objectId];
}

/** The form that all values of a type have; undefined for objects, also such with entries besides. */
function encodeWireValue(value: JsonObject): unknown {
  const entries = Object.keys(value).length;
  if (entries === 2) return encodeDate(value) ?? encodeBytes(value);
  // Documents are compared with the order of their keys, so every pointer gets the same one.
  return entries === 3 && isPointer(value)
    ? { __type: 'Pointer', className: value.className, objectId: value.objectId }
    : undefined;
}

function keepWireForm(value: Json): unknown {
  if (isJsonArray(value)) return value.map(keepWireForm);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, keepWireForm(entry)] as const);
  return Object.hasOwn(value, TYPE_MARK) ? new Map(entries) : Object.fromEntries(entries);
}

/** The driver takes an object with this key for one of BSON's kinds; it takes a map for what it is. */
const TYPE_MARK = '_bsontype';

const OBJECT_ID = /^[0-9a-f]{24}$/;

/** Servers refuse documents nested deeper than 180 levels. */
const MAX_DEPTH = 170;

function isTimestamp({ stored }: StoredColumn): boolean {
  return stored === '_created_at' || stored === '_updated_at';
}

function encodeDate(value: Json): Date | undefined {
  return isJsonObject(value) && value.__type === 'Date' && typeof value.iso === 'string'
    ? new Date(value.iso)
    : undefined;
}

function encodeBytes(value: Json): Binary | undefined {
  return isJsonObject(value) && value.__type === 'Bytes' && typeof value.base64 === 'string'
    ? new Binary(Buffer.from(value.base64, 'base64'))
    : undefined;
}

function encodeElements(value: readonly Json[], depth: number): unknown {
  let copy: unknown[] | undefined;
  value.forEach((element, index) => {
    const encoded = encodeLoose(element, depth + 1);
    if (encoded === element) return;
    copy ??= [...value];
    copy[index] = encoded;
  });
  return copy ?? value;
}

function encodeEntries(value: JsonObject, depth: number): unknown {
  if (Object.hasOwn(value, TYPE_MARK)) {
    return new Map(Object.entries(value).map(([key, entry]) => [key, encodeLoose(entry, depth + 1)]));
  }
  let copy: Map<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const entry = value[key] ?? null;
    const encoded = encodeLoose(entry, depth + 1);
    if (encoded === entry) continue;
    copy ??= new Map(Object.entries(value));
    copy.set(key, encoded);
  }
  return copy ? Object.fromEntries(copy) : value;
}
