import { assertNever, isJsonObject, isPointer, pointerTo, type Json } from '@parse/core/adapter';
import type { SqlColumn } from '@parse/storage-sql';
import { geoPointColumn, polygonColumn } from './geo-columns.js';
import { scalar, type FieldColumn } from './scalar-column.js';
import { storeJson } from './stored-json.js';
import { isoTime, timestampText } from './timestamps.js';

/** How a field lies in a table; undefined for relations, which have a table of their own, and for the ACL. */
export function postgresColumn(column: FieldColumn): SqlColumn | undefined {
  switch (column.schema.type) {
    case 'String':
      return textColumn(column);
    case 'Number':
      return scalar(column, { type: 'double precision', write: writeNumber, read: Number });
    case 'Boolean':
      return scalar(column, { type: 'boolean', write: writeBoolean, read: (value) => value.startsWith('t') });
    case 'Date':
      return column.field === 'createdAt' || column.field === 'updatedAt'
        ? timeOfRowColumn(column)
        : scalar(column, { type: 'timestamp with time zone', write: writeDate, read: readDate });
    case 'Pointer':
      return pointerColumn(column, column.schema.targetClass ?? '');
    case 'File':
      return scalar(column, { type: 'text', write: writeFile, read: (name) => ({ __type: 'File', name }) });
    case 'Bytes':
      return scalar(column, { type: 'jsonb', write: writeBytes, read: readJson });
    case 'Object':
    case 'Array':
      return { ...scalar(column, { type: 'jsonb', write: storeJson, read: readJson }), form: 'json' };
    case 'Polygon':
      return polygonColumn(column);
    case 'GeoPoint':
      return geoPointColumn(column);
    case 'ACL':
    case 'Relation':
      return undefined;
    default:
      return assertNever(column.schema.type);
  }
}

function textColumn(column: FieldColumn): SqlColumn {
  const text = scalar(column, { type: 'text', write: writeText, read: (value) => value });
  return column.field === 'objectId' ? { ...text, notNull: true } : text;
}

function writeText(value: Json): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function writeNumber(value: Json): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function writeBoolean(value: Json): string | undefined {
  return typeof value === 'boolean' ? String(value) : undefined;
}

function writeDate(value: Json): string | undefined {
  return isJsonObject(value) && value.__type === 'Date' && typeof value.iso === 'string'
    ? timestampText(value.iso)
    : undefined;
}

function readDate(value: string): Json {
  return { __type: 'Date', iso: isoTime(value) };
}

function writeFile(value: Json): string | undefined {
  return isJsonObject(value) && value.__type === 'File' ? writeText(value.name ?? null) : undefined;
}

function writeBytes(value: Json): string | undefined {
  return isJsonObject(value) && value.__type === 'Bytes' && typeof value.base64 === 'string'
    ? JSON.stringify({ __type: 'Bytes', base64: value.base64 })
    : undefined;
}

function readJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** The creation and update times are plain texts in rows, dates in conditions, and never NULL. */
function timeOfRowColumn(column: FieldColumn): SqlColumn {
  const type = 'timestamp with time zone';
  const write = (value: Json) => (typeof value === 'string' ? timestampText(value) : undefined);
  const inRows = scalar(column, { type, write, read: isoTime });
  const inConditions = scalar(column, { type, write: writeDate, read: readDate });
  return { ...inRows, notNull: true, operands: (value) => inConditions.operands(value) };
}

function pointerColumn(column: FieldColumn, target: string): SqlColumn {
  return scalar(column, {
    type: 'text',
    write: (value) => (isPointer(value) && value.className === target ? value.objectId : undefined),
    read: (objectId) => pointerTo(target, objectId),
  });
}
