import { isPermitted } from '../access/authorize.js';
import { assertQueryable, protectionFor } from '../access/protected-fields.js';
import { denied } from '../context/require-master.js';
import { inSubquery, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { assertNever } from '../errors/assert-never.js';
import { ParseError } from '../errors/parse-error.js';
import { resolveFieldPath } from '../query/field-path.js';
import { isComparable, parseValue } from '../query/parse-value.js';
import { everyLeaf } from '../query/walk-where.js';
import { memberIds, ownerIds } from '../stores/relation-store.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonObject, textOf, type Json, type JsonObject } from '../types/json.js';
import { pointerTo } from '../types/object.js';
import type { Condition, FieldPath, LinkCondition, ParsedWhere, Subquery, Where } from '../types/where.js';

/** Searches a class as the caller: find passes itself in, so that a subquery has every check a query has. */
export type Finder = (
  ctx: RequestContext,
  query: {
    readonly className: string;
    readonly options: { readonly [option: string]: Json };
    readonly action?: 'find' | 'get';
  },
) => Promise<{ readonly results: readonly JsonObject[]; readonly className: string }>;

/**
 * Replaces the conditions that ask about other rows by plain ones. Each subquery runs once, with the caller's
 * rights. Siblings run side by side.
 */
export async function resolveSubqueries(
  ctx: RequestContext,
  schema: ClassSchema,
  where: ParsedWhere,
  find: Finder,
): Promise<Where> {
  return isResolved(where) ? where : resolveNode(ctx, schema, where, find);
}

async function resolveNode(
  ctx: RequestContext,
  schema: ClassSchema,
  where: ParsedWhere,
  find: Finder,
): Promise<Where> {
  if (where.op === 'and' || where.op === 'or' || where.op === 'nor') {
    const nodes = await Promise.all(where.nodes.map((node) => resolveNode(ctx, schema, node, find)));
    return { op: where.op, nodes };
  }
  return isLink(where) ? resolveLink(ctx, schema, where, find) : where;
}

/** Whether a query asks about no other rows, as nearly all do; for them nothing is built, and nothing to wait for. */
export function isResolved(where: ParsedWhere): where is Where {
  return everyLeaf(where, (leaf) => !isLink(leaf));
}

function isLink(leaf: Condition | LinkCondition): leaf is LinkCondition {
  return (
    leaf.op === 'in-query' || leaf.op === 'select' || leaf.op === 'related-to' || leaf.op === 'relation-holds'
  );
}

async function resolveLink(
  ctx: RequestContext,
  schema: ClassSchema,
  link: LinkCondition,
  find: Finder,
): Promise<Where> {
  switch (link.op) {
    case 'in-query': {
      const { results, className } = await runSubquery(ctx, link.query, 'objectId', find);
      if (link.key.schema?.type === 'Relation') {
        const objectIds = results.map((object) => textOf(object.objectId));
        return ownersOf(ctx, schema, { ...link, objectIds });
      }
      return oneOf(
        link,
        results.map((object) => pointerTo(className, textOf(object.objectId))),
      );
    }
    case 'select': {
      const { results } = await runSubquery(ctx, link.query, link.queryKey, find);
      return oneOf(
        link,
        // As in a list that a client gives, arrays count as their elements.
        results.flatMap((object) => valueAt(object, link.queryKey)),
      );
    }
    case 'related-to':
      return relatedTo(ctx, schema, link, find);
    case 'relation-holds':
      return ownersOf(ctx, schema, link);
    default:
      return assertNever(link);
  }
}

/** Values that the place cannot hold are left out, so that stores need not expect them there. */
function oneOf(
  { key, negated }: { readonly key: FieldPath; readonly negated: boolean },
  found: readonly (Json | undefined)[],
): Where {
  const values = found.flatMap((value) => {
    const wanted = value === undefined || !isComparable(key, value) ? undefined : parseValue(key, value);
    return wanted === undefined ? [] : [wanted];
  });
  return { op: negated ? 'not-in' : 'in', key, values };
}

async function ownersOf(
  ctx: RequestContext,
  schema: ClassSchema,
  link: { readonly key: FieldPath; readonly objectIds: readonly string[]; readonly negated: boolean },
): Promise<Where> {
  const column = { className: schema.className, field: link.key.field };
  const owners = await ownerIds(ctx, column, link.objectIds);
  const key = resolveFieldPath(schema, 'objectId');
  return { op: link.negated ? 'not-in' : 'in', key, values: owners };
}

async function runSubquery(
  ctx: RequestContext,
  query: Subquery,
  key: string,
  find: Finder,
): ReturnType<Finder> {
  const { subqueryDepth, subqueryLimit } = ctx.app.settings.requestComplexity;
  if (subqueryDepth >= 0 && ctx.subqueryDepth >= subqueryDepth) {
    throw new ParseError(
      ErrorCode.InvalidQuery,
      `Query exceeds the limit of ${subqueryDepth} subqueries inside one another.`,
    );
  }
  const limit = subqueryLimit >= 0 ? cappedLimit(query.options.limit, subqueryLimit) : query.options.limit;
  // A trigger that judges what was found is shown all of it.
  const isLookedAt = ctx.app.triggers.queryTrigger('afterFind', query.className) !== undefined;
  const options = {
    ...query.options,
    where: query.where,
    ...(isLookedAt ? {} : { keys: key }),
    ...(limit === undefined ? {} : { limit }),
  };
  return find(inSubquery(ctx), { className: query.className, options });
}

function cappedLimit(limit: Json | undefined, cap: number): number {
  return typeof limit === 'number' ? Math.min(limit, cap) : cap;
}

/**
 * Members of a relation are shown to those who may read the object that has it, and to whom the column is not
 * hidden; for everybody else the relation is empty.
 */
async function relatedTo(
  ctx: RequestContext,
  schema: ClassSchema,
  link: Extract<LinkCondition, { readonly op: 'related-to' }>,
  find: Finder,
): Promise<Where> {
  const { owner, relation } = link;
  const ownerSchema = ctx.app.schemas.get(owner.className);
  const mayGet = !ownerSchema || (await isPermitted(ctx, ownerSchema, 'get'));
  const readable = mayGet ? await getOwner(ctx, link, find) : undefined;
  const columns = ownerSchema?.fields ?? {};
  const column = Object.hasOwn(columns, relation) ? columns[relation] : undefined;
  if (!readable || column?.type !== 'Relation') {
    // Nothing is related by another column, or to an object that is not there; of a hidden column not even that is told.
    if (ownerSchema) {
      const keys = [{ field: relation, path: [], schema: undefined }];
      assertQueryable(ctx, owner.className, await protectionFor(ctx, ownerSchema), { keys, by: 'query' });
    }
    return { op: 'nothing' };
  }
  if (!Object.hasOwn(readable, relation)) {
    throw denied(ctx, `This user is not allowed to query ${relation} on class ${owner.className}`);
  }
  const ids = await memberIds(ctx, { className: owner.className, field: relation }, owner.objectId);
  return { op: 'in', key: resolveFieldPath(schema, 'objectId'), values: ids };
}

async function getOwner(
  ctx: RequestContext,
  { owner, relation }: Extract<LinkCondition, { readonly op: 'related-to' }>,
  find: Finder,
): Promise<JsonObject | undefined> {
  const options = { where: { objectId: owner.objectId }, keys: relation, limit: 1 };
  const { results } = await find(inSubquery(ctx), { className: owner.className, options, action: 'get' });
  return results[0];
}

function valueAt(object: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = object;
  for (const step of path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}
