import { isJsonObject, isPointer, type Json, type JsonObject } from '@parse/core/adapter';
import type { JsonPlace } from '../sql-dialect.js';
import { joinConditions, type CompileContext } from './compile-context.js';

/** Whether the value at a place is the same (`sameValue`); an unset place is the same as nothing. */
export function isSameAt({ dialect, bind }: CompileContext, place: JsonPlace, value: Json): string {
  if (value === null) return place.is('null');
  if (typeof value === 'boolean') {
    return `(${place.is('boolean')} AND ${place.scalar('boolean')} = ${value ? 'TRUE' : 'FALSE'})`;
  }
  if (typeof value === 'number')
    return `(${place.is('number')} AND ${place.scalar('number')} = ${bind(value)})`;
  if (typeof value === 'string') {
    return `(${place.is('string')} AND ${place.scalar('string')} = ${bind(dialect.jsonText(value))})`;
  }
  const identity = isJsonObject(value) ? identityOf(value) : undefined;
  if (!identity) return `${place.canonical} = ${bind(dialect.canonical(value))}`;
  const members = Object.entries(identity).map(
    ([key, text]) => `${place.text(key)} = ${bind(dialect.jsonText(text))}`,
  );
  return joinConditions(members, 'AND');
}

/** Whether the value at a place is the same as one of the values. Long lists of one kind stay one comparison. */
export function isOneOfAt(context: CompileContext, place: JsonPlace, values: readonly Json[]): string {
  const { dialect, bind } = context;
  const texts: string[] = [];
  const numbers: number[] = [];
  const pointers = new Map<string, string[]>();
  const others: Json[] = [];
  for (const value of values) {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'number') numbers.push(value);
    else if (isPointer(value)) addToGroup(pointers, value.className, value.objectId);
    else others.push(value);
  }
  const conditions: string[] = [];
  if (texts.length > 0) {
    const operands = texts.map((text) => dialect.jsonText(text));
    conditions.push(`(${place.is('string')} AND ${dialect.isOneOf(place.scalar('string'), operands, bind)})`);
  }
  if (numbers.length > 0) {
    conditions.push(`(${place.is('number')} AND ${dialect.isOneOf(place.scalar('number'), numbers, bind)})`);
  }
  for (const [className, objectIds] of pointers) {
    const ofClass = `${place.text('__type')} = 'Pointer' AND ${place.text('className')} = ${bind(dialect.jsonText(className))}`;
    conditions.push(
      `(${ofClass} AND ${dialect.isOneOf(
        place.text('objectId'),
        objectIds.map((id) => dialect.jsonText(id)),
        bind,
      )})`,
    );
  }
  for (const value of others) conditions.push(isSameAt(context, place, value));
  return joinConditions(conditions, 'OR');
}

/** The members that alone make a wire value the same as another; undefined when every one counts. */
function identityOf(value: JsonObject): { readonly [key: string]: string } | undefined {
  if (isPointer(value)) return { __type: 'Pointer', className: value.className, objectId: value.objectId };
  if (value.__type === 'Date' && typeof value.iso === 'string') return { __type: 'Date', iso: value.iso };
  if (value.__type === 'File' && typeof value.name === 'string') return { __type: 'File', name: value.name };
  return undefined;
}

function addToGroup(groups: Map<string, string[]>, key: string, member: string): void {
  const group = groups.get(key);
  if (group) group.push(member);
  else groups.set(key, [member]);
}
