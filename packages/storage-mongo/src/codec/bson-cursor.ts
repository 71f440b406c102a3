import { nullMap, type Json } from '@parse/core/adapter';

/** A place in a BSON document; reading moves it on. */
export interface BsonCursor {
  readonly bytes: Buffer;
  at: number;
}

/** The kinds of values that are read here: what Parse writes, but for bytes. https://bsonspec.org/spec.html */
export const BsonType = {
  end: 0x00,
  double: 0x01,
  text: 0x02,
  document: 0x03,
  array: 0x04,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  int32: 0x10,
  int64: 0x12,
} as const;

/** Stands for a value that is left to the driver. */
export const unread = Symbol('unread');

/** How parts of values are read. */
export interface Reading {
  /** Writes a time, in milliseconds since 1970; null for one that no Date can be. */
  readonly iso: (ms: number) => string | null;
  /** Reads the keys of documents inside of documents. */
  readonly keyAt: (cursor: BsonCursor) => string;
}

/** The wire form of the value at the cursor, as `decodeLoose` has it of what the driver reads. */
export function readLoose(cursor: BsonCursor, type: number, reading: Reading): Json | typeof unread {
  switch (type) {
    case BsonType.text:
      return readText(cursor);
    case BsonType.int32:
      return readInt32(cursor);
    case BsonType.double:
      return where(Number.isFinite, cursor.bytes.readDoubleLE(move(cursor, 8)));
    case BsonType.boolean:
      return cursor.bytes[move(cursor, 1)] === 1;
    case BsonType.null:
      return null;
    case BsonType.date: {
      const text = reading.iso(readInt64(cursor));
      return text === null ? null : { __type: 'Date', iso: text };
    }
    case BsonType.document:
      return readDocument(cursor, reading);
    case BsonType.array:
      return readArray(cursor, reading);
    case BsonType.int64:
      return where(Number.isSafeInteger, readInt64(cursor));
    case BsonType.objectId: {
      const start = move(cursor, 12);
      return cursor.bytes.toString('hex', start, start + 12);
    }
    default:
      return unread;
  }
}

/** Moves past a value; `unread` for one whose length is not known here. */
export function skipValue(cursor: BsonCursor, type: number): typeof unread | undefined {
  const length = lengthOf(cursor, type);
  if (length === undefined) return unread;
  move(cursor, length);
  return undefined;
}

/** The same bytes with the methods of Node's buffers. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The number at the cursor: exact up to 2^53, and the nearest one above. */
export function readInt64(cursor: BsonCursor): number {
  const start = move(cursor, 8);
  return cursor.bytes.readInt32LE(start + 4) * 2 ** 32 + cursor.bytes.readUInt32LE(start);
}

/** The key at the cursor, which a NUL ends. */
export function readKey(cursor: BsonCursor): string {
  const start = cursor.at;
  skipKey(cursor);
  return cursor.bytes.toString('utf8', start, cursor.at - 1);
}

/** Moves past a key. */
export function skipKey(cursor: BsonCursor): void {
  while (cursor.bytes.readUInt8(move(cursor, 1)) !== 0);
}

function readText(cursor: BsonCursor): string {
  const start = cursor.at + 4;
  const end = start + cursor.bytes.readInt32LE(cursor.at);
  cursor.at = end;
  return cursor.bytes.toString('utf8', start, end - 1);
}

function readInt32(cursor: BsonCursor): number {
  return cursor.bytes.readInt32LE(move(cursor, 4));
}

function readDocument(cursor: BsonCursor, reading: Reading): Json | typeof unread {
  const object = nullMap();
  move(cursor, 4);
  for (;;) {
    const type = cursor.bytes.readUInt8(move(cursor, 1));
    if (type === BsonType.end) return object;
    // The driver makes references to documents of what has keys like `$ref`.
    if (cursor.bytes[cursor.at] === DOLLAR) return unread;
    const key = reading.keyAt(cursor);
    const value = readLoose(cursor, type, reading);
    if (value === unread) return unread;
    object[key] = value;
  }
}

const DOLLAR = 0x24;

function readArray(cursor: BsonCursor, reading: Reading): Json | typeof unread {
  const list: Json[] = [];
  move(cursor, 4);
  for (;;) {
    const type = cursor.bytes.readUInt8(move(cursor, 1));
    if (type === BsonType.end) return list;
    skipKey(cursor);
    const value = readLoose(cursor, type, reading);
    if (value === unread) return unread;
    list.push(value);
  }
}

function lengthOf({ bytes, at }: BsonCursor, type: number): number | undefined {
  switch (type) {
    case BsonType.document:
    case BsonType.array:
      return bytes.readInt32LE(at);
    case BsonType.text:
      return 4 + bytes.readInt32LE(at);
    case BsonType.double:
    case BsonType.date:
    case BsonType.int64:
      return 8;
    case BsonType.int32:
      return 4;
    case BsonType.boolean:
      return 1;
    case BsonType.null:
      return 0;
    case BsonType.objectId:
      return 12;
    default:
      return undefined;
  }
}

/** Moves on and returns where the cursor was. */
function move(cursor: BsonCursor, length: number): number {
  const { at } = cursor;
  cursor.at = at + length;
  return at;
}

function where(holds: (number: number) => boolean, number: number): number | typeof unread {
  return holds(number) ? number : unread;
}
