import {
  compareByDistance,
  TEXT_SCORE,
  visitLeaves,
  type Condition,
  type FindOptions,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import { decodeDocument } from '../codec/decode-document.js';
import { readerOf } from '../codec/document-reader.js';
import { documentAt, type DocumentBatch } from '../codec/first-batch.js';
import { compileNearest } from '../query/compile-geo.js';
import { compileOrder, SCORE_KEY, type CompiledOrder } from '../query/compile-order.js';
import { allOf, compileWhere } from '../query/compile-where.js';
import { mostRows } from '../query/most-rows.js';
import { placeOf } from '../query/place.js';
import { projectionOf } from '../query/projection.js';
import { readOptions } from './call-options.js';
import { explainCommand, readDocuments, type ReadCommand } from './read-command.js';
import { isNothing, resolveWhere } from './resolve-where.js';
import type { RowCall } from './row-call.js';
import { withSearchIndex } from './search-indexes.js';

/** The rows that satisfy a condition. */
export async function findRows(call: RowCall, where: Where, options: FindOptions): Promise<StoredObject[]> {
  const resolved = await resolveWhere(call, where, options.hints);
  if (isNothing(resolved)) return [];
  const near = options.sort?.length ? undefined : sortedNear(resolved);
  if (near && !isPartOf(resolved, near)) return findByDistance(call, resolved, near, options);
  const query = findCommand(call, resolved, { ...options, near });
  const batches = await withSearchIndex(call, resolved, () => readDocuments(call, query));
  return options.score ? scoredRowsOf(call, batches) : rowsOf(call, batches);
}

/** How the engine would answer a find. */
export async function explainFind(call: RowCall, where: Where, options: FindOptions): Promise<BsonDocument> {
  const resolved = await resolveWhere(call, where, options.hints);
  const sorted = options.sort?.length ? undefined : sortedNear(resolved);
  const near = sorted && isPartOf(resolved, sorted) ? sorted : undefined;
  const query = findCommand(call, resolved, { ...options, near });
  return withSearchIndex(call, resolved, () => explainCommand(call, query));
}

type Near = Extract<Condition, { op: 'near' }>;

/** Sorting by values that must be worked out is what only pipelines can. */
function findCommand(
  { access, layout, collection }: RowCall,
  where: Where,
  {
    near,
    sort = [],
    fields,
    score = false,
    skip,
    limit,
    hints,
  }: FindOptions & { readonly near: Near | undefined },
): ReadCommand {
  const filter = near ? nearestFilter({ layout }, where, near) : compileWhere(layout, where);
  const order = compileOrder(layout, sort);
  const projection = scored(
    projectionOf(layout, score ? (fields ?? [...layout.columns.keys()]) : fields),
    score,
  );
  const query = { filter, order, projection, skip, limit };
  const { collectionName: name } = collection;
  return {
    command: (batchSize) =>
      order.computed
        ? { aggregate: name, pipeline: pipelineOf(query), cursor: { batchSize } }
        : { find: name, ...findOf(query), batchSize },
    options: readOptions(access, layout, hints),
    most: Math.min(limit ?? Infinity, mostRows(where)),
  };
}

interface Query {
  readonly filter: BsonDocument;
  readonly order: CompiledOrder;
  readonly projection: BsonDocument | undefined;
  readonly skip: number | undefined;
  readonly limit: number | undefined;
}

function findOf({ filter, order, projection, skip, limit }: Query): BsonDocument {
  return {
    filter,
    ...(order.sort ? { sort: order.sort } : {}),
    ...(projection ? { projection } : {}),
    ...(skip === undefined ? {} : { skip }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function scored(projection: BsonDocument | undefined, score: boolean): BsonDocument | undefined {
  return score ? { ...projection, [SCORE_KEY]: { $meta: 'textScore' } } : projection;
}

function pipelineOf({ filter, order, projection, skip, limit }: Query): BsonDocument[] {
  return [
    { $match: filter },
    { $addFields: order.computed },
    { $sort: order.sort },
    ...(skip ? [{ $skip: skip }] : []),
    ...(limit === undefined ? [] : [{ $limit: limit }]),
    ...(projection ? [{ $project: projection }] : []),
  ];
}

function sortedNear(where: Where): Near | undefined {
  let near: Near | undefined;
  visitLeaves(where, (leaf: Condition) => {
    if (leaf.op === 'near' && leaf.sorted) near ??= leaf;
  });
  return near;
}

function isPartOf(where: Where, leaf: Condition): boolean {
  return where === leaf || (where.op === 'and' && where.nodes.some((node) => isPartOf(node, leaf)));
}

function nearestFilter({ layout }: Pick<RowCall, 'layout'>, where: Where, near: Near): BsonDocument {
  const place = placeOf(layout, near.key);
  if (place.kind !== 'stored' || place.type !== 'GeoPoint') return compileWhere(layout, where);
  return allOf([compileWhere(layout, without(where, near)), compileNearest(place.path, near)]);
}

function without(where: Where, leaf: Condition): Where {
  if (where === leaf) return { op: 'everything' };
  return where.op === 'and' ? { op: 'and', nodes: where.nodes.map((node) => without(node, leaf)) } : where;
}

/** Nearness as one of several alternatives: no engine orders by that, so the rows are ordered here. */
async function findByDistance(
  call: RowCall,
  where: Where,
  near: Near,
  { skip = 0, limit = Infinity, ...options }: FindOptions,
): Promise<StoredObject[]> {
  const query = findCommand(call, where, { ...options, near: undefined });
  const rows = rowsOf(call, await readDocuments(call, query));
  return rows.toSorted(compareByDistance(near.key, near.point)).slice(skip, skip + limit);
}

/** The score is no field, which the reader of rows would know. */
function scoredRowsOf({ layout }: RowCall, batches: readonly DocumentBatch[]): StoredObject[] {
  return batches.flatMap(({ bytes, starts }) =>
    starts.map((start) => {
      const document = documentAt(bytes, start);
      const row = decodeDocument(layout, document);
      const score: unknown = document[SCORE_KEY];
      if (score !== undefined) row[TEXT_SCORE] = Number(score);
      return row;
    }),
  );
}

function rowsOf({ layout }: RowCall, batches: readonly DocumentBatch[]): StoredObject[] {
  const read = readerOf(layout);
  const rowsIn = ({ bytes, starts }: DocumentBatch) =>
    starts.map((start) => read(bytes, start) ?? decodeDocument(layout, documentAt(bytes, start)));
  const [first] = batches;
  return first && batches.length === 1 ? rowsIn(first) : batches.flatMap(rowsIn);
}
