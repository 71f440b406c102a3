import { authorize, type Access } from '../access/authorize.js';
import { assertQueryable, protectionFor } from '../access/protected-fields.js';
import { restrict } from '../access/restrict.js';
import { rulesFor } from '../classes/rules-for.js';
import { mayReadEverything, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { parseFindOptions, type FindRequest } from '../query/parse-find-options.js';
import { parseWhere, type QueryRules } from '../query/parse-where.js';
import { andWhere, conditionKeys } from '../query/walk-where.js';
import type { ClassAction, ClassSchema } from '../types/class-schema.js';
import type { Json, JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { ParsedWhere, Where } from '../types/where.js';
import { classForReading } from './class-for.js';
import { explainStorageErrors } from './explain-storage-error.js';
import { includePointers, type ObjectFetcher } from './include-pointers.js';
import { runAfterFind, runBeforeFind } from './find-triggers.js';
import { presentObject } from './present-object.js';
import { resolveSubqueries, type Finder } from './resolve-subqueries.js';
import { selectKeys } from './select-keys.js';

/** What to find; `options` are the request's parameters as they came, texts from a URL or JSON from a body. */
export interface FindInput {
  readonly className: string;
  readonly options: { readonly [option: string]: Json };
  /** Which permission the caller needs; `get` for one object by its id. Default: `find`. */
  readonly action?: 'find' | 'get';
}

/** What was found. */
export interface FindResult {
  readonly results: readonly JsonObject[];
  /** How many there are without `limit` and `skip`, when asked for. */
  readonly count: number | undefined;
  /** The class of the results: another than asked for when the query was redirected. */
  readonly className: string;
}

/**
 * Finds objects as the caller. Order of steps: parse, refuse hidden fields, resolve subqueries, restrict to what
 * the caller may read, read, include, hide; see `docs/architecture/query-lifecycle.md`.
 */
export async function findObjects(ctx: RequestContext, input: FindInput): Promise<FindResult> {
  const action = input.action ?? 'find';
  const triggered = await runBeforeFind(ctx, input);
  const schema = classForReading(ctx, input.className);
  const request = parseFindOptions(schema, triggered.options, ctx.app.settings);
  if (request.redirectClassNameForKey !== undefined) return redirect(ctx, schema, request, triggered.options);
  const where = parseWhere(schema, request.where, queryRules(ctx));
  const access = await authorize(ctx, schema, action);
  const restricted = await readableRows(ctx, schema, where, request, access);

  if (request.explain !== undefined) return explain(ctx, schema, restricted, request);
  const [rows, count] = await Promise.all([
    triggered.objects ?? readRows(ctx, schema, restricted, request),
    request.count ? countRows(ctx, schema, restricted) : undefined,
  ]);
  const protection = await protectionFor(ctx, schema);
  const visible = rows.map((row) => selectKeys(request, presentObject(ctx, schema, row, protection)));
  const included =
    request.include.length > 0
      ? await includePointers(
          ctx,
          visible,
          { paths: request.include, keys: request.keys },
          fetchIncluded(request),
        )
      : visible;
  const results = await runAfterFind(ctx, input, included);
  return { results, count, className: schema.className };
}

/** Finds with the caller's rights; what subqueries use. */
export const findAsCaller: Finder = (ctx, query) => findObjects(ctx, query);

/** What the caller's queries may contain. */
export function queryRules(ctx: RequestContext): QueryRules {
  const { queryDepth, subqueryDepth, allowRegex } = ctx.app.settings.requestComplexity;
  const isMaster = mayReadEverything(ctx);
  return {
    depth: isMaster ? -1 : queryDepth,
    subqueryDepth: isMaster ? -1 : subqueryDepth,
    allowRegex: isMaster || allowRegex,
    internalFields: isMaster,
    now: ctx.app.now(),
  };
}

/** The condition of the rows that satisfy the query and that the caller may read. */
async function readableRows(
  ctx: RequestContext,
  schema: ClassSchema,
  where: ParsedWhere,
  request: FindRequest,
  access: Access,
): Promise<Where> {
  const sortKeys = request.sort.flatMap((sort) => ('key' in sort ? [sort.key] : []));
  const protection = await protectionFor(ctx, schema);
  assertQueryable(ctx, schema.className, protection, [...conditionKeys(where), ...sortKeys]);
  const resolved = await resolveSubqueries(ctx, schema, where, findAsCaller);
  const own: Where = rulesFor(schema.className).rowsFor?.(ctx, schema) ?? { op: 'everything' };
  return restrict(schema, andWhere(resolved, own), access, 'read');
}

async function readRows(
  ctx: RequestContext,
  schema: ClassSchema,
  where: Where,
  request: FindRequest,
): Promise<readonly StoredObject[]> {
  if (request.limit === 0) return [];
  const { skip, limit, sort, hints, fields } = request;
  const options = {
    ...(skip > 0 ? { skip } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(sort.length > 0 ? { sort } : {}),
    ...(fields ? { fields } : {}),
    hints,
  };
  return explainStorageErrors(undefined, ctx.rows.find(schema, where, options));
}

/** Counting is a right of its own: how many objects there are can be told by permitting `find` alone, too. */
async function countRows(ctx: RequestContext, schema: ClassSchema, where: Where): Promise<number> {
  await authorize(ctx, schema, 'count');
  return explainStorageErrors(undefined, ctx.rows.count(schema, where));
}

async function explain(
  ctx: RequestContext,
  schema: ClassSchema,
  where: Where,
  request: FindRequest,
): Promise<FindResult> {
  if (!mayReadEverything(ctx) && !ctx.app.settings.allowPublicExplain) {
    throw new ParseError(ErrorCode.InvalidQuery, 'Using the explain query parameter requires the master key');
  }
  const plan = await explainStorageErrors(undefined, ctx.rows.explain(schema, where, { sort: request.sort }));
  const results: readonly Json[] = Array.isArray(plan) ? plan : [plan];
  return { results: results.filter(isObject), count: undefined, className: schema.className };
}

/** Asks the same of the class that a pointer or relation column of this one refers to. */
async function redirect(
  ctx: RequestContext,
  schema: ClassSchema,
  request: FindRequest,
  options: FindInput['options'],
): Promise<FindResult> {
  const { redirectClassNameForKey: key = '', ...rest } = options;
  const column = Object.hasOwn(schema.fields, String(key)) ? schema.fields[String(key)] : undefined;
  const className = column?.targetClass ?? schema.className;
  const found = await findObjects(ctx, { className, options: rest });
  return { ...found, results: found.results.map((result) => ({ ...result, className })) };
}

/** Includes read like any other request of the caller: one object by `get`, several by `find`. */
function fetchIncluded({ includeReadPreference: readPreference }: FindRequest): ObjectFetcher {
  return async (ctx, className, objectIds, keys) => {
    const [only] = objectIds;
    const where =
      objectIds.length === 1 && only !== undefined ? { objectId: only } : { objectId: { $in: objectIds } };
    const options = {
      where,
      limit: objectIds.length,
      ...(keys ? { keys: keys.join(',') } : {}),
      ...(readPreference === undefined ? {} : { readPreference }),
    };
    const action: ClassAction = objectIds.length === 1 ? 'get' : 'find';
    return (await findObjects(ctx, { className, options, action })).results;
  };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
