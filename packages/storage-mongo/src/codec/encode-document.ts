import { isJsonObject, type Json, type StoredObject } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import { encodeAcl } from './acl-keys.js';
import { AUTH_DATA_PREFIX, type ClassLayout } from './class-layout.js';
import { encodeColumn, encodeLoose } from './encode-value.js';

/** The document of a new row, its keys in the order parse-server writes them. */
export function encodeDocument(layout: ClassLayout, object: StoredObject): BsonDocument {
  const document: BsonDocument = { _id: encodeId(layout, object.objectId) };
  for (const field of Object.keys(object)) {
    if (LAST.has(field)) continue;
    const column = layout.columns.get(field);
    if (column) document[column.stored] = encodeColumn(column, object[field] ?? null);
  }
  const { _acl: shortAcl, ...permissions } = isJsonObject(object.ACL) ? encodeAcl(object.ACL) : {};
  Object.assign(document, permissions, encodeAuthData(layout, object.authData));
  if (shortAcl !== undefined) document._acl = shortAcl;
  for (const field of ['createdAt', 'updatedAt']) {
    const column = layout.columns.get(field);
    const value = object[field];
    if (column && value !== undefined) document[column.stored] = encodeColumn(column, value);
  }
  return document;
}

/** The `_id` of a new row: text, but for the one configuration, whose `_id` is the number 1. */
export function encodeId({ schema }: ClassLayout, objectId: string): unknown {
  return schema.className === '_GlobalConfig' && objectId === '1' ? 1 : objectId;
}

/** The keys that hold the data of providers; none in classes that keep `authData` as it is. */
export function encodeAuthData({ spreadsAuthData }: ClassLayout, authData: Json | undefined): BsonDocument {
  if (!spreadsAuthData || !isJsonObject(authData)) return {};
  return Object.fromEntries(
    Object.entries(authData).map(([provider, data]) => [AUTH_DATA_PREFIX + provider, encodeLoose(data)]),
  );
}

const LAST: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt', 'ACL']);
