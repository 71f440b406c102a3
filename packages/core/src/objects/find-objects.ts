import { authorize } from '../access/authorize.js';
import { assertQueryable, protectionFor, type FieldProtection } from '../access/protected-fields.js';
import { restrict } from '../access/restrict.js';
import type { ClassRules } from '../classes/class-rules.js';
import { rulesFor } from '../classes/rules-for.js';
import { mayReadEverything, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { parseFindOptions, type FindRequest } from '../query/parse-find-options.js';
import { parseWhere } from '../query/parse-where.js';
import { andWhere, conditionKeys, visitLeaves } from '../query/walk-where.js';
import { hasQueryTrigger } from '../triggers/run-trigger.js';
import type { ClassAction, ClassSchema } from '../types/class-schema.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { TEXT_SCORE, type FindOptions } from '../types/query.js';
import { EVERYTHING, type ParsedWhere, type Where } from '../types/where.js';
import { classForReading } from './class-for.js';
import { explainStorageErrors } from './explain-storage-error.js';
import { fetchIncluded } from './fetch-included.js';
import { runAfterFind, runBeforeFind, type TriggeredQuery } from './find-triggers.js';
import { includePointers } from './include-pointers.js';
import { presentObject } from './present-object.js';
import { findRules, queryRules } from './query-rules.js';
import { isResolved, resolveSubqueries, type Finder } from './resolve-subqueries.js';
import { selectKeys } from './select-keys.js';

/** What to find; `options` are the request's parameters as they came, texts from a URL or JSON from a body. */
export interface FindInput {
  readonly className: string;
  readonly options: { readonly [option: string]: Json };
  /** Which permission the caller needs. Default: `get` for a query that names one object by its id, else `find`. */
  readonly action?: 'find' | 'get';
  /** Whether `get` is asked for several objects at once, which triggers are told as a find. Default: false. */
  readonly isOfSeveral?: boolean;
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
 * the caller may read, read, hide, include; see `docs/architecture/query-lifecycle.md`.
 */
export function findObjects(ctx: RequestContext, input: FindInput): Promise<FindResult> {
  return explainStorageErrors(undefined, findOnce(ctx, input));
}

async function findOnce(ctx: RequestContext, input: FindInput): Promise<FindResult> {
  const { className } = input;
  const triggered: TriggeredQuery = hasQueryTrigger(ctx, 'beforeFind', className)
    ? await runBeforeFind(ctx, input)
    : { options: input.options, objects: undefined };
  const schema = classForReading(ctx, className);
  const find = parseFindOptions(schema, triggered.options, findRules(ctx));
  if (find.redirectClassNameForKey !== undefined) {
    return findRedirected(ctx, schema, find.redirectClassNameForKey, triggered.options);
  }
  const where = parseWhere(schema, find.where, queryRules(ctx));
  const rules = rulesFor(schema.className);
  const own: Where = rules.rowsFor?.(ctx, schema) ?? EVERYTHING;
  const action = input.action ?? permissionFor(find, rules);
  const access = await authorize(ctx, schema, action);
  const hiding = protectionFor(ctx, schema);
  const protection = hiding && (await hiding);
  assertNothingHidden(ctx, schema, protection, { where, find });
  assertScored(where, find);
  const wanted = isResolved(where) ? where : await resolveSubqueries(ctx, schema, where, findAsCaller);
  const readable = restrict(schema, andWhere(wanted, own), access, 'read');

  if (find.explain !== undefined) return explainFind(ctx, schema, readable, find);
  const given = triggered.objects ?? (find.limit === 0 ? [] : undefined);
  const found = given ?? ctx.rows.find(schema, readable, storageOptions(find, protection));
  const counted = find.count ? countRows(ctx, schema, { readable, action }) : undefined;
  const [rows, count] =
    given || !counted ? [await found, await counted] : await Promise.all([found, counted]);
  const visible = rows.map((row) =>
    withScore(find, row, selectKeys(find, presentObject(ctx, schema, row, protection))),
  );
  const complete = find.include.length > 0 ? await withIncluded(ctx, find, visible) : visible;
  const results = hasQueryTrigger(ctx, 'afterFind', className)
    ? await runAfterFind(ctx, input, complete)
    : complete;
  return { results, count, className };
}

function withIncluded(
  ctx: RequestContext,
  find: FindRequest,
  objects: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  const fetch = fetchIncluded(ctx, find, findObjects);
  return includePointers(objects, { paths: find.include, selection: find, fetch });
}

/**
 * To ask for nothing but an id is to get an object, whichever way it is asked: the SDKs' `get` is such a find, and
 * their `count` one of no rows.
 */
function permissionFor(
  { where, count, limit }: FindRequest,
  { searchesIds }: ClassRules,
): 'find' | 'get' | 'count' {
  if (count && limit === 0) return 'count';
  if (searchesIds) return 'find';
  return isJsonObject(where) && typeof where.objectId === 'string' && Object.keys(where).length === 1
    ? 'get'
    : 'find';
}

/** Finds with the caller's rights; what subqueries use. */
export const findAsCaller: Finder = (ctx, query) => findObjects(ctx, query);

/** The answer would tell something about the value at every place that is searched or sorted by. */
function assertNothingHidden(
  ctx: RequestContext,
  { className }: ClassSchema,
  protection: FieldProtection | undefined,
  { where, find }: { readonly where: ParsedWhere; readonly find: FindRequest },
): void {
  if (!protection) return;
  const sorted = find.sort.flatMap((sort) => ('key' in sort ? [sort.key] : []));
  assertQueryable(ctx, className, protection, { keys: conditionKeys(where), by: 'query' });
  assertQueryable(ctx, className, protection, { keys: sorted, by: 'sort by' });
}

/** Rules for owners are decided by a field of the row, which has to be read for that even if not asked for. */
function storageOptions(find: FindRequest, protection: FieldProtection | undefined): FindOptions {
  const { skip, limit, sort, fields, score, hints } = find;
  const wholeRows = (protection?.forOwners.length ?? 0) > 0;
  return {
    ...(skip > 0 ? { skip } : {}),
    ...(Number.isFinite(limit) ? { limit } : {}),
    ...(sort.length > 0 ? { sort } : {}),
    ...(fields && !wholeRows ? { fields } : {}),
    ...(score ? { score } : {}),
    hints,
  };
}

/** The object with what the search made of its row, in the place of a field of that name, as in Parse. */
function withScore({ score }: FindRequest, row: StoredObject, object: JsonObject): JsonObject {
  const value = score ? row[TEXT_SCORE] : undefined;
  return value === undefined ? object : { ...object, score: value };
}

/** There is a score where something is searched for. */
function assertScored(where: ParsedWhere, { score, sort }: FindRequest): void {
  if (!score && !sort.some((key) => 'score' in key)) return;
  const ops = new Set<string>();
  visitLeaves(where, ({ op }) => void ops.add(op));
  if (!ops.has('text')) throw new ParseError(ErrorCode.InvalidQuery, '$score is that of a $text condition');
}

/**
 * Counting is a right of its own, which may cover other rows than reading does: those that both cover count. Who only
 * counts was asked for it already.
 */
async function countRows(
  ctx: RequestContext,
  schema: ClassSchema,
  { readable, action }: { readonly readable: Where; readonly action: ClassAction },
): Promise<number> {
  if (action === 'count') return ctx.rows.count(schema, readable);
  const access = await authorize(ctx, schema, 'count');
  return ctx.rows.count(schema, access.pointerFields ? restrict(schema, readable, access, 'read') : readable);
}

async function explainFind(
  ctx: RequestContext,
  schema: ClassSchema,
  where: Where,
  find: FindRequest,
): Promise<FindResult> {
  if (!mayReadEverything(ctx) && !ctx.app.settings.allowPublicExplain) {
    throw new ParseError(ErrorCode.InvalidQuery, 'Using the explain query parameter requires the master key');
  }
  const plan = await ctx.rows.explain(schema, where, storageOptions(find, undefined));
  const lines: readonly Json[] = Array.isArray(plan) ? plan : [plan];
  return { results: lines.filter(isJsonObject), count: undefined, className: schema.className };
}

/** Asks the same of the class that a relation column of this one refers to; other columns change nothing. */
async function findRedirected(
  ctx: RequestContext,
  schema: ClassSchema,
  key: string,
  { redirectClassNameForKey: _key, ...options }: FindInput['options'],
): Promise<FindResult> {
  const column = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
  const className = (column?.type === 'Relation' ? column.targetClass : undefined) ?? schema.className;
  const found = await findObjects(ctx, { className, options });
  return { ...found, results: found.results.map((result) => Object.assign({}, result, { className })) };
}
