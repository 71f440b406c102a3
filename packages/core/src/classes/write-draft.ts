import type { DecodedWrite } from '../ops/decode-write.js';
import type { FieldOp } from '../types/field-op.js';
import type { Json, JsonObject } from '../types/json.js';
import type { Where } from '../types/where.js';

/** A write on its way to the store: passed from step to step, each returning the next, never changed in place. */
export interface WriteDraft extends DecodedWrite {
  readonly className: string;
  readonly objectId: string;
  readonly isNew: boolean;
  /** The `updatedAt` (and for new objects `createdAt`) of the write. */
  readonly time: string;
  /** What must still be true of the row when an update is written. */
  readonly guard?: Where;
  /** What other services have proved about the user that is written. */
  readonly proof?: DraftProof;
  /** Fields that a trigger changed; absent: none did. */
  readonly triggered?: readonly string[];
}

/** A draft's log-in by other services. */
export interface DraftProof {
  /** Their names, as sessions name them. */
  readonly providers: string;
  /** Whether they say who the user is; second factors do not. */
  readonly identifies: boolean;
  /** What they answer the client. */
  readonly response: JsonObject;
  /** What they do once it is written. */
  readonly deliveries: readonly (() => Promise<void>)[];
}

/** The last operation on the whole field; undefined when the write leaves it alone. */
export function opOn(draft: WriteDraft, field: string): FieldOp | undefined {
  return draft.ops.findLast((op) => op.target.field === field && op.target.path.length === 0);
}

/**
 * The value the write sets the whole field to; undefined when it does not set it. A new object is an insert, to which
 * `SetOnInsert` is as good as a value.
 */
export function valueOf(draft: WriteDraft, field: string): Json | undefined {
  const op = opOn(draft, field);
  return op?.op === 'set' || (op?.op === 'set-on-insert' && draft.isNew) ? op.value : undefined;
}

/** Whether the write touches the field or anything inside it. */
export function touches(draft: WriteDraft, field: string): boolean {
  return draft.ops.some((op) => op.target.field === field);
}

/** The draft with the field set to the value, whatever it did to it before. */
export function withValue(draft: WriteDraft, field: string, value: Json): WriteDraft {
  return withOp(draft, { op: 'set', target: { field, path: [] }, value });
}

/** The draft with the operation as the only one on its field. */
export function withOp(draft: WriteDraft, op: FieldOp): WriteDraft {
  return { ...draft, ops: [...without(draft, op.target.field).ops, op] };
}

/** The draft leaving the field alone. */
export function without(draft: WriteDraft, field: string): WriteDraft {
  return touches(draft, field)
    ? { ...draft, ops: draft.ops.filter((op) => op.target.field !== field) }
    : draft;
}
