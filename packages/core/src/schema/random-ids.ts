import { randomBytes, randomUUID } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Bytes at or above this are thrown away so that every letter is equally likely (62 × 4 = 248). */
const LIMIT = 248;

/** A random objectId of that many letters and digits. */
export function newObjectId(size: number): string {
  let id = '';
  while (id.length < size) {
    for (const byte of fourteenRandomBytes()) {
      if (byte < LIMIT && id.length < size) id += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return id;
}

/**
 * What is random in a UUID: all of its bytes but the two that hold its version. Node makes UUIDs from randomness that it
 * keeps in stock, where every call of `randomBytes` is a job of its own.
 */
function fourteenRandomBytes(): Uint8Array {
  const hex = randomUUID();
  return Buffer.from(
    hex.slice(0, 8) + hex.slice(9, 13) + hex.slice(16, 18) + hex.slice(21, 23) + hex.slice(24),
    'hex',
  );
}

/** A random token of a revocable session: `r:` and 32 hexadecimal digits. */
export function newSessionToken(): string {
  return `r:${randomBytes(16).toString('hex')}`;
}

/** A random token for a link in a mail: 25 letters and digits, as long as those in existing databases. */
export function newMailToken(): string {
  return newObjectId(25);
}
