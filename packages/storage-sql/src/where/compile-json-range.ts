import { isJsonObject } from '@parse/core/adapter';
import type { JsonPlace } from '../sql-dialect.js';
import type { CompileContext } from './compile-context.js';
import type { ValueCondition } from './compile-where.js';

type RangeCondition = Extract<
  ValueCondition,
  { op: 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal' }
>;

const OPERATORS = { less: '<', 'less-or-equal': '<=', greater: '>', 'greater-or-equal': '>=' } as const;

/** An ordered comparison of the value at a place, which only holds for values of the limit's kind. */
export function compileJsonRange(
  { dialect, bind }: CompileContext,
  place: JsonPlace,
  { op, value }: RangeCondition,
): string {
  const operator = OPERATORS[op];
  if (typeof value === 'number')
    return `(${place.is('number')} AND ${place.scalar('number')} ${operator} ${bind(value)})`;
  if (typeof value === 'string') {
    return `(${place.is('string')} AND ${dialect.ordered(place.scalar('string'))} ${operator} ${bind(dialect.jsonText(value))})`;
  }
  if (typeof value === 'boolean') {
    return `(${place.is('boolean')} AND ${place.scalar('boolean')} ${operator} ${value ? 'TRUE' : 'FALSE'})`;
  }
  if (!isJsonObject(value) || value.__type !== 'Date' || typeof value.iso !== 'string') return 'FALSE';
  return `(${place.text('__type')} = 'Date' AND ${dialect.ordered(place.text('iso'))} ${operator} ${bind(dialect.jsonText(value.iso))})`;
}
