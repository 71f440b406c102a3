import { resolveFieldPath } from '../../src/query/field-path.js';
import { parseWhere, type QueryRules } from '../../src/query/parse-where.js';
import type { Json } from '../../src/types/json.js';
import { pointerTo, type DateValue, type GeoPointValue } from '../../src/types/object.js';
import type { Condition, FieldPath, ParsedWhere } from '../../src/types/where.js';
import { gameSchema } from './game-class.js';

/** What the queries of tests may contain: everything but internal columns, at noon of a day in June. */
const rules: QueryRules = {
  depth: 10,
  allowRegex: true,
  internalFields: false,
  now: new Date('2020-06-15T12:00:00.000Z'),
};

export function parse(where: Json, more: Partial<QueryRules> = {}): ParsedWhere {
  return parseWhere(gameSchema, where, { ...rules, ...more });
}

export function key(name: string): FieldPath {
  return resolveFieldPath(gameSchema, name);
}

export function equal(name: string, value: Json): Condition {
  return { op: 'equal', key: key(name), value };
}

/** The leaf that no row satisfies. */
export function nowhere(name: string): Condition {
  return { op: 'in', key: key(name), values: [] };
}

export function date(iso: string): DateValue {
  return { __type: 'Date', iso };
}

export function geo(latitude: number, longitude: number): GeoPointValue {
  return { __type: 'GeoPoint', latitude, longitude };
}

export const winner = pointerTo('_User', 'u1');
