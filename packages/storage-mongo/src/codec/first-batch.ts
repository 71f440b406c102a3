import { BSON } from 'mongodb';
import type { BsonDocument } from '../bson.js';
import { asBuffer, BsonType, readKey, skipKey, skipValue, unread, type BsonCursor } from './bson-cursor.js';

/** Documents one after the other, as a server sends them. */
export interface DocumentBatch {
  readonly bytes: Buffer;
  /** Where in the bytes each begins. */
  readonly starts: readonly number[];
  /** Of the cursor that has more of them; 0 when these are all. */
  readonly cursorId: bigint;
}

/** Reads the field `cursor` of an answer, given as bytes; undefined where it is not as servers are known to send it. */
export function readFirstBatch(field: unknown): DocumentBatch | undefined {
  if (!(field instanceof Uint8Array)) return undefined;
  const bytes = asBuffer(field);
  const cursor: BsonCursor = { bytes, at: 4 };
  let starts: readonly number[] | undefined;
  let cursorId: bigint | undefined;
  for (;;) {
    const type = bytes.readUInt8(cursor.at);
    cursor.at += 1;
    if (type === BsonType.end) break;
    const key = readKey(cursor);
    const start = cursor.at;
    if (skipValue(cursor, type) === unread) return undefined;
    if (key === 'firstBatch' && type === BsonType.array) starts = startsIn(bytes, start);
    if (key === 'id' && type === BsonType.int64) cursorId = bytes.readBigInt64LE(start);
  }
  return starts && cursorId !== undefined ? { bytes, starts, cursorId } : undefined;
}

/** The documents as the driver reads them. */
export function documentsIn({ bytes, starts }: DocumentBatch): readonly BsonDocument[] {
  return starts.map((start) => documentAt(bytes, start));
}

/** The document that begins there, as the driver reads it. */
export function documentAt(bytes: Buffer, start: number): BsonDocument {
  return BSON.deserialize(bytes.subarray(start, start + bytes.readInt32LE(start)));
}

/** Undefined where the list holds anything but documents. */
function startsIn(bytes: Buffer, list: number): readonly number[] | undefined {
  const starts: number[] = [];
  const cursor: BsonCursor = { bytes, at: list + 4 };
  for (;;) {
    const type = bytes.readUInt8(cursor.at);
    cursor.at += 1;
    if (type === BsonType.end) return starts;
    if (type !== BsonType.document) return undefined;
    skipKey(cursor);
    starts.push(cursor.at);
    skipValue(cursor, type);
  }
}
