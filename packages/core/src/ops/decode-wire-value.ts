import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isClassName } from '../schema/names.js';
import { canonicalBase64 } from '../types/canonical-base64.js';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { pointerTo } from '../types/object.js';
import { canonicalDate } from './canonical-date.js';

/** Refuses the address of a file that a client names, by throwing; absent: every address is accepted. */
export type FileUrlCheck = (url: string) => void;

/**
 * The stored form of a value with `__type`: canonical, with the keys of its type and no other. An object that a
 * query included (`Object`) becomes the pointer it came from. Undefined for a `__type` that is none of Parse's;
 * a malformed value of a known type is refused (111).
 */
export function decodeWireValue(
  type: string,
  value: JsonObject,
  checkUrl?: FileUrlCheck,
): JsonObject | undefined {
  switch (type) {
    case 'Date':
      return decodeDate(value);
    case 'Pointer':
    case 'Object':
      return decodePointer(type, value);
    case 'GeoPoint':
      return decodeGeoPoint(value);
    case 'File':
      return decodeFile(value, checkUrl);
    case 'Bytes':
      return decodeBytes(value);
    case 'Polygon':
      return decodePolygon(value);
    case 'Relation':
      return decodeRelation(value);
    default:
      return undefined;
  }
}

/** The error for a value that claims a type it has not the shape of. */
export function invalidWireValue(type: string): ParseError {
  return new ParseError(ErrorCode.IncorrectType, `This is not a valid ${type}`);
}

function decodeDate({ iso }: JsonObject): JsonObject {
  const canonical = typeof iso === 'string' ? canonicalDate(iso) : undefined;
  if (canonical === undefined) throw invalidWireValue('Date');
  return { __type: 'Date', iso: canonical };
}

function decodePointer(type: string, { className, objectId }: JsonObject): JsonObject {
  if (typeof className !== 'string' || !isClassName(className)) throw invalidWireValue(type);
  if (typeof objectId !== 'string' || objectId === '') throw invalidWireValue(type);
  return pointerTo(className, objectId);
}

function decodeGeoPoint({ latitude, longitude }: JsonObject): JsonObject {
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) throw invalidWireValue('GeoPoint');
  return { __type: 'GeoPoint', latitude, longitude };
}

function decodeFile({ name, url }: JsonObject, checkUrl: FileUrlCheck | undefined): JsonObject {
  if (typeof name !== 'string' || name === '') throw invalidWireValue('File');
  if (checkUrl && typeof url === 'string') checkUrl(url);
  return { __type: 'File', name };
}

function decodeBytes({ base64 }: JsonObject): JsonObject {
  const canonical = typeof base64 === 'string' ? canonicalBase64(base64) : undefined;
  if (canonical === undefined) throw invalidWireValue('Bytes');
  return { __type: 'Bytes', base64: canonical };
}

function decodePolygon({ coordinates }: JsonObject): JsonObject {
  if (!isJsonArray(coordinates)) throw invalidWireValue('Polygon');
  const ring = coordinates.map(decodeCorner);
  const first = ring[0];
  const last = ring.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push(first);
  const corners = new Set(ring.map(([latitude, longitude]) => `${latitude},${longitude}`));
  if (corners.size < 3) throw invalidWireValue('Polygon');
  return { __type: 'Polygon', coordinates: ring };
}

function decodeCorner(corner: Json): readonly [number, number] {
  if (!isJsonArray(corner)) throw invalidWireValue('Polygon');
  const [latitude, longitude] = corner;
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) throw invalidWireValue('Polygon');
  return [latitude, longitude];
}

function decodeRelation({ className }: JsonObject): JsonObject {
  if (typeof className !== 'string' || !isClassName(className)) throw invalidWireValue('Relation');
  return { __type: 'Relation', className };
}

function isWithin(degrees: Json | undefined, limit: number): degrees is number {
  return typeof degrees === 'number' && degrees >= -limit && degrees <= limit;
}

/** The `__type` of a value that has one; the empty text counts as none, as it always did. */
export function wireTypeOf(value: Json): string | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, '__type')) return undefined;
  const type = value.__type;
  return typeof type === 'string' && type !== '' ? type : undefined;
}
