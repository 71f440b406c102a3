import { aclFromPrincipals, aclPrincipals, nullMap, type Json, type JsonObject } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';

/**
 * The keys that hold an ACL: `_rperm` and `_wperm`, which conditions look at, and `_acl`, which the first Parse
 * servers read. In the order and with the inner order that parse-server writes.
 */
export function encodeAcl(acl: Json): BsonDocument {
  const write = aclPrincipals(acl, 'write') ?? [];
  const read = aclPrincipals(acl, 'read') ?? [];
  const short = nullMap<Record<string, true>>();
  for (const principal of write) short[principal] = { w: true };
  for (const principal of read) short[principal] = { ...short[principal], r: true };
  return { _wperm: write, _rperm: read, _acl: short };
}

/** The ACL of a document; undefined for a public one. */
export function decodeAcl(document: {
  readonly _rperm?: unknown;
  readonly _wperm?: unknown;
}): JsonObject | undefined {
  return aclFromPrincipals(textsOf(document._rperm), textsOf(document._wperm));
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((principal): principal is string => typeof principal === 'string');
}
