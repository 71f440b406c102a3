import { createHash } from 'node:crypto';

/** PostgreSQL cuts longer names off, and so did parse-server. */
const MAX_BYTES = 63;
const HASH_LENGTH = 12;

/**
 * The names a long name may have in the database, the preferred first: a short one with a hash of the whole, and the
 * beginning, which PostgreSQL makes of it. A name that fits has only itself.
 */
export function physicalNames(name: string): readonly string[] {
  if (Buffer.byteLength(name) <= MAX_BYTES) return [name];
  return [hashedName(name), beginning(name, MAX_BYTES)];
}

/** The name under which it is found among those that exist; undefined when it is not. */
export function existingName(name: string, exists: (physical: string) => boolean): string | undefined {
  return physicalNames(name).find(exists);
}

/** A name for something new: as PostgreSQL would cut it off, unless that is taken. */
export function newName(name: string, exists: (physical: string) => boolean): string {
  const [whole, cut = whole] = physicalNames(name);
  return cut !== undefined && !exists(cut) ? cut : (whole ?? name);
}

/** A name of at most 63 bytes that is as good as unique. */
export function hashedName(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${beginning(name, MAX_BYTES - HASH_LENGTH - 1)}~${hash}`;
}

function beginning(name: string, bytes: number): string {
  const cut = Buffer.from(name).subarray(0, bytes).toString();
  // A character that was cut in the middle reads as a replacement.
  return cut.replace(/\ufffd$/, '');
}
