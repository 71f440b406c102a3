import { denied } from '../context/require-master.js';
import { mayReadEverything, userIdOf, type RequestContext } from '../context/request-context.js';
import { sameValue } from '../query/compare-values.js';
import { EVERYONE } from '../types/principal.js';
import { pointerTo, type StoredObject } from '../types/object.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json } from '../types/json.js';
import type { FieldPath } from '../types/where.js';

/** The fields of a class that one caller must not see. */
export interface FieldProtection {
  /** Hidden in every row, unless a rule below says otherwise for the row. */
  readonly hidden: ReadonlySet<string>;
  /** In rows whose field points at the caller only the fields in `hidden` of this rule and above stay hidden. */
  readonly forOwners: readonly OwnerRule[];
  readonly userId: string | undefined;
  /** Hidden from users in their own row; undefined for classes other than `_User`. */
  readonly inOwnRow: ReadonlySet<string> | undefined;
}

interface OwnerRule {
  readonly pointerField: string;
  readonly hidden: ReadonlySet<string>;
}

const USER_FIELD = 'userField:';

/** How a user logs in elsewhere, with secrets of the providers among it: for the user's own eyes. */
const PRIVATE_OF_USERS = 'authData';
const NOTHING: ReadonlySet<string> = new Set();

/**
 * A promise of what is hidden from the caller; undefined when nothing can be. Every group of the caller (`*`, `authenticated`,
 * its id, its roles) that has a rule must hide a field for it to be hidden: each group can only give more sight.
 */
export function protectionFor(
  ctx: RequestContext,
  schema: ClassSchema,
): Promise<FieldProtection | undefined> | undefined {
  if (mayReadEverything(ctx)) return undefined;
  const rules = rulesOf(ctx, schema);
  return rules || schema.className === '_User' ? protectionBy(rules ?? NO_RULES, ctx, schema) : undefined;
}

/** The fields that rules for owners look at. */
export function ownerRuleFields(ctx: RequestContext, schema: ClassSchema): readonly string[] {
  const entities = [...(rulesOf(ctx, schema)?.keys() ?? [])];
  return entities
    .filter((entity) => entity.startsWith(USER_FIELD))
    .map((entity) => entity.slice(USER_FIELD.length));
}

type Rules = ReadonlyMap<string, ReadonlySet<string>>;

const NO_RULES: Rules = new Map();

async function protectionBy(
  rules: Rules,
  ctx: RequestContext,
  { className }: ClassSchema,
): Promise<FieldProtection | undefined> {
  const userId = userIdOf(ctx);
  const groups = new Set(await ctx.principals());
  if (userId !== undefined) groups.add('authenticated');
  const sets: ReadonlySet<string>[] = [];
  const forOwners: OwnerRule[] = [];
  for (const [entity, fields] of rules) {
    if (groups.has(entity)) sets.push(fields);
    else if (entity.startsWith(USER_FIELD)) {
      forOwners.push({ pointerField: entity.slice(USER_FIELD.length), hidden: fields });
    }
  }
  const hidden = sets.length > 0 ? intersection(sets) : NOTHING;
  if (className === '_User') return protectionOfUsers(ctx, { hidden, forOwners, userId });
  return hidden.size > 0 ? { hidden, forOwners, userId, inOwnRow: undefined } : undefined;
}

function protectionOfUsers(
  ctx: RequestContext,
  { hidden, forOwners, userId }: Omit<FieldProtection, 'inOwnRow'>,
): FieldProtection {
  return {
    hidden: new Set([...hidden, PRIVATE_OF_USERS]),
    forOwners: forOwners.map((rule) => ({ ...rule, hidden: new Set([...rule.hidden, PRIVATE_OF_USERS]) })),
    userId,
    inOwnRow: ctx.app.settings.protectedFieldsOwnerExempt ? NOTHING : hidden,
  };
}

/** The object without the fields hidden from the caller; the same object when there are none in it. */
export function hideFields(protection: FieldProtection | undefined, object: StoredObject): StoredObject {
  if (!protection) return object;
  const hidden = hiddenInRow(protection, object);
  if (!Object.keys(object).some((field) => hidden.has(field))) return object;
  const visible: StoredObject = { objectId: object.objectId };
  for (const field of Object.keys(object)) {
    const value = object[field];
    if (value !== undefined && !hidden.has(field)) visible[field] = value;
  }
  return visible;
}

/**
 * Refuses to search or sort by a hidden field, at any depth of the tree: the answer would tell its value.
 */
export function assertQueryable(
  ctx: RequestContext,
  className: string,
  protection: FieldProtection | undefined,
  use: { readonly keys: readonly FieldPath[]; readonly by: 'query' | 'sort by' },
): void {
  if (!protection) return;
  for (const { field, path } of use.keys) {
    if (!protection.hidden.has(field)) continue;
    const name = [field, ...path].join('.');
    throw denied(ctx, `This user is not allowed to ${use.by} ${name} on class ${className}`);
  }
}

function hiddenInRow(protection: FieldProtection, object: StoredObject): ReadonlySet<string> {
  const { userId, inOwnRow } = protection;
  if (userId === undefined) return protection.hidden;
  if (inOwnRow && object.objectId === userId) return inOwnRow;
  if (protection.forOwners.length === 0) return protection.hidden;
  const caller = pointerTo('_User', userId);
  const sets = protection.forOwners
    .filter(({ pointerField }) => {
      const value = Object.hasOwn(object, pointerField) ? object[pointerField] : undefined;
      if (Array.isArray(value)) return value.some((item: Json) => sameValue(item, caller));
      return value !== undefined && sameValue(value, caller);
    })
    .map((rule) => rule.hidden);
  return sets.length > 0 ? intersection([protection.hidden, ...sets]) : protection.hidden;
}

/** The options' rules and those of the class together: for one entity, the fields of both are hidden. */
function rulesOf(ctx: RequestContext, schema: ClassSchema): Rules | undefined {
  const { protectedFields } = ctx.app.settings;
  const global = Object.hasOwn(protectedFields, schema.className)
    ? protectedFields[schema.className]
    : undefined;
  const sources = [global, schema.permissions.protectedFields];
  if (sources.every(hidesNothing)) return undefined;
  const rules = new Map<string, Set<string>>();
  for (const source of sources) {
    for (const [entity, fields] of Object.entries(source ?? {})) {
      const known = rules.get(entity) ?? new Set<string>();
      for (const field of fields) known.add(field);
      rules.set(entity, known);
    }
  }
  return rules;
}

/** As long as nobody else is named, what is hidden from everyone is all there is. */
function hidesNothing(source: ClassSchema['permissions']['protectedFields']): boolean {
  for (const entity in source) {
    if (entity !== EVERYONE || source[entity]?.length !== 0) return false;
  }
  return true;
}

function intersection(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const [first = new Set<string>(), ...rest] = sets;
  return new Set(Array.from(first).filter((field) => rest.every((set) => set.has(field))));
}
