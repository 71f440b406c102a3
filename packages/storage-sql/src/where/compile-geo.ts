import { assertNever, type Condition, type FieldPath } from '@parse/core/adapter';
import type { SqlPoint } from '../sql-dialect.js';
import { placeOf, type CompileContext } from './compile-context.js';

/** The conditions on places. */
export type GeoCondition = Extract<
  Condition,
  { op: 'near' | 'within-box' | 'within-polygon' | 'contains-point' }
>;

/** Tells the conditions on places. */
export function isGeoCondition(condition: Condition): condition is GeoCondition {
  return GEO_OPERATORS.has(condition.op);
}

const GEO_OPERATORS: ReadonlySet<string> = new Set<GeoCondition['op']>([
  'near',
  'within-box',
  'within-polygon',
  'contains-point',
]);

/** A condition on places. Points and polygons inside Object columns are found too, without an index. */
export function compileGeo(context: CompileContext, condition: GeoCondition): string {
  const { dialect, bind } = context;
  if (condition.op === 'contains-point') return containsPoint(context, condition);
  const at = pointOf(context, condition.key);
  if (!at) return 'FALSE';
  switch (condition.op) {
    case 'near':
      return dialect.geo.near(at, condition.point, condition.maxRadians, bind);
    case 'within-box':
      return dialect.geo.withinBox(at, condition.southwest, condition.northeast, bind);
    case 'within-polygon':
      return dialect.geo.withinPolygon(at, condition.ring, bind);
    default:
      return assertNever(condition);
  }
}

/** The point a key leads to, or undefined when it can lead to none. */
export function pointOf(context: CompileContext, key: FieldPath): SqlPoint | undefined {
  const place = placeOf(context, key);
  if (place.kind === 'scalar') {
    return place.column.point;
  }
  if (place.kind !== 'json') return undefined;
  const isPoint = `${place.json.text('__type')} = 'GeoPoint'`;
  return {
    latitude: `CASE WHEN ${isPoint} THEN ${place.json.number('latitude')} END`,
    longitude: `CASE WHEN ${isPoint} THEN ${place.json.number('longitude')} END`,
  };
}

function containsPoint(
  context: CompileContext,
  { key, point }: Extract<GeoCondition, { op: 'contains-point' }>,
): string {
  const place = placeOf(context, key);
  const { dialect, bind } = context;
  if (place.kind === 'scalar') return place.column.containsPoint?.(point, bind) ?? 'FALSE';
  if (place.kind !== 'json') return 'FALSE';
  return `(${place.json.text('__type')} = 'Polygon' AND ${dialect.geo.containsPoint(place.json.json, point, bind)})`;
}
