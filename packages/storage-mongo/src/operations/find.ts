import {
  compareByDistance,
  visitLeaves,
  type Condition,
  type FindOptions,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import { BSON } from 'mongodb';
import type { BsonDocument } from '../bson.js';
import { decodeDocument } from '../codec/decode-document.js';
import { readerOf } from '../codec/document-reader.js';
import { compileNearest } from '../query/compile-geo.js';
import { compileOrder, SCORE_KEY, type CompiledOrder } from '../query/compile-order.js';
import { allOf, compileWhere } from '../query/compile-where.js';
import { placeOf } from '../query/place.js';
import { projectionOf } from '../query/projection.js';
import { readOptions, type CallOptions } from './call-options.js';
import { isNothing, resolveWhere } from './resolve-where.js';
import type { RowCall } from './row-call.js';
import { withSearchIndex } from './search-indexes.js';

/** The rows that satisfy a condition. */
export async function findRows(call: RowCall, where: Where, options: FindOptions): Promise<StoredObject[]> {
  const resolved = await resolveWhere(call, where, options.hints);
  if (isNothing(resolved)) return [];
  const near = options.sort?.length ? undefined : sortedNear(resolved);
  if (near && !isPartOf(resolved, near)) return findByDistance(call, resolved, near, options);
  const query = createQuery(call, resolved, { near, ...options });
  const documents = await withSearchIndex(call, resolved, () => runQuery(call, query, options));
  return rowsOf(call, documents);
}

/** How the engine would answer a find. */
export async function explainFind(call: RowCall, where: Where, options: FindOptions): Promise<BsonDocument> {
  const resolved = await resolveWhere(call, where, options.hints);
  const near = options.sort?.length ? undefined : sortedNear(resolved);
  const query = createQuery(call, resolved, {
    ...options,
    near: near && isPartOf(resolved, near) ? near : undefined,
  });
  const { order, filter } = query;
  return withSearchIndex<BsonDocument>(call, resolved, () =>
    order.computed
      ? call.collection.aggregate(pipelineOf(query, options), query.options).explain('queryPlanner')
      : cursorOf(call, { ...query, filter }, options).explain('queryPlanner'),
  );
}

type Near = Extract<Condition, { op: 'near' }>;

interface Query {
  readonly filter: BsonDocument;
  readonly order: CompiledOrder;
  readonly projection: BsonDocument | undefined;
  readonly options: CallOptions;
}

function createQuery(
  { access, layout }: RowCall,
  where: Where,
  { near, sort = [], fields, hints }: FindOptions & { readonly near: Near | undefined },
): Query {
  return {
    filter: near ? nearestFilter({ layout }, where, near) : compileWhere(layout, where),
    order: compileOrder(layout, sort),
    projection: projectionOf(layout, fields),
    options: readOptions(access, layout, hints),
  };
}

/** The documents as bytes: making objects of them costs as much as all else, and rows are made of the bytes. */
function runQuery(call: RowCall, query: Query, options: FindOptions): Promise<Uint8Array[]> {
  const raw = { ...query, options: { ...query.options, raw: true } };
  if (!query.order.computed) return cursorOf(call, raw, options).toArray();
  const { batchSize = DEFAULT_BATCH } = call.access.database.options;
  return call.collection
    .aggregate<Uint8Array>(pipelineOf(query, options), { ...raw.options, batchSize })
    .toArray();
}

const DEFAULT_BATCH = 1000;

function cursorOf({ access, collection }: RowCall, query: Query, { skip, limit }: FindOptions) {
  const { filter, order } = query;
  const { batchSize = DEFAULT_BATCH } = access.database.options;
  const projection = order.byScore
    ? { ...query.projection, [SCORE_KEY]: { $meta: 'textScore' } }
    : query.projection;
  return collection.find<Uint8Array>(filter, {
    ...query.options,
    batchSize,
    ...(projection ? { projection } : {}),
    ...(order.sort ? { sort: Object.entries(order.sort) as [string, 1 | -1][] } : {}),
    ...(skip === undefined ? {} : { skip }),
    ...(limit === undefined ? {} : { limit }),
  });
}

/** The find as a pipeline, which can sort by values it works out. */
function pipelineOf({ filter, order, projection }: Query, { skip, limit }: FindOptions): BsonDocument[] {
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
  const query = createQuery(call, where, { ...options, near: undefined });
  const documents = await runQuery(call, query, {});
  return rowsOf(call, documents)
    .toSorted(compareByDistance(near.key, near.point))
    .slice(skip, skip + limit);
}

/** The rows in the bytes that a query with `raw` gives. */
function rowsOf({ layout }: RowCall, documents: readonly Uint8Array[]): StoredObject[] {
  const read = readerOf(layout);
  return documents.map((document) => {
    const bytes = Buffer.isBuffer(document)
      ? document
      : Buffer.from(document.buffer, document.byteOffset, document.byteLength);
    return read(bytes) ?? decodeDocument(layout, BSON.deserialize(bytes));
  });
}
