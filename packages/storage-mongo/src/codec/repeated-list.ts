import type { Json } from '@parse/core/adapter';
import { readLoose, BsonType, unread, type BsonCursor, type Reading } from './bson-cursor.js';

/** Longer lists are read anew: to compare them takes as long. */
const MOST_BYTES = 256;

/**
 * Reads values that mostly are lists which the document before had too, as who may read and write often is: the same
 * bytes give the same list, which must not be changed.
 */
export function repeatedListReader(
  reading: Reading,
): (cursor: BsonCursor, type: number) => Json | typeof unread {
  const memory = Buffer.alloc(MOST_BYTES);
  let length = 0;
  let list: Json = [];
  return (cursor, type) => {
    if (type !== BsonType.array) return readLoose(cursor, type, reading);
    if (length > 0 && isSame(cursor, memory, length)) {
      cursor.at += length;
      return list;
    }
    const start = cursor.at;
    const value = readLoose(cursor, type, reading);
    if (value === unread || cursor.at - start > MOST_BYTES) return value;
    length = cursor.at - start;
    for (let index = 0; index < length; index += 1) memory[index] = cursor.bytes[start + index] ?? 0;
    list = value;
    return value;
  };
}

function isSame({ bytes, at }: BsonCursor, memory: Buffer, length: number): boolean {
  for (let index = 0; index < length; index += 1) {
    if (bytes[at + index] !== memory[index]) return false;
  }
  return true;
}
