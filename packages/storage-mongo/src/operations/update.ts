import type { FieldOp, QueryHints, StoredObject, Where } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import { decodeDocument } from '../codec/decode-document.js';
import { encodeUpdate } from '../codec/encode-update.js';
import { allOf, compileWhere } from '../query/compile-where.js';
import { projectionOf } from '../query/projection.js';
import { writeOptions } from './call-options.js';
import { codeOf, ServerCode } from '../map-error.js';
import { replaceInRow } from './replace-in-row.js';
import { isNothing, resolveWhere } from './resolve-where.js';
import type { RowCall } from './row-call.js';

/** What an update is asked to do. */
export interface RowChange {
  readonly where: Where;
  readonly ops: readonly FieldOp[];
  readonly hints?: QueryHints | undefined;
  /** Fields to return; absent: all. */
  readonly fields?: readonly string[] | undefined;
}

/**
 * Changes one row that satisfies the condition and returns it as it is afterwards. One conditional write where the
 * engine has one for the operations; otherwise the row is read, changed by core's `applyOps` and written on condition
 * that nothing of it has changed meanwhile.
 */
export async function updateOneRow(call: RowCall, change: RowChange): Promise<StoredObject | null> {
  const { layout } = call;
  const where = await resolveWhere(call, change.where, change.hints);
  if (isNothing(where)) return null;
  const filter = compileWhere(layout, where);
  const encoded = encodeUpdate(layout, change.ops);
  if (!encoded) return replaceInRow(call, filter, change);
  const { update, guard } = encoded;
  const isGuarded = Object.keys(guard).length > 0;
  try {
    const document = await updateDocument(call, isGuarded ? allOf([filter, guard]) : filter, update, change);
    if (document) return decodeDocument(layout, document);
  } catch (error) {
    // Core tells what does not fit, or takes what the engine refuses. A transaction ends with the refusal.
    if (!isMisfit(error) || call.access.session) throw error;
    return replaceInRow(call, filter, change);
  }
  return isGuarded ? replaceInRow(call, filter, change) : null;
}

/** Changes every row that satisfies the condition; returns how many did. */
export async function updateRows(call: RowCall, { where, ops }: RowChange): Promise<number> {
  const { access, layout, collection } = call;
  const filter = compileWhere(layout, await resolveWhere(call, where));
  const encoded = encodeUpdate(layout, ops);
  const options = writeOptions(access);
  if (encoded && Object.keys(encoded.guard).length === 0) {
    if (Object.keys(encoded.update).length === 0) return collection.countDocuments(filter, options);
    return (await collection.updateMany(filter, encoded.update, options)).matchedCount;
  }
  // Which rows match is settled first: the change itself may make others match.
  const found = await collection.find(filter, { ...options, projection: { _id: 1 } }).toArray();
  let changed = 0;
  for (const { _id: id } of found) {
    const row = await replaceInRow(call, allOf([{ _id: id }, filter]), { ops });
    if (row) changed += 1;
  }
  return changed;
}

/** Whether an operation did not fit the value it met. */
function isMisfit(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && misfits.has(code);
}

/** DocumentDB calls a name for an element of an array something it cannot parse. */
const misfits: ReadonlySet<number> = new Set([
  ServerCode.BadValue,
  ServerCode.FailedToParse,
  ServerCode.TypeMismatch,
  ServerCode.PathNotViable,
]);

async function updateDocument(
  { access, layout, collection }: RowCall,
  filter: BsonDocument,
  update: BsonDocument,
  { fields, hints }: RowChange,
): Promise<BsonDocument | null> {
  const projection = projectionOf(layout, fields);
  const options = { ...writeOptions(access, hints), ...(projection ? { projection } : {}) };
  if (Object.keys(update).length === 0) return collection.findOne(filter, options);
  return collection.findOneAndUpdate(filter, update, { returnDocument: 'after', ...options });
}
