import {
  applyOps,
  failureOf,
  StorageError,
  type FieldOp,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import { MongoBulkWriteError } from 'mongodb';
import { callDatabase } from '../call-database.js';
import { decodeDocument } from '../codec/decode-document.js';
import { encodeDocument } from '../codec/encode-document.js';
import { compileWhere } from '../query/compile-where.js';
import { mapError } from '../map-error.js';
import { writeOptions } from './call-options.js';
import { resolveWhere } from './resolve-where.js';
import type { RowCall } from './row-call.js';
import { updateOneRow } from './update.js';

/** Stores a new row. */
export async function insertRow(
  { access, layout, collection }: RowCall,
  object: StoredObject,
): Promise<void> {
  await collection.insertOne(encodeDocument(layout, object), writeOptions(access));
}

/** Stores new rows by one command. Those that the server refuses are tried again alone, which tells why it does. */
export async function insertRows(
  call: RowCall,
  objects: readonly StoredObject[],
): Promise<readonly (Error | undefined)[]> {
  // The driver refuses to send nothing.
  if (objects.length === 0) return [];
  const { access, layout, collection } = call;
  const documents = objects.map((object) => encodeDocument(layout, object));
  const options = { ...writeOptions(access), ordered: false };
  const refused = await collection
    .insertMany(documents, options)
    .then(() => new Set<number>(), refusedIndexes);
  return Promise.all(
    objects.map(async (object, index) => {
      if (!refused.has(index)) return undefined;
      return failureOf(callDatabase(() => insertRow(call, object), layout));
    }),
  );
}

/** Throws what is no refusal of single rows. */
function refusedIndexes(failure: unknown): ReadonlySet<number> {
  const errors = failure instanceof MongoBulkWriteError ? [failure.writeErrors].flat() : [];
  if (errors.length === 0) throw failure;
  return new Set(errors.map(({ index }) => index));
}

/** What an upsert is asked to do. */
export interface Upsert {
  readonly where: Where;
  readonly object: StoredObject;
  readonly ops: readonly FieldOp[];
}

/** Changes the row that satisfies the condition, or stores the object; of racing inserts a unique index lets one be. */
export async function upsertRow(call: RowCall, { where, object, ops }: Upsert): Promise<StoredObject> {
  const updated = await updateOneRow(call, { where, ops });
  if (updated) return updated;
  const onInsert = ops.filter(({ op }) => op === 'set-on-insert');
  const inserted = applyOps(object, onInsert, { inserting: true });
  try {
    await insertRow(call, inserted);
    return decodeDocument(call.layout, encodeDocument(call.layout, inserted));
  } catch (error) {
    const failure = mapError(error, call.layout);
    const lostRace = StorageError.isInstance(failure) && failure.kind === 'duplicate-value';
    // In a transaction the refusal has ended it, and nothing can be looked up any more.
    const winner = lostRace && !call.access.session ? await updateOneRow(call, { where, ops }) : null;
    if (winner) return winner;
    throw failure;
  }
}

/** Removes the rows that satisfy a condition; returns how many. */
export async function removeRows(call: RowCall, where: Where): Promise<number> {
  const { access, layout, collection } = call;
  const resolved = await resolveWhere(call, where);
  const { deletedCount } = await collection.deleteMany(compileWhere(layout, resolved), writeOptions(access));
  return deletedCount;
}
