import { assertNever } from '../errors/assert-never.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { canonicalBase64 } from '../types/canonical-base64.js';
import { isJsonObject, type Json, type JsonArray, type JsonObject } from '../types/json.js';
import { dateValue, isPointer, pointerTo } from '../types/object.js';
import type { FieldPath } from '../types/where.js';
import { readGeoPoint, readRing, type Ring } from './geo.js';

/**
 * A client's comparison value in the form rows hold it, or undefined when no row can hold it there: a number for a
 * text column, a date that is none. A text stands for the date, the pointer by id and the file by name in columns of
 * those types. Fails with InvalidJson on objects and arrays where only single values can be meant.
 */
export function parseValue(key: FieldPath, value: Json): Json | undefined {
  if (value === null) return null;
  if (typeof value === 'object') return isLoose(key) ? parseLoose(value) : parseTyped(key, value);
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  return typeof value === 'string'
    ? parseText(key, value)
    : fitting(key, typeof value === 'number' ? 'Number' : 'Boolean', value);
}

/** Whether a stored value can be compared with at the place; `parseValue` refuses the others as a client's mistake. */
export function isComparable(key: FieldPath, value: Json): boolean {
  if (typeof value !== 'object' || value === null || isLoose(key)) return true;
  return isJsonObject(value) && comparableType(value) !== undefined;
}

/** The error for a value that is no comparison value at all. */
export function badAtom(value: Json): ParseError {
  return new ParseError(ErrorCode.InvalidJson, `bad atom: ${JSON.stringify(value).slice(0, MAX_ECHO)}`);
}

/** Whether any JSON can be stored at the place: below a column and among the elements of an array. */
export function isLoose(key: FieldPath): boolean {
  return key.path.length > 0 || key.schema?.type === 'Array';
}

const MAX_ECHO = 1000;

function parseText(key: FieldPath, value: string): Json | undefined {
  const type = key.path.length === 0 ? key.schema?.type : undefined;
  if (type === 'Date') return parseDate(value);
  if (type === 'Pointer') return pointerTo(key.schema?.targetClass ?? '', value);
  return type === 'File' ? { __type: 'File', name: value } : fitting(key, 'String', value);
}

/** The value, when a column of the type is what the condition is about, or its type is not known. */
function fitting(key: FieldPath, type: string, value: Json | undefined): Json | undefined {
  if (isLoose(key) || key.schema === undefined) return value;
  return key.schema.type === type ? value : undefined;
}

/** Names with `$` cannot be stored, so a value with one equals nothing and never reaches a store. */
function parseLoose(value: JsonArray | JsonObject): Json | undefined {
  const type = isJsonObject(value) ? comparableType(value) : undefined;
  if (type && isJsonObject(value)) return parseWire(type, value);
  return holdsOperatorName(value) ? undefined : value;
}

function parseTyped(key: FieldPath, value: JsonArray | JsonObject): Json | undefined {
  const type = isJsonObject(value) ? comparableType(value) : undefined;
  if (!type || !isJsonObject(value)) throw badAtom(value);
  return fitting(key, type, parseWire(type, value));
}

const WIRE_TYPES = ['Date', 'Pointer', 'File', 'Bytes', 'GeoPoint', 'Polygon'] as const;
type WireType = (typeof WIRE_TYPES)[number];

/** The wire type of a value that single columns can hold; undefined for everything else. */
export function comparableType(value: JsonObject): WireType | undefined {
  return WIRE_TYPES.find((type) => type === value.__type);
}

function parseWire(type: WireType, value: JsonObject): Json | undefined {
  switch (type) {
    case 'Date':
      return typeof value.iso === 'string' ? parseDate(value.iso) : undefined;
    case 'Pointer':
      return isPointer(value) ? pointerTo(value.className, value.objectId) : undefined;
    case 'File':
      return typeof value.name === 'string' ? { __type: 'File', name: value.name } : undefined;
    case 'Bytes':
      return typeof value.base64 === 'string' ? parseBytes(value.base64) : undefined;
    case 'GeoPoint':
      return parsePlace(value);
    case 'Polygon':
      return parsePolygon(value);
    default:
      return assertNever(type);
  }
}

function parsePlace(value: JsonObject): Json | undefined {
  const place = readGeoPoint(value);
  return place && { __type: 'GeoPoint', latitude: place.latitude, longitude: place.longitude };
}

function parsePolygon(value: JsonObject): Json | undefined {
  const ring = readRing(value);
  return ring && { __type: 'Polygon', coordinates: closeRing(ring) };
}

/** The ring with its first corner repeated at the end, as polygons are stored. */
export function closeRing(ring: Ring): Ring {
  const [first] = ring;
  const last = ring.at(-1);
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, first];
}

function parseBytes(text: string): Json | undefined {
  const base64 = canonicalBase64(text);
  return base64 === undefined ? undefined : { __type: 'Bytes', base64 };
}

/** Only ISO 8601 is read, in UTC unless it says otherwise: what else `Date` accepts depends on the machine. */
function parseDate(text: string): Json | undefined {
  if (!ISO_DATE.test(text)) return undefined;
  const date = new Date(LOCAL_TIME.test(text) ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? undefined : dateValue(date);
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

const LOCAL_TIME = /T[\d:.]+$/;

function holdsOperatorName(value: Json): boolean {
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, member] of Object.entries<Json>(next)) {
      if (key.startsWith('$')) return true;
      pending.push(member);
    }
  }
  return false;
}
