import type { SortOrder } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import type { ClassLayout } from '../codec/class-layout.js';
import { columnExpression, isOfType, type Expression } from './expressions.js';
import { placeOf } from './place.js';

/** An order as the engine takes it. */
export interface CompiledOrder {
  /** Undefined: no order. */
  readonly sort: BsonDocument | undefined;
  /** Values to work out before sorting, by the keys that `sort` names them under; undefined when there are none. */
  readonly computed: BsonDocument | undefined;
}

/** The order of rows; keys that distinguish no rows are left out. */
export function compileOrder(layout: ClassLayout, order: SortOrder): CompiledOrder {
  const sort: BsonDocument = {};
  const computed: Record<string, Expression> = {};
  for (const [index, key] of order.entries()) {
    if ('score' in key) {
      sort[SCORE_KEY] = { $meta: 'textScore' };
      continue;
    }
    const place = placeOf(layout, key.key);
    if (place.kind === 'unset') continue;
    const direction = key.descending ? -1 : 1;
    if (place.kind === 'stored' && place.type === 'GeoPoint') {
      // Stored as `[longitude, latitude]`; Parse orders by latitude first.
      for (const path of [`${place.path}.1`, `${place.path}.0`]) sort[path] ??= direction;
      continue;
    }
    if (place.kind === 'stored' && place.type !== 'Array') {
      sort[place.path] ??= direction;
      continue;
    }
    const name = `${COMPUTED_PREFIX}${index}`;
    const value = place.kind === 'computed' ? place.expression : columnExpression(place.path);
    computed[name] = emptyAsNull(value);
    sort[name] = direction;
  }
  return {
    sort: Object.keys(sort).length > 0 ? sort : undefined,
    computed: Object.keys(computed).length > 0 ? computed : undefined,
  };
}

/** What the score of a text search is returned as; no column has the name. */
export const SCORE_KEY = '__score';

const COMPUTED_PREFIX = '__order';

/** The engine sorts empty arrays before null and text arrays by their elements; Parse takes the empty one for unset. */
function emptyAsNull(value: Expression): BsonDocument {
  return {
    $let: {
      vars: { value },
      in: { $cond: [{ $and: [isOfType('$$value', 'array'), { $eq: ['$$value', []] }] }, null, '$$value'] },
    },
  };
}
