import { nullMap, type StoredObject } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import { decodeAcl } from './acl-keys.js';
import { AUTH_DATA_PREFIX, type ClassLayout } from './class-layout.js';
import { decodeColumn, decodeId, decodeLoose } from './decode-value.js';

/** The row of a document: the columns of the class and the ACL. Keys that no column is stored under are left out. */
export function decodeDocument(layout: ClassLayout, document: BsonDocument): StoredObject {
  const row: StoredObject = { objectId: decodeId(document._id) };
  for (const stored of Object.keys(document)) {
    const column = layout.byStoredName.get(stored);
    if (!column || stored === '_id') continue;
    const value = decodeColumn(column, document[stored]);
    if (value !== undefined) row[column.field] = value;
  }
  const acl = decodeAcl(document);
  if (acl) row.ACL = acl;
  if (layout.spreadsAuthData) addAuthData(row, document);
  return row;
}

function addAuthData(row: StoredObject, document: BsonDocument): void {
  for (const stored of Object.keys(document)) {
    if (!stored.startsWith(AUTH_DATA_PREFIX)) continue;
    row.authData = Object.assign(nullMap(), row.authData, {
      [stored.slice(AUTH_DATA_PREFIX.length)]: decodeLoose(document[stored]),
    });
  }
}
