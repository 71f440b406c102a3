import { readKey, type BsonCursor } from './bson-cursor.js';

/** Reads the key at the cursor and moves past it. */
export type KeyReader<T> = (cursor: BsonCursor) => T;

/** Documents of other programs may have any keys; those of Parse are found long before so many. */
const MOST_KEYS = 1000;

/**
 * Reads keys and returns what `describe` makes of them, once for each. Documents of a class mostly have the same ones in
 * the same order, so that it remembers which key came after which: comparing bytes is enough to tell the expected one,
 * where making a text of it takes as long as reading most values.
 */
export function keyReader<T>(describe: (name: string) => T): KeyReader<T> {
  const known = new Map<string, KnownKey<T>>();
  let last: KnownKey<T> | undefined;
  return (cursor) => {
    const expected = last?.next;
    if (expected && isAt(cursor, expected.bytes)) {
      cursor.at += expected.bytes.length;
      last = expected;
      return expected.meaning;
    }
    const name = readKey(cursor);
    let key = known.get(name);
    if (!key) {
      key = { meaning: describe(name), bytes: Buffer.from(`${name}\0`), next: undefined };
      if (known.size === MOST_KEYS) return key.meaning;
      known.set(name, key);
    }
    if (last) last.next = key;
    last = key;
    return key.meaning;
  };
}

interface KnownKey<T> {
  readonly meaning: T;
  /** The name and the NUL that ends it. */
  readonly bytes: Buffer;
  next: KnownKey<T> | undefined;
}

function isAt({ bytes, at }: BsonCursor, expected: Buffer): boolean {
  for (let index = 0; index < expected.length; index += 1) {
    if (bytes[at + index] !== expected[index]) return false;
  }
  return true;
}
