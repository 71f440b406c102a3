import { MongoError } from '../errors/mongo-error.js';

/** Where one field of a document lies in its bytes. */
export interface Field {
  readonly type: number;
  /** Offset of the value. */
  readonly value: number;
  /** Offset of the field itself, its type byte. */
  readonly start: number;
  readonly end: number;
}

export type Fields = ReadonlyMap<string, Field>;

/**
 * The fields of a document, one level deep, without decoding a value: most of what passes through here is
 * somebody else's data.
 */
export function scanFields(bytes: Buffer): Fields {
  const fields = new Map<string, Field>();
  const last = bytes.readInt32LE(0) - 1;
  let position = 4;
  while (position < last) {
    const start = position;
    const type = bytes.readUInt8(start);
    const nameEnd = bytes.indexOf(0, start + 1);
    const value = nameEnd + 1;
    position = value + valueSize(bytes, type, value);
    fields.set(bytes.toString('latin1', start + 1, nameEnd), { type, value, start, end: position });
  }
  return fields;
}

/** The name of the first field, which in a command is the command's name. */
export function firstFieldName(fields: Fields): string {
  const [name = ''] = fields.keys();
  return name;
}

export function readString(bytes: Buffer, field: Field | undefined): string | undefined {
  if (field?.type !== 0x02) return undefined;
  return bytes.toString('utf8', field.value + 4, field.value + 3 + bytes.readInt32LE(field.value));
}

/** The bytes of an embedded document or array. */
export function readDocument(bytes: Buffer, field: Field | undefined): Buffer | undefined {
  const isContainer = field?.type === 0x03 || field?.type === 0x04;
  return isContainer ? bytes.subarray(field.value, field.end) : undefined;
}

export function readNumber(bytes: Buffer, field: Field | undefined): number | undefined {
  if (field === undefined) return undefined;
  switch (field.type) {
    case 0x01:
      return bytes.readDoubleLE(field.value);
    case 0x10:
      return bytes.readInt32LE(field.value);
    case 0x12:
      return Number(bytes.readBigInt64LE(field.value));
    default:
      return undefined;
  }
}

/** As MongoDB reads a flag: `true`, or a number that is not zero. */
export function readFlag(bytes: Buffer, field: Field | undefined): boolean {
  if (field?.type === 0x08) return bytes[field.value] === 1;
  return (readNumber(bytes, field) ?? 0) !== 0;
}

/** The documents that lie one after the other in these bytes. */
export function* splitDocuments(bytes: Buffer): Generator<Buffer> {
  for (let position = 0; position < bytes.length;) {
    const size = bytes.readInt32LE(position);
    yield bytes.subarray(position, position + size);
    position += size;
  }
}

const fixedSizes: ReadonlyMap<number, number> = new Map([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0x7f, 0],
  [0xff, 0],
]);

function valueSize(bytes: Buffer, type: number, position: number): number {
  const fixed = fixedSizes.get(type);
  if (fixed !== undefined) return fixed;
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return 4 + bytes.readInt32LE(position);
    case 0x03:
    case 0x04:
    case 0x0f:
      return bytes.readInt32LE(position);
    case 0x05:
      return 5 + bytes.readInt32LE(position);
    case 0x0b: {
      const patternEnd = bytes.indexOf(0, position);
      return bytes.indexOf(0, patternEnd + 1) + 1 - position;
    }
    case 0x0c:
      return 16 + bytes.readInt32LE(position);
    default:
      throw new MongoError(9, `unknown BSON type ${type}`);
  }
}
