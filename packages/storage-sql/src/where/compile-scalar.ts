import { assertNever, regexLiteralPrefix, type Json, type RegexSpec } from '@parse/core/adapter';
import type { SqlColumn } from '../sql-dialect.js';
import type { SqlValue } from '../sql-value.js';
import { joinConditions, not, type CompileContext } from './compile-context.js';
import type { ValueCondition } from './compile-where.js';
import { prefixEnd } from './prefix-end.js';
import { unsetSatisfies } from './unset-satisfies.js';

/**
 * A condition on a whole column of a scalar type. The column's type decides at once what can never hold: a number
 * is not compared with a text column.
 */
export function compileScalar(context: CompileContext, column: SqlColumn, condition: ValueCondition): string {
  switch (condition.op) {
    case 'equal':
      return equal(context, column, condition.value, context.ignoreCase);
    case 'not-equal':
      return notEqual(context, column, condition.value);
    case 'less':
      return compare(context, column, '<', condition.value);
    case 'less-or-equal':
      return compare(context, column, '<=', condition.value);
    case 'greater':
      return compare(context, column, '>', condition.value);
    case 'greater-or-equal':
      return compare(context, column, '>=', condition.value);
    case 'in':
      return isIn(context, column, condition.values);
    case 'not-in':
      return not(isIn(context, column, condition.values));
    case 'exists':
      return exists(context, column, condition.exists);
    case 'regex':
      return column.schema.type === 'String'
        ? matchesRegex(context, nameOf(column), condition.regex)
        : 'FALSE';
    case 'text':
      return column.schema.type === 'String'
        ? context.dialect.matchesText(
            { schema: context.layout.schema, field: column.field, text: nameOf(column) },
            condition.search,
            context.bind,
          )
        : 'FALSE';
    case 'contains-all':
    case 'contained-by':
      return unsetSatisfies(condition) ? 'TRUE' : 'FALSE';
    default:
      return assertNever(condition);
  }
}

/** Whether a text, given as an expression, matches; a literal beginning becomes a range an index can answer. */
export function matchesRegex({ dialect, bind }: CompileContext, text: string, regex: RegexSpec): string {
  const prefix = regexLiteralPrefix(regex);
  if (prefix === undefined || !isPlain(prefix)) return dialect.matchesRegex(text, regex, bind);
  const ordered = dialect.ordered(text);
  const from = `${ordered} >= ${bind(prefix)}`;
  const end = prefixEnd(prefix);
  const to = end === undefined ? '' : ` AND ${ordered} < ${bind(end)}`;
  return `(${from}${to} AND ${dialect.matchesRegex(text, regex, bind)})`;
}

/** Whether the field is set: it has a value, or it is listed among those that hold null. */
export function exists(
  { dialect, layout, bind }: CompileContext,
  column: SqlColumn,
  wanted: boolean,
): string {
  const hasValue = `${nameOf(column)} IS NOT NULL`;
  if (layout.nulls === undefined) return wanted ? hasValue : `${nameOf(column)} IS NULL`;
  const set = `(${hasValue} OR ${dialect.listHolds(layout.nulls, column.field, bind)})`;
  return wanted ? set : not(set);
}

function nameOf(column: SqlColumn): string {
  return column.names[0] ?? 'NULL';
}

function equal(context: CompileContext, column: SqlColumn, value: Json, ignoreCase: boolean): string {
  if (value === null) return `${nameOf(column)} IS NULL`;
  if (ignoreCase && typeof value === 'string' && column.schema.type === 'String') {
    const { schema } = context.layout;
    const folded = context.dialect.foldCase({ schema, field: column.field, text: nameOf(column) });
    return `${folded} = ${context.dialect.foldedText(value, context.bind)}`;
  }
  return sameAs(context, column, column.operands(value));
}

function sameAs(
  { bind }: CompileContext,
  column: SqlColumn,
  operands: readonly SqlValue[] | undefined,
): string {
  if (!operands) return 'FALSE';
  if (column.sameAs) return column.sameAs(operands, bind);
  return joinConditions(
    column.names.map((name, index) => `${name} = ${bind(operands[index] ?? null)}`),
    'AND',
  );
}

function notEqual(context: CompileContext, column: SqlColumn, value: Json): string {
  return value === null ? `${nameOf(column)} IS NOT NULL` : not(equal(context, column, value, false));
}

function compare(
  { bind, dialect }: CompileContext,
  column: SqlColumn,
  operator: '<' | '<=' | '>' | '>=',
  value: Json,
): string {
  if (!ORDERED_TYPES.has(column.schema.type)) return 'FALSE';
  const [operand] = column.operands(value) ?? [];
  if (operand === undefined) return 'FALSE';
  const name = column.schema.type === 'String' ? dialect.ordered(nameOf(column)) : nameOf(column);
  return `${name} ${operator} ${bind(operand)}`;
}

const ORDERED_TYPES: ReadonlySet<string> = new Set(['String', 'Number', 'Boolean', 'Date']);

function isIn(context: CompileContext, column: SqlColumn, values: readonly Json[]): string {
  const conditions: string[] = values.includes(null) ? [`${nameOf(column)} IS NULL`] : [];
  const single: (string | number)[] = [];
  for (const value of values) {
    const operands = value === null ? undefined : column.operands(value);
    if (!operands) continue;
    const [operand] = operands;
    if (
      !column.sameAs &&
      operands.length === 1 &&
      (typeof operand === 'string' || typeof operand === 'number')
    )
      single.push(operand);
    else conditions.push(sameAs(context, column, operands));
  }
  if (single.length > 0) conditions.push(context.dialect.isOneOf(nameOf(column), single, context.bind));
  return joinConditions(conditions, 'OR');
}

/** Lone halves of characters and the lowest control characters may be stored in another form. */
function isPlain(text: string): boolean {
  return !/[\0\u0001\uD800-\uDFFF]/u.test(text);
}
