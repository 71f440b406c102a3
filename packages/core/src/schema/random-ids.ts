import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Bytes at or above this are thrown away so that every letter is equally likely (62 × 4 = 248). */
const LIMIT = 248;

/** A random objectId of that many letters and digits. */
export function newObjectId(size: number): string {
  let id = '';
  while (id.length < size) {
    for (const byte of randomBytes(size + 8)) {
      if (byte < LIMIT && id.length < size) id += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return id;
}

/** A random token of a revocable session: `r:` and 32 hexadecimal digits. */
export function newSessionToken(): string {
  return `r:${randomBytes(16).toString('hex')}`;
}

/** A random token for a link in a mail: 25 letters and digits, as long as those in existing databases. */
export function newMailToken(): string {
  return newObjectId(25);
}
