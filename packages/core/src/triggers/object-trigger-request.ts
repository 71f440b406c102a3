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
  return new LazyRequest(ctx, parts);
}

/**
 * A class because all requests must share their getters: an object with getters of its own gets a shape of its own, in
 * which V8 keeps them and all that they look at until the next full collection.
 */
class LazyRequest implements ObjectTriggerRequest {
  readonly ctx: RequestContext;
  readonly kind: TriggerKind;
  readonly className: string;
  readonly ops: readonly FieldOp[];
  readonly relations: readonly RelationOp[];
  readonly #parts: ObjectTriggerParts;
  #object: JsonObject | undefined;
  #original: JsonObject | undefined;

  constructor(ctx: RequestContext, parts: ObjectTriggerParts) {
    const { kind, className, change = NO_CHANGE } = parts;
    this.ctx = ctx;
    this.kind = kind;
    this.className = className;
    this.ops = change.ops;
    this.relations = change.relations;
    this.#parts = parts;
  }

  get object(): JsonObject {
    return (this.#object ??= frozen(this.#parts.object()));
  }

  get original(): JsonObject | undefined {
    return (this.#original ??= frozen(this.#parts.original?.()));
  }

  get changed(): readonly string[] {
    const fields = [...this.ops.map((op) => op.target.field), ...this.relations.map(({ field }) => field)];
    return Array.from(new Set(fields));
  }
}
