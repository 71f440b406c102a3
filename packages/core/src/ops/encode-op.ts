import type { FieldOp } from '../types/field-op.js';
import type { JsonObject } from '../types/json.js';

/** An operation as clients send it; undefined for one that sets a value, which is that value. */
export function encodeOp(op: FieldOp): JsonObject | undefined {
  switch (op.op) {
    case 'set':
    case 'set-on-insert':
      return undefined;
    case 'unset':
      return { __op: 'Delete' };
    case 'increment':
      return { __op: 'Increment', amount: op.amount };
    case 'add':
      return { __op: 'Add', objects: op.values };
    case 'add-unique':
      return { __op: 'AddUnique', objects: op.values };
    case 'remove':
      return { __op: 'Remove', objects: op.values };
  }
}
