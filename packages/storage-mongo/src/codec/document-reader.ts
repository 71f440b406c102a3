import { isoWriter, nullMap, type Json, type StoredObject } from '@parse/core/adapter';
import { decodeAcl } from './acl-keys.js';
import {
  BsonType,
  readInt64,
  readLoose,
  skipValue,
  unread,
  type BsonCursor,
  type Reading,
} from './bson-cursor.js';
import { AUTH_DATA_PREFIX, type ClassLayout, type StoredColumn } from './class-layout.js';
import { decodeTyped } from './decode-value.js';
import { keyReader } from './key-reader.js';
import { repeatedListReader } from './repeated-list.js';

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
  const keyAt = keyReader((name) => describeKey(layout, name));
  const reading: Reading = { iso: isoWriter(), keyAt: keyReader((name) => name) };
  const readLists = { _rperm: repeatedListReader(reading), _wperm: repeatedListReader(reading) };
  return (bytes, start = 0) => {
    const cursor: BsonCursor = { bytes, at: start + 4 };
    const found: Found = { row: { objectId: '' }, hasId: false };
    while (bytes[cursor.at] !== BsonType.end) {
      const type = bytes.readUInt8(cursor.at);
      cursor.at += 1;
      const key = keyAt(cursor);
      if (key.use === 'none') {
        if (skipValue(cursor, type) === unread) return undefined;
        continue;
      }
      const value =
        key.use === '_rperm' || key.use === '_wperm'
          ? readLists[key.use](cursor, type)
          : readValue(cursor, type, key.use, reading);
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

/** What a key of documents is about. */
interface DocumentKey {
  readonly name: string;
  /** What becomes of its value: a `time` is text in the row, where other dates are objects. */
  readonly use: 'id' | 'time' | 'column' | '_rperm' | '_wperm' | 'authData' | 'none';
  readonly column: StoredColumn | undefined;
}

/** False where the value is of a kind that the key does not have. */
function keep(found: Found, { use, name, column }: DocumentKey, value: Json): boolean {
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
  use: DocumentKey['use'],
  reading: Reading,
): Json | typeof unread {
  if (use === 'time' && type === BsonType.date) return reading.iso(readInt64(cursor));
  // Its text must not be taken for that of a column which stores text.
  if (use === 'column' && type === BsonType.objectId) return unread;
  return readLoose(cursor, type, reading);
}

function describeKey(layout: ClassLayout, name: string): DocumentKey {
  const column = layout.byStoredName.get(name);
  return { name, use: useOf(layout, name, column), column };
}

function useOf(layout: ClassLayout, name: string, column: StoredColumn | undefined): DocumentKey['use'] {
  if (name === '_id') return 'id';
  if (name === '_rperm' || name === '_wperm') return name;
  if (layout.spreadsAuthData && name.startsWith(AUTH_DATA_PREFIX)) return 'authData';
  if (!column) return 'none';
  return name === '_created_at' || name === '_updated_at' ? 'time' : 'column';
}
