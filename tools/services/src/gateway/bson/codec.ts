import { BSON } from 'bson';

/** A decoded document. */
export type Doc = Record<string, unknown>;

export function encode(doc: Doc): Buffer {
  return Buffer.from(BSON.serialize(doc, { ignoreUndefined: true }));
}

/** Numbers as JavaScript numbers, except longs. */
export function decode(bytes: Uint8Array): Doc {
  return BSON.deserialize(bytes, { promoteValues: true, promoteLongs: false, bsonRegExp: true });
}

/** Every value in its BSON type, so that encoding it again gives the same bytes. */
export function decodeExact(bytes: Uint8Array): Doc {
  return BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true });
}

/** True for a document, which an array, a date and a BSON value (a regex, an id) are not. */
export function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

export function docAt(doc: Doc, key: string): Doc | undefined {
  const value = doc[key];
  return isDoc(value) ? value : undefined;
}

/** The documents of an array; empty for anything else. */
export function docsAt(doc: Doc, key: string): readonly Doc[] {
  const value: unknown = doc[key];
  return Array.isArray(value) ? value.filter(isDoc) : [];
}
