import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isJsonArray, type Json, type JsonArray } from '@parse/core/adapter';

const HOW_MANY = 2;
const BYTES = 20;
/** Marks hashes: databases of parse-server hold the codes themselves. */
const HASHED = 'sha256:';

/** New codes for the user to keep, and what is stored of them. */
export function makeRecoveryCodes(): { readonly codes: readonly string[]; readonly stored: JsonArray } {
  const codes = Array.from({ length: HOW_MANY }, () => randomBytes(BYTES).toString('base64url'));
  return { codes, stored: codes.map(hashOf) };
}

/** What is left of the stored codes once this one is used; undefined when it is none of them. */
export function useRecoveryCode(stored: Json | undefined, code: string): JsonArray | undefined {
  if (!isJsonArray(stored)) return undefined;
  const used = stored.findIndex((each) => typeof each === 'string' && isSame(each, code));
  return used < 0 ? undefined : stored.filter((_each, index) => index !== used);
}

function isSame(stored: string, code: string): boolean {
  const expected = stored.startsWith(HASHED) ? stored : hashOf(stored);
  const [one, other] = [Buffer.from(expected), Buffer.from(hashOf(code))];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Codes are random enough that nobody finds one by trying; a slow hash would add nothing. */
function hashOf(code: string): string {
  return HASHED + createHash('sha256').update(code).digest('base64url');
}
