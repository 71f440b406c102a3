import {
  DEFAULT_FIELDS,
  DEFAULT_PERMISSIONS,
  isInternalField,
  isJsonObject,
  nullMap,
  valueKey,
  type ClassPermissions,
  type ClassSchema,
  type FieldSchema,
  type FieldTypeName,
  type IndexSpec,
  type Json,
  type JsonObject,
} from '@parse/core/adapter';
import { isBsonDocument, type BsonDocument } from '../bson.js';
import { decodeLoose } from '../codec/decode-value.js';

/** The `_SCHEMA` document of a class, as parse-server writes it. */
export function encodeSchema({ className, fields, permissions, indexes }: ClassSchema): BsonDocument {
  const columns = Object.entries(fields).filter(([field]) => isDeclared(field));
  const metadata = encodeMetadata(columns, permissions, indexes);
  return {
    _id: className,
    ...EVERY_CLASS,
    ...(Object.keys(metadata).length > 0 ? { _metadata: metadata } : {}),
    ...Object.fromEntries(columns.map(([field, column]) => [field, encodeType(column)])),
  };
}

/** The class of a `_SCHEMA` document. What is no known type, as newer servers may write, is left out. */
export function decodeSchema(document: BsonDocument): ClassSchema {
  const metadata = isBsonDocument(document._metadata) ? document._metadata : {};
  const options = metadataMap(metadata.fields_options);
  const fields = Object.assign(nullMap<FieldSchema>(), DEFAULT_FIELDS);
  for (const [field, text] of Object.entries(document)) {
    const type = isDeclared(field) && typeof text === 'string' ? decodeType(text) : undefined;
    if (type) fields[field] = { ...type, ...decodeOptions(options[field]) };
  }
  const permissions = metadata.class_permissions;
  return {
    className: String(document._id),
    fields,
    permissions: isBsonDocument(permissions) ? decodePermissions(permissions) : DEFAULT_PERMISSIONS,
    indexes: decodeIndexes(metadata.indexes),
  };
}

/** The text that stands for a column's type: `string`, `*Class` for pointers, `relation<Class>`. */
export function encodeType({ type, targetClass = '' }: FieldSchema): string {
  if (type === 'Pointer') return `*${targetClass}`;
  return type === 'Relation' ? `relation<${targetClass}>` : type.toLowerCase();
}

/** The type that a text stands for; undefined for other text. */
export function decodeType(text: string): FieldSchema | undefined {
  if (text.startsWith('*')) return { type: 'Pointer', targetClass: text.slice(1) };
  const target = /^relation<(.*)>$/.exec(text)?.[1];
  if (target !== undefined) return { type: 'Relation', targetClass: target };
  const type = TYPES.get(text);
  return type && { type };
}

/** What a column declares beside its type; undefined when that is nothing. */
export function encodeOptions({ required, defaultValue }: FieldSchema): BsonDocument | undefined {
  if (required === undefined && defaultValue === undefined) return undefined;
  return {
    ...(required === undefined ? {} : { required }),
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
}

/** Whether a column is listed in `_SCHEMA`: not those of every class, and none that only the server uses. */
export function isDeclared(field: string): boolean {
  return !Object.hasOwn(DEFAULT_FIELDS, field) && !isInternalField(field);
}

const EVERY_CLASS = { objectId: 'string', updatedAt: 'date', createdAt: 'date' } as const;

const TYPES: ReadonlyMap<string, FieldTypeName> = new Map([
  ['string', 'String'],
  ['number', 'Number'],
  ['boolean', 'Boolean'],
  ['date', 'Date'],
  ['object', 'Object'],
  ['map', 'Object'],
  ['array', 'Array'],
  ['geopoint', 'GeoPoint'],
  ['polygon', 'Polygon'],
  ['file', 'File'],
  ['bytes', 'Bytes'],
]);

function encodeMetadata(
  columns: readonly (readonly [string, FieldSchema])[],
  permissions: ClassPermissions,
  indexes: ClassSchema['indexes'],
): BsonDocument {
  const options = columns.flatMap(([field, column]) => {
    const declared = encodeOptions(column);
    return declared ? [[field, declared] as const] : [];
  });
  return {
    ...(options.length > 0 ? { fields_options: Object.fromEntries(options) } : {}),
    ...(isDefault(permissions) ? {} : { class_permissions: permissions }),
    ...(Object.keys(indexes).length > 0 ? { indexes } : {}),
  };
}

/** A class nobody restricted has no permissions stored, so that a change of the defaults reaches it. */
function isDefault(permissions: ClassPermissions): boolean {
  return valueKey(decodeLoose(permissions)) === DEFAULT_KEY;
}

const DEFAULT_KEY = valueKey(decodeLoose(DEFAULT_PERMISSIONS));

function metadataMap(value: unknown): JsonObject {
  const decoded = decodeLoose(value);
  return isJsonObject(decoded) ? decoded : {};
}

function decodeOptions(options: Json | undefined): Pick<FieldSchema, 'required' | 'defaultValue'> {
  if (!isJsonObject(options)) return {};
  return {
    ...(typeof options.required === 'boolean' ? { required: options.required } : {}),
    ...(options.defaultValue === undefined ? {} : { defaultValue: options.defaultValue }),
  };
}

/** Permissions are written by servers only, which check them. */
function decodePermissions(document: BsonDocument): ClassPermissions {
  return document;
}

function decodeIndexes(value: unknown): Record<string, IndexSpec> {
  if (!isBsonDocument(value)) return {};
  // The index that every collection has by itself is none of the class's.
  const { _id_: _, ...indexes } = value as Record<string, IndexSpec>;
  return indexes;
}
