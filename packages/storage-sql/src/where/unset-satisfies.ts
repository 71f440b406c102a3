import { assertNever } from '@parse/core/adapter';
import type { ValueCondition } from './compile-where.js';

/** Whether a row in which the key is unset satisfies the condition. */
export function unsetSatisfies(condition: ValueCondition): boolean {
  switch (condition.op) {
    case 'equal':
      return condition.value === null;
    case 'not-equal':
      return condition.value !== null;
    case 'in':
      return condition.values.includes(null);
    case 'not-in':
      return !condition.values.includes(null);
    case 'exists':
      return !condition.exists;
    case 'less':
    case 'less-or-equal':
    case 'greater':
    case 'greater-or-equal':
    case 'contains-all':
    case 'contained-by':
    case 'regex':
    case 'text':
      return false;
    default:
      return assertNever(condition);
  }
}
