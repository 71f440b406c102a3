import {
  isJsonArray,
  valueKey,
  type FieldPath,
  type Json,
  type QueryHints,
  type Where,
} from '@parse/core/adapter';
import { decodeColumn, decodeLoose } from '../codec/decode-value.js';
import { documentsIn } from '../codec/first-batch.js';
import { compileWhere } from '../query/compile-where.js';
import { columnExpression } from '../query/expressions.js';
import { placeOf } from '../query/place.js';
import { readOptions } from './call-options.js';
import { readDocuments } from './read-command.js';
import { isNothing, resolveWhere } from './resolve-where.js';
import type { RowCall } from './row-call.js';
import { withSearchIndex } from './search-indexes.js';

/** How many rows satisfy a condition. */
export async function countRows(call: RowCall, where: Where, hints: QueryHints | undefined): Promise<number> {
  const { access, layout, collection } = call;
  const resolved = await resolveWhere(call, where, hints);
  if (isNothing(resolved)) return 0;
  const pipeline = [{ $match: compileWhere(layout, resolved) }, { $group: { _id: null, n: { $sum: 1 } } }];
  const batches = await withSearchIndex(call, resolved, () =>
    readDocuments(call, {
      command: (batchSize) => ({ aggregate: collection.collectionName, pipeline, cursor: { batchSize } }),
      options: readOptions(access, layout, hints),
      most: 1,
    }),
  );
  const [counted] = batches.flatMap(documentsIn);
  return Number(counted?.n ?? 0);
}

/** The distinct set values of a field among matching rows. */
export async function distinctValues(call: RowCall, key: FieldPath, where: Where): Promise<Json[]> {
  const { access, layout, collection } = call;
  const place = placeOf(layout, key);
  const resolved = await resolveWhere(call, where);
  if (place.kind === 'unset' || isNothing(resolved)) return [];
  const guards = place.kind === 'stored' ? place.guards : [];
  const value = place.kind === 'stored' ? columnExpression(place.path) : place.expression;
  const groups = await withSearchIndex(call, resolved, () =>
    collection
      .aggregate(
        [
          { $match: compileWhere(layout, resolved) },
          ...(guards.length > 0
            ? [{ $match: { $nor: guards.map((guard) => ({ [guard]: { $type: 'array' } })) } }]
            : []),
          { $group: { _id: value } },
        ],
        readOptions(access, layout),
      )
      .toArray(),
  );
  const distinct = new Map<string, Json>();
  for (const { _id: stored } of groups) {
    for (const element of elementsOf(decode(call, key, stored))) {
      if (element !== null) distinct.set(valueKey(element), element);
    }
  }
  return [...distinct.values()];
}

function decode({ layout }: RowCall, { field, path }: FieldPath, stored: unknown): Json {
  const column = path.length === 0 ? layout.columns.get(field) : undefined;
  if (!column) return decodeLoose(stored);
  // Distinct values show the creation and update times as dates.
  return stored instanceof Date ? decodeLoose(stored) : (decodeColumn(column, stored ?? null) ?? null);
}

function elementsOf(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [value];
}
