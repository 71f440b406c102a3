import { nullMap, type Json, type StoredObject } from '@parse/core/adapter';
import { decodeAcl } from './acl-keys.js';
import {
  BsonType,
  readInt64,
  readKey,
  readLoose,
  skipValue,
  unread,
  type BsonCursor,
  type IsoWriter,
} from './bson-cursor.js';
import { AUTH_DATA_PREFIX, type ClassLayout, type StoredColumn } from './class-layout.js';
import { decodeTyped } from './decode-value.js';
import { isoWriter } from './iso-text.js';

/**
 * Makes a row of the bytes of a document: the one that `decodeDocument` makes of what the driver reads, for half the
 * price, as nothing lies between. The document begins at `start` of the bytes. Undefined where the document holds a kind of value that it does not know.
 */
export type DocumentReader = (bytes: Buffer, start?: number) => StoredObject | undefined;

/** The reader of a class, made once per schema snapshot: it learns the order of the keys. */
export function readerOf(layout: ClassLayout): DocumentReader {
  let reader = readers.get(layout);
  if (!reader) {
    reader = createReader(layout);
    readers.set(layout, reader);
  }
  return reader;
}

const readers = new WeakMap<ClassLayout, DocumentReader>();

function createReader(layout: ClassLayout): DocumentReader {
  const keyAt = keyReader(layout);
  const iso = isoWriter();
  return (bytes, start = 0) => {
    const cursor: BsonCursor = { bytes, at: start + 4 };
    const found: Found = { row: { objectId: '' }, hasId: false };
    for (let index = 0; bytes[cursor.at] !== BsonType.end; index += 1) {
      const type = bytes.readUInt8(cursor.at);
      cursor.at += 1;
      const key = keyAt(cursor, index);
      if (key.use === 'none') {
        if (skipValue(cursor, type) === unread) return undefined;
        continue;
      }
      const value = readValue(cursor, type, key.use, iso);
      if (value === unread || !keep(found, key, value)) return undefined;
    }
    if (!found.hasId) return undefined;
    const acl = decodeAcl(found);
    if (acl) found.row.ACL = acl;
    if (found.authData) found.row.authData = found.authData;
    return found.row;
  };
}

/** What a document has given so far. */
interface Found {
  readonly row: StoredObject;
  hasId: boolean;
  _rperm?: Json;
  _wperm?: Json;
  authData?: Record<string, Json>;
}

/** A key of documents. */
interface KnownKey {
  readonly name: string;
  /** The name and the NUL that ends it. */
  readonly bytes: Buffer;
  /** What becomes of its value: a `time` is text in the row, where other dates are objects. */
  readonly use: 'id' | 'time' | 'column' | '_rperm' | '_wperm' | 'authData' | 'none';
  readonly column: StoredColumn | undefined;
}

/** False where the value is of a kind that the key does not have. */
function keep(found: Found, { use, name, column }: KnownKey, value: Json): boolean {
  const { row } = found;
  if (column && use === 'column') {
    row[column.field] = decodeTyped(column.schema.type, value) ?? value;
  } else if (column && use === 'time') {
    row[column.field] = value;
  } else if (use === 'id') {
    if (typeof value !== 'string') return false;
    row.objectId = value;
    found.hasId = true;
  } else if (use === '_rperm' || use === '_wperm') {
    found[use] = value;
  } else {
    found.authData ??= nullMap();
    found.authData[name.slice(AUTH_DATA_PREFIX.length)] = value;
  }
  return true;
}

function readValue(
  cursor: BsonCursor,
  type: number,
  use: KnownKey['use'],
  iso: IsoWriter,
): Json | typeof unread {
  if (use === 'time' && type === BsonType.date) return iso(readInt64(cursor));
  // Its text must not be taken for that of a column which stores text.
  if (use === 'column' && type === BsonType.objectId) return unread;
  return readLoose(cursor, type, iso);
}

/** Documents of other programs may have any keys; those of Parse are found long before so many. */
const MOST_KEYS = 1000;

/**
 * Reads keys. Documents of a class mostly have the same ones in the same order, so that comparing bytes is enough to
 * tell the next from its predecessor's, where making a text of it takes as long as reading most values.
 */
function keyReader(layout: ClassLayout): (cursor: BsonCursor, index: number) => KnownKey {
  const known = new Map<string, KnownKey>();
  const order: KnownKey[] = [];
  return (cursor, index) => {
    const expected = order[index];
    if (expected && isAt(cursor, expected.bytes)) {
      cursor.at += expected.bytes.length;
      return expected;
    }
    const name = readKey(cursor);
    const key = known.get(name) ?? describeKey(layout, name);
    if (known.size < MOST_KEYS) {
      known.set(name, key);
      order[index] = key;
    }
    return key;
  };
}

function describeKey(layout: ClassLayout, name: string): KnownKey {
  const column = layout.byStoredName.get(name);
  return { name, bytes: Buffer.from(`${name}\0`), use: useOf(layout, name, column), column };
}

function useOf(layout: ClassLayout, name: string, column: StoredColumn | undefined): KnownKey['use'] {
  if (name === '_id') return 'id';
  if (name === '_rperm' || name === '_wperm') return name;
  if (layout.spreadsAuthData && name.startsWith(AUTH_DATA_PREFIX)) return 'authData';
  if (!column) return 'none';
  return name === '_created_at' || name === '_updated_at' ? 'time' : 'column';
}

function isAt({ bytes, at }: BsonCursor, expected: Buffer): boolean {
  for (let index = 0; index < expected.length; index += 1) {
    if (bytes[at + index] !== expected[index]) return false;
  }
  return true;
}
