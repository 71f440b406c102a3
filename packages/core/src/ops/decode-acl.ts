import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonObject, nullMap, type Json, type JsonObject, type MutableJsonObject } from '../types/json.js';
import { assertNestedKey } from './decode-value.js';

/**
 * The stored form of an ACL: only granted rights, only principals that hold one. What is not an object grants
 * nothing, so that a mistake locks an object instead of opening it. `*unresolved`, a user an SDK failed to save
 * first, is refused (123), and so are names that no key of an object can have (121).
 */
export function decodeAcl(value: Json): JsonObject {
  const acl: MutableJsonObject = nullMap();
  if (!isJsonObject(value)) return acl;
  for (const principal of Object.keys(value)) {
    if (principal === '*unresolved') throw new ParseError(ErrorCode.InvalidAcl, 'Invalid ACL.');
    assertNestedKey(principal);
    const entry = value[principal];
    if (!isJsonObject(entry)) continue;
    const rights: MutableJsonObject = {};
    if (Object.hasOwn(entry, 'read') && entry.read) rights.read = true;
    if (Object.hasOwn(entry, 'write') && entry.write) rights.write = true;
    if (rights.read || rights.write) acl[principal] = rights;
  }
  return acl;
}
