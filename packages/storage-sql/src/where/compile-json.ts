import { assertNever, type Json } from '@parse/core/adapter';
import type { JsonPlace, TextPlace } from '../sql-dialect.js';
import { joinConditions, not, type CompileContext, type Place } from './compile-context.js';
import { compileJsonRange } from './compile-json-range.js';
import { exists, matchesRegex } from './compile-scalar.js';
import type { ValueCondition } from './compile-where.js';
import { isOneOfAt, isSameAt } from './same-at.js';

type JsonAt = Extract<Place, { kind: 'json' }>;

/**
 * A condition on a JSON column or a place inside one. Values there have no declared type, so every comparison also
 * tests the kind; an array satisfies most conditions through any of its elements.
 */
export function compileJson(context: CompileContext, at: JsonAt, condition: ValueCondition): string {
  const { json } = at;
  switch (condition.op) {
    case 'equal':
      return equal(context, json, condition.value);
    case 'not-equal':
      return not(equalCase(context, json, condition.value));
    case 'less':
    case 'less-or-equal':
    case 'greater':
    case 'greater-or-equal':
      return selfOrElement(json, (place) => compileJsonRange(context, place, condition));
    case 'in':
      return isIn(context, json, condition.values);
    case 'not-in':
      return not(isIn(context, json, condition.values));
    case 'exists':
      if (at.whole) return exists(context, at.column, condition.exists);
      return condition.exists ? json.present : not(json.present);
    case 'contains-all':
      return containsAll(context, json, condition.values);
    case 'contained-by':
      return containedBy(context, json, condition.values);
    case 'regex':
      return selfOrElement(json, (place) => regexAt(context, place, condition.regex));
    case 'text':
      return `(${json.is('string')} AND ${context.dialect.matchesText(
        textAt(context, json),
        condition.search,
        context.bind,
      )})`;
    default:
      return assertNever(condition);
  }
}

function equal(context: CompileContext, json: JsonPlace, value: Json): string {
  if (!context.ignoreCase || typeof value !== 'string') return equalCase(context, json, value);
  const { dialect, bind } = context;
  return selfOrElement(
    json,
    (place) =>
      `(${place.is('string')} AND ${dialect.foldCase(textAt(context, place))} = ${dialect.foldedText(value, bind)})`,
  );
}

function equalCase(context: CompileContext, json: JsonPlace, value: Json): string {
  const same = selfOrElement(json, (place) => isSameAt(context, place, value));
  return value === null ? `(${not(json.present)} OR ${same})` : same;
}

function isIn(context: CompileContext, json: JsonPlace, values: readonly Json[]): string {
  const same = selfOrElement(json, (place) => isOneOfAt(context, place, values));
  return values.includes(null) ? `(${not(json.present)} OR ${same})` : same;
}

function containsAll(context: CompileContext, json: JsonPlace, values: readonly Json[]): string {
  if (values.length === 0) return 'FALSE';
  const texts = new Set(
    values.filter((value) => typeof value === 'string').map((text) => context.dialect.jsonText(text)),
  );
  const numbers = new Set(values.filter((value) => typeof value === 'number'));
  const counted = texts.size + numbers.size > FEW;
  const single = counted ? values.filter((value) => !isScalar(value)) : values;
  const each = single.map((value) => anyElement(json, (place) => isSameAt(context, place, value)));
  if (!counted) return joinConditions(each, 'AND');
  return joinConditions(
    [holdsEach(context, json, 'string', texts), holdsEach(context, json, 'number', numbers), ...each],
    'AND',
  );
}

/** From here on a list is asked for by one count: engines take ever longer for ever more subqueries. */
const FEW = 16;

function holdsEach(
  { dialect, bind }: CompileContext,
  json: JsonPlace,
  kind: 'string' | 'number',
  values: ReadonlySet<string | number>,
): string {
  if (values.size === 0) return 'TRUE';
  const { from, element } = json.elements('element');
  const wanted = `${element.is(kind)} AND ${dialect.isOneOf(element.scalar(kind), [...values], bind)}`;
  const held = `SELECT COUNT(DISTINCT ${element.scalar(kind)}) FROM ${from} WHERE ${wanted}`;
  return `(${json.is('array')} AND (${held}) = ${bind(values.size)})`;
}

function isScalar(value: Json): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function containedBy(context: CompileContext, json: JsonPlace, values: readonly Json[]): string {
  const strange = anyElement(json, (place) => not(isOneOfAt(context, place, values)));
  return `(${json.is('array')} AND ${not(strange)})`;
}

type RegexCondition = Extract<ValueCondition, { op: 'regex' }>;

function regexAt(context: CompileContext, place: JsonPlace, regex: RegexCondition['regex']): string {
  return `(${place.is('string')} AND ${matchesRegex(context, place.scalar('string'), regex)})`;
}

function textAt({ layout }: CompileContext, place: JsonPlace): TextPlace {
  return { schema: layout.schema, field: undefined, text: place.scalar('string') };
}

function selfOrElement(json: JsonPlace, test: (place: JsonPlace) => string): string {
  return `(${test(json)} OR ${anyElement(json, test)})`;
}

function anyElement(json: JsonPlace, test: (place: JsonPlace) => string): string {
  const { from, element } = json.elements('element');
  return `(${json.is('array')} AND EXISTS (SELECT 1 FROM ${from} WHERE ${test(element)}))`;
}
