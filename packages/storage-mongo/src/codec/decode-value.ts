import {
  dateValue,
  nullMap,
  pointerTo,
  type FieldTypeName,
  type Json,
  type JsonObject,
} from '@parse/core/adapter';
import { bsonKind, isBsonDocument, type BsonDocument } from '../bson.js';
import type { StoredColumn } from './class-layout.js';

/**
 * The wire form of a stored column. Undefined when the value stands for nothing the column could show, as a pointer
 * without class; values of another kind than the column's, which other writers may have left, are shown as they are.
 */
export function decodeColumn(column: StoredColumn, value: unknown): Json | undefined {
  if (value === undefined) return undefined;
  if (value === null) return null;
  if (column.stored === '_id') return decodeId(value);
  if (column.stored === '_created_at' || column.stored === '_updated_at') {
    return value instanceof Date ? isoText(value) : decodeLoose(value);
  }
  return decodeTyped(column.schema.type, value) ?? decodeLoose(value);
}

/** An `_id` as an objectId: text, whatever it is stored as. */
export function decodeId(value: unknown): string {
  const decoded = decodeLoose(value);
  return typeof decoded === 'string' ? decoded : JSON.stringify(decoded);
}

/** The pointer that `Class$objectId` stands for; undefined for other text. */
export function decodePointer(text: string): Json | undefined {
  const end = text.indexOf('$');
  return end > 0 ? pointerTo(text.slice(0, end), text.slice(end + 1)) : undefined;
}

/** The wire form of what lies inside columns; shares with the argument whatever is JSON already. */
export function decodeLoose(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return value.map(decodeLoose);
  return isBsonDocument(value) ? decodeEntries(value) : decodeKind(value);
}

/** What the stored form of a column's own type stands for; undefined when it is not of that form. */
export function decodeTyped(type: FieldTypeName, value: unknown): Json | undefined {
  switch (type) {
    case 'Date':
      return typeof value === 'string' ? { __type: 'Date', iso: value } : undefined;
    case 'Pointer':
      return typeof value === 'string' ? decodePointer(value) : undefined;
    case 'File':
      return typeof value === 'string' ? { __type: 'File', name: value } : undefined;
    case 'Bytes':
      return typeof value === 'string' ? { __type: 'Bytes', base64: value } : undefined;
    case 'GeoPoint':
      return decodePlace(value);
    case 'Polygon':
      return decodePolygon(value);
    case 'String':
    case 'Number':
    case 'Boolean':
    case 'Object':
    case 'Array':
    case 'ACL':
    case 'Relation':
      return undefined;
  }
}

function decodePlace(value: unknown): Json | undefined {
  const [longitude, latitude] = elementsOf(value);
  return typeof longitude === 'number' && typeof latitude === 'number'
    ? { __type: 'GeoPoint', latitude, longitude }
    : undefined;
}

function decodePolygon(value: unknown): Json | undefined {
  if (!isBsonDocument(value)) return undefined;
  const [ring] = elementsOf(value.coordinates);
  if (ring === undefined) return undefined;
  return {
    __type: 'Polygon',
    coordinates: elementsOf(ring).map((corner) => elementsOf(corner).toReversed().map(decodeLoose)),
  };
}

function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function decodeEntries(value: BsonDocument): JsonObject {
  const decoded = nullMap();
  for (const key of Object.keys(value)) decoded[key] = decodeLoose(value[key]);
  return decoded;
}

/** Kinds that Parse never writes are shown as the nearest JSON. */
function decodeKind(value: object): Json {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : dateValue(value);
  const kind = bsonKind(value);
  if (kind === 'Binary') return { __type: 'Bytes', base64: base64Of(value) };
  if (kind === 'ObjectId') return textOf(value);
  if (kind !== undefined && NUMBERS.has(kind)) return decodeLoose(Number(textOf(value)));
  return value instanceof RegExp ? value.source : textOf(value);
}

const NUMBERS: ReadonlySet<string> = new Set(['Long', 'Int32', 'Double', 'Decimal128']);

/** BSON's own kinds have a text, unlike plain objects. */
function textOf(value: object): string {
  const show: unknown = Reflect.get(value, 'toString');
  return typeof show === 'function' ? String(Reflect.apply(show, value, [])) : '';
}

function base64Of(value: object): string {
  const bytes: unknown = Reflect.get(value, 'buffer');
  const length: unknown = Reflect.get(value, 'position');
  if (!(bytes instanceof Uint8Array) || typeof length !== 'number') return '';
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('base64');
}

function isoText(value: Date): string | null {
  return Number.isNaN(value.getTime()) ? null : value.toISOString();
}
