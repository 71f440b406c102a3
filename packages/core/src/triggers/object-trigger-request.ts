import type { RequestContext } from '../context/request-context.js';
import type { FieldOp, RelationOp } from '../types/field-op.js';
import { frozen } from '../types/frozen.js';
import type { JsonObject } from '../types/json.js';
import type { ObjectTriggerRequest, TriggerKind } from './trigger-types.js';

/** What a request is made of. The objects are functions, called when a handler first looks. */
export interface ObjectTriggerParts {
  readonly kind: TriggerKind;
  readonly className: string;
  readonly object: () => JsonObject;
  readonly original?: () => JsonObject | undefined;
  /** Of a save: what the client's request changes. */
  readonly change?: { readonly ops: readonly FieldOp[]; readonly relations: readonly RelationOp[] };
}

const NO_CHANGE = { ops: [], relations: [] } as const;

/** The request for a trigger on an object. Handlers that do not look at an object do not pay for making it. */
export function objectTriggerRequest(ctx: RequestContext, parts: ObjectTriggerParts): ObjectTriggerRequest {
  const { kind, className, change = NO_CHANGE } = parts;
  const object = once(() => frozen(parts.object()));
  const original = once(() => frozen(parts.original?.()));
  return {
    ctx,
    kind,
    className,
    ops: change.ops,
    relations: change.relations,
    get object() {
      return object();
    },
    get original() {
      return original();
    },
    get changed() {
      const fields = [
        ...change.ops.map((op) => op.target.field),
        ...change.relations.map(({ field }) => field),
      ];
      return Array.from(new Set(fields));
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
