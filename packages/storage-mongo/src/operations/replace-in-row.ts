import { setTimeout as sleep } from 'node:timers/promises';
import { applyOps, StorageError, type FieldOp, type StoredObject } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import { encodeAcl } from '../codec/acl-keys.js';
import { ACL_KEYS, AUTH_DATA_PREFIX, type ClassLayout } from '../codec/class-layout.js';
import { decodeDocument } from '../codec/decode-document.js';
import { encodeAuthData } from '../codec/encode-document.js';
import { encodeColumn } from '../codec/encode-value.js';
import { allOf } from '../query/compile-where.js';
import { writeOptions } from './call-options.js';
import type { RowCall } from './row-call.js';

/**
 * Reads a document, applies the operations as core defines them, and writes what they changed on condition that those
 * values are still the ones read; tries again when they are not. Returns null when no document satisfies the filter.
 */
export async function replaceInRow(
  { access, layout, collection }: RowCall,
  filter: BsonDocument,
  { ops }: { readonly ops: readonly FieldOp[] },
): Promise<StoredObject | null> {
  const options = writeOptions(access);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const before = await collection.findOne(filter, options);
    if (!before) return null;
    const row = applyOps(decodeDocument(layout, before), ops, { inserting: false });
    const fields = new Set(ops.map(({ target }) => target.field));
    const after = storedFields(layout, row, fields);
    const keys = touchedKeys(layout, before, fields);
    for (const key of Object.keys(after)) keys.add(key);
    if (keys.size === 0) return row;
    const unchanged = Array.from(keys, (key) => isStill(before, key));
    const guarded = allOf([{ _id: before._id }, { $and: [filter, ...unchanged] }]);
    const written = await collection.findOneAndUpdate(guarded, changesOf(keys, after), {
      returnDocument: 'after',
      ...options,
    });
    if (written) return decodeDocument(layout, written);
    await sleep(Math.random() * Math.min(attempt, MAX_PAUSE_MS));
  }
  throw new StorageError('timeout', 'too many others are changing the row');
}

const MAX_ATTEMPTS = 200;
const MAX_PAUSE_MS = 50;

/** The stored form of the fields' new values, by the keys they are stored under. */
function storedFields(layout: ClassLayout, row: StoredObject, fields: ReadonlySet<string>): BsonDocument {
  const stored: BsonDocument = {};
  for (const field of fields) {
    const value = Object.hasOwn(row, field) ? row[field] : undefined;
    if (value === undefined) continue;
    const column = layout.columns.get(field);
    if (column) stored[column.stored] = encodeColumn(column, value);
    else if (field === 'ACL') Object.assign(stored, encodeAcl(value));
    else if (field === 'authData') Object.assign(stored, encodeAuthData(layout, value));
  }
  return stored;
}

/** The keys that hold the fields now. */
function touchedKeys(layout: ClassLayout, document: BsonDocument, fields: ReadonlySet<string>): Set<string> {
  const isTouched = (key: string): boolean => {
    const column = layout.byStoredName.get(key);
    if (column) return fields.has(column.field);
    if (ACL_KEYS.some((each) => each === key)) return fields.has('ACL');
    return layout.spreadsAuthData && key.startsWith(AUTH_DATA_PREFIX) && fields.has('authData');
  };
  return new Set(Object.keys(document).filter(isTouched));
}

function isStill(document: BsonDocument, key: string): BsonDocument {
  if (!Object.hasOwn(document, key)) return { [key]: { $exists: false } };
  return { $expr: { $eq: [`$${key}`, { $literal: document[key] }] } };
}

function changesOf(keys: ReadonlySet<string>, after: BsonDocument): BsonDocument {
  const removed = Array.from(keys).filter((key) => !Object.hasOwn(after, key));
  return {
    ...(Object.keys(after).length > 0 ? { $set: after } : {}),
    ...(removed.length > 0 ? { $unset: Object.fromEntries(removed.map((key) => [key, ''])) } : {}),
  };
}
