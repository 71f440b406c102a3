import type { FieldProtection } from '../access/protected-fields.js';
import { hideFields } from '../access/protected-fields.js';
import type { ClassRules } from '../classes/class-rules.js';
import { rulesFor } from '../classes/rules-for.js';
import type { RequestContext } from '../context/request-context.js';
import { withFileUrl } from '../files/file-url.js';
import { isInternalField } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';

/** Internal columns that the maintenance key reveals: what an operator needs to repair an account. */
const MAINTENANCE_FIELDS: ReadonlySet<string> = new Set([
  '_email_verify_token',
  '_email_verify_token_expires_at',
  '_perishable_token',
  '_perishable_token_expires_at',
  '_password_changed_at',
  '_failed_login_count',
  '_account_lockout_expires_at',
  '_password_history',
]);

/** What has to be done to rows of a class before clients see them; found once per schema. */
interface PresentationPlan {
  readonly relations: readonly (readonly [field: string, value: Json])[];
  readonly files: readonly string[];
  readonly internals: readonly string[];
  /** What the rules of the class do. */
  readonly present: ClassRules['present'];
}

const plans = new WeakMap<ClassSchema, PresentationPlan>();

/**
 * The row as the caller may see it: no internal columns, relation columns and file URLs filled in, hidden fields
 * left out. The one way from rows to responses. Returns the row itself when there is nothing to do.
 */
export function presentObject(
  ctx: RequestContext,
  schema: ClassSchema,
  row: StoredObject,
  protection: FieldProtection | undefined,
): StoredObject {
  const plan = planFor(schema);
  const shaped = isTrivial(plan) ? row : shape(ctx, plan, plan.present ? plan.present(ctx, row) : row);
  return hideFields(protection, shaped);
}

function planFor(schema: ClassSchema): PresentationPlan {
  const known = plans.get(schema);
  if (known) return known;
  const fields = Object.entries(schema.fields);
  const plan: PresentationPlan = {
    relations: fields
      .filter(([, { type }]) => type === 'Relation')
      .map(([field, { targetClass = '' }]) => [field, { __type: 'Relation', className: targetClass }]),
    files: fields.filter(([, { type }]) => type === 'File').map(([field]) => field),
    internals: fields.map(([field]) => field).filter(isInternalField),
    present: rulesFor(schema.className).present,
  };
  plans.set(schema, plan);
  return plan;
}

function isTrivial(plan: PresentationPlan): boolean {
  return plan.relations.length + plan.files.length + plan.internals.length === 0;
}

function shape(ctx: RequestContext, plan: PresentationPlan, row: StoredObject): StoredObject {
  const shaped: StoredObject = Object.assign({}, row);
  for (const field of plan.internals) {
    const revealed = ctx.auth.kind === 'maintenance' && MAINTENANCE_FIELDS.has(field);
    if (!revealed) Reflect.deleteProperty(shaped, field);
  }
  for (const field of plan.files) {
    const value = withFileUrl(ctx.app, shaped[field]);
    if (value !== undefined) shaped[field] = value;
  }
  for (const [field, value] of plan.relations) shaped[field] = value;
  return shaped;
}
