import { StorageError, type FieldPath } from '@parse/core/adapter';
import type { JsonPlace, SqlColumn, SqlDialect } from '../sql-dialect.js';
import type { Bind } from '../sql-value.js';
import type { TableLayout } from '../table-layout.js';

/** What the compiler of one statement's conditions works with. */
export interface CompileContext {
  readonly dialect: SqlDialect;
  readonly layout: TableLayout;
  readonly bind: Bind;
  /** Text `equal` conditions ignore case. */
  readonly ignoreCase: boolean;
}

/** What a condition's key means in a table. */
export type Place =
  /** No column, or below a column that has nothing inside: unset in every row. */
  | { readonly kind: 'unset' }
  | { readonly kind: 'scalar'; readonly column: SqlColumn }
  | { readonly kind: 'acl'; readonly column: SqlColumn }
  | { readonly kind: 'json'; readonly column: SqlColumn; readonly json: JsonPlace; readonly whole: boolean };

/** Resolves a key against the table. */
export function placeOf({ dialect, layout }: CompileContext, key: FieldPath): Place {
  const column = key.schema === undefined ? undefined : layout.columnOf.get(key.field);
  if (!column) return { kind: 'unset' };
  const whole = key.path.length === 0;
  if (whole && column.form !== 'json') return { kind: column.form, column };
  const enters = column.schema.type === 'Object' || column.schema.type === 'Array';
  if (!whole && !enters) return { kind: 'unset' };
  if (key.path.length > MAX_PATH) throw new StorageError('invalid-query', 'the path of a key is too long');
  return { kind: 'json', column, json: dialect.jsonPlace(column, key.path), whole };
}

/** TRUE when the condition is FALSE or NULL: negation in the two-valued logic of the query language. */
export function not(condition: string): string {
  return `(${condition}) IS NOT TRUE`;
}

/** Joins conditions as a balanced tree: engines limit how deep an expression may be, not how wide. */
export function joinConditions(conditions: readonly string[], operator: 'AND' | 'OR'): string {
  const [only] = conditions;
  if (only === undefined) return operator === 'AND' ? 'TRUE' : 'FALSE';
  if (conditions.length <= FLAT_JOIN) {
    return conditions.length === 1 ? only : `(${conditions.join(` ${operator} `)})`;
  }
  const middle = conditions.length >> 1;
  const left = joinConditions(conditions.slice(0, middle), operator);
  return `(${left} ${operator} ${joinConditions(conditions.slice(middle), operator)})`;
}

const FLAT_JOIN = 16;
const MAX_PATH = 100;
