import type { FieldOp } from '@parse/core/adapter';
import type { SqlColumn } from '../sql-dialect.js';
import type { SqlValue } from '../sql-value.js';

/** An operation that SQL can express: on a whole column, and setting it to no null. */
export type DirectOp = Extract<FieldOp, { op: 'set' | 'unset' | 'increment' }>;

/** Whether SQL can express the operation. */
export function isDirect(op: FieldOp): op is DirectOp {
  if (op.target.path.length > 0) return false;
  return op.op === 'unset' || op.op === 'increment' || (op.op === 'set' && op.value !== null);
}

/** Appends what each physical column is set to or incremented by. */
export function pushOperands(column: SqlColumn, op: DirectOp, into: SqlValue[]): void {
  if (op.op === 'set') column.encode(op.value, into);
  else if (op.op === 'increment') {
    const [amount = op.amount] = column.operands(op.amount) ?? [];
    for (let count = column.names.length; count > 0; count -= 1) into.push(amount);
  }
}

/**
 * The largest number that the amount can be added to, or the least one. It is compared with the number before: on some
 * engines the sum itself fails.
 */
export function farthest({ amount }: Extract<DirectOp, { op: 'increment' }>): number {
  const most = (Number.MAX_VALUE - Math.abs(amount)) * (1 - Number.EPSILON);
  return amount < 0 ? -most : most;
}
