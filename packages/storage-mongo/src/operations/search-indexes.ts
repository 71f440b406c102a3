import { visitLeaves, type Condition, type Where } from '@parse/core/adapter';
import { codeOf, ServerCode } from '../map-error.js';
import { placeOf } from '../query/place.js';
import type { RowCall } from './row-call.js';

/**
 * Runs a find. Full text searches and finds by nearness need an index; when the class has none, it is made, under the
 * name parse-server gives it for text, and the find is run again.
 */
export async function withSearchIndex<T>(call: RowCall, where: Where, find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (error) {
    const kind = missingIndex(error);
    const path = kind === undefined || call.access.session ? undefined : searchedPath(call, where, kind);
    if (kind === undefined || path === undefined) throw error;
    await call.collection.createIndex({ [path]: kind }, { name: `${path}_${kind}` }, {});
    return find();
  }
}

type SearchIndex = 'text' | '2dsphere';

function missingIndex(error: unknown): SearchIndex | undefined {
  if (codeOf(error) === ServerCode.IndexNotFound) return 'text';
  const isNearness = error instanceof Error && error.message.includes('unable to find index for $geoNear');
  return isNearness ? '2dsphere' : undefined;
}

function searchedPath({ layout }: RowCall, where: Where, kind: SearchIndex): string | undefined {
  const op = kind === 'text' ? 'text' : 'near';
  let path: string | undefined;
  visitLeaves(where, (leaf: Condition) => {
    if (leaf.op !== op) return;
    const place = placeOf(layout, leaf.key);
    if (place.kind === 'stored') path ??= place.path;
  });
  return path;
}
