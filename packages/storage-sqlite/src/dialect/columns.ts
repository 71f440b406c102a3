import {
  aclFromPrincipals,
  aclPrincipals,
  assertNever,
  isJsonObject,
  isPointer,
  pointerTo,
  StorageError,
  wireType,
  type FieldSchema,
  type Json,
} from '@parse/core/adapter';
import { quoteName, type SqlColumn, type SqlValue } from '@parse/storage-sql';
import { columnName } from './names.js';
import { readJson, storeJson } from './stored-json.js';
import { readText, storeText } from './stored-text.js';

/** How a field lies in a SQLite table; undefined for relations. */
export function sqliteColumn(field: string, schema: FieldSchema): SqlColumn | undefined {
  switch (schema.type) {
    case 'String':
      return scalar(field, schema, { type: 'TEXT', write: writeText, read: readString });
    case 'Number':
      return scalar(field, schema, { type: 'REAL', write: writeNumber, read: readNumber });
    case 'Boolean':
      return scalar(field, schema, { type: 'INTEGER', write: writeBoolean, read: (value) => value !== 0 });
    case 'Date':
      return field === 'createdAt' || field === 'updatedAt'
        ? timestampColumn(field, schema)
        : scalar(field, schema, { type: 'TEXT', write: writeDate, read: readDate });
    case 'Pointer':
      return pointerColumn(field, schema, schema.targetClass ?? '');
    case 'File':
      return scalar(field, schema, { type: 'TEXT', write: writeFile, read: readFile });
    case 'Bytes':
      return scalar(field, schema, { type: 'TEXT', write: writeBytes, read: readBytes });
    case 'Object':
    case 'Array':
    case 'Polygon':
      return jsonColumn(field, schema);
    case 'GeoPoint':
      return geoPointColumn(field, schema);
    case 'ACL':
      return aclColumn(field, schema);
    case 'Relation':
      return undefined;
    default:
      return assertNever(schema.type);
  }
}

/** How the values of a one-column type are written and read. */
interface ScalarCodec {
  readonly type: string;
  /** Undefined for values of another type. */
  readonly write: (value: Json) => SqlValue | undefined;
  /** Called with what `write` returned, never NULL. */
  readonly read: (value: SqlValue) => Json;
}

function scalar(field: string, schema: FieldSchema, { type, write, read }: ScalarCodec): SqlColumn {
  return {
    field,
    schema,
    form: 'scalar',
    names: [quoteName(columnName(field))],
    types: [type],
    encode(value, into) {
      into.push(write(value) ?? misfit(field, schema));
    },
    decode(row, at) {
      const value = row[at] ?? null;
      return value === null ? undefined : read(value);
    },
    operands(value) {
      const operand = write(value);
      return operand === undefined ? undefined : [operand];
    },
  };
}

function writeText(value: Json): string | undefined {
  return typeof value === 'string' ? storeText(value) : undefined;
}

function readString(value: SqlValue): string {
  return readText(String(value));
}

function writeNumber(value: Json): number | string | undefined {
  return typeof value === 'number' ? bindableNumber(value) : undefined;
}

/**
 * `@photostructure/sqlite` 1.x takes a number that lies less than this above a whole one for that whole one. As text
 * it arrives: a REAL column and arithmetic make the number of it again.
 */
function bindableNumber(value: number): number | string {
  const whole = Math.floor(value);
  return value !== whole && value - whole < Number.EPSILON ? String(value) : value;
}

function readNumber(value: SqlValue): number {
  return Number(value);
}

function writeBoolean(value: Json): number | undefined {
  return typeof value === 'boolean' ? Number(value) : undefined;
}

function writeDate(value: Json): string | undefined {
  return isJsonObject(value) && value.__type === 'Date' && typeof value.iso === 'string'
    ? value.iso
    : undefined;
}

function readDate(value: SqlValue): Json {
  return { __type: 'Date', iso: String(value) };
}

function writeFile(value: Json): string | undefined {
  return isJsonObject(value) && value.__type === 'File' ? writeText(value.name ?? null) : undefined;
}

function readFile(value: SqlValue): Json {
  return { __type: 'File', name: readString(value) };
}

function writeBytes(value: Json): string | undefined {
  return isJsonObject(value) && value.__type === 'Bytes' ? writeText(value.base64 ?? null) : undefined;
}

function readBytes(value: SqlValue): Json {
  return { __type: 'Bytes', base64: String(value) };
}

/** The creation and update times are plain texts in rows and dates in conditions. */
function timestampColumn(field: string, schema: FieldSchema): SqlColumn {
  const inRows = scalar(field, schema, { type: 'TEXT', write: writeText, read: readString });
  const inConditions = scalar(field, schema, { type: 'TEXT', write: writeDate, read: readDate });
  return { ...inRows, operands: (value) => inConditions.operands(value) };
}

function pointerColumn(field: string, schema: FieldSchema, target: string): SqlColumn {
  return scalar(field, schema, {
    type: 'TEXT',
    write: (value) =>
      isPointer(value) && value.className === target ? storeText(value.objectId) : undefined,
    read: (value) => pointerTo(target, readString(value)),
  });
}

function jsonColumn(field: string, schema: FieldSchema): SqlColumn {
  return {
    ...scalar(field, schema, { type: 'TEXT', write: storeJson, read: (value) => readJson(String(value)) }),
    form: 'json',
  };
}

function geoPointColumn(field: string, schema: FieldSchema): SqlColumn {
  const latitudeName = quoteName(`${columnName(field)}:latitude`);
  const longitudeName = quoteName(`${columnName(field)}:longitude`);
  const operands = (value: Json): readonly number[] | undefined => {
    if (!isJsonObject(value) || wireType(value) !== 'GeoPoint') return undefined;
    const { latitude, longitude } = value;
    return typeof latitude === 'number' && typeof longitude === 'number' ? [latitude, longitude] : undefined;
  };
  return {
    field,
    schema,
    form: 'scalar',
    names: [latitudeName, longitudeName],
    point: { latitude: latitudeName, longitude: longitudeName },
    types: ['REAL', 'REAL'],
    encode(value, into) {
      into.push(...(operands(value) ?? misfit(field, schema)));
    },
    decode(row, at) {
      const [latitude, longitude] = [row[at], row[at + 1]];
      if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
      return { __type: 'GeoPoint', latitude, longitude };
    },
    operands,
  };
}

/** The principals that may read and those that may write, each as a JSON list; both NULL for a public object. */
function aclColumn(field: string, schema: FieldSchema): SqlColumn {
  return {
    field,
    schema,
    form: 'acl',
    names: ['"_rperm"', '"_wperm"'],
    types: ['TEXT', 'TEXT'],
    encode(value, into) {
      if (!isJsonObject(value)) misfit(field, schema);
      into.push(JSON.stringify(aclPrincipals(value, 'read')), JSON.stringify(aclPrincipals(value, 'write')));
    },
    decode(row, at) {
      return aclFromPrincipals(readPrincipals(row[at]), readPrincipals(row[at + 1]));
    },
    operands: () => undefined,
  };
}

function readPrincipals(value: SqlValue | undefined): readonly string[] | undefined {
  if (typeof value !== 'string') return undefined;
  const principals: unknown = JSON.parse(value);
  return Array.isArray(principals) ? principals.map(String) : [];
}

function misfit(field: string, { type }: FieldSchema): never {
  throw new StorageError('invalid-query', `${field} holds values of type ${type}`, { fields: [field] });
}
