import { denied, requireMaster } from '../context/require-master.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { resolveFieldPath } from '../query/field-path.js';
import { parseWhere } from '../query/parse-where.js';
import { isInternalField } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { QueryHints } from '../types/query.js';
import type { Where } from '../types/where.js';
import { explainStorageErrors } from './explain-storage-error.js';
import { resolveSubqueries } from './resolve-subqueries.js';
import { findAsCaller } from './find-objects.js';
import { queryRules } from './query-rules.js';

/** What to aggregate; `options` are the request's parameters as they came, texts from a URL or JSON from a body. */
export interface AggregateInput {
  readonly className: string;
  readonly options: { readonly [option: string]: Json };
}

/** Parameters that are not stages. */
const PARAMETERS: ReadonlySet<string> = new Set([
  'pipeline',
  'distinct',
  'where',
  'hint',
  'explain',
  'comment',
  'readPreference',
  'rawValues',
  'rawFieldNames',
]);

/** Stages that write: they need more than the right to read. */
const WRITING_STAGES: ReadonlySet<string> = new Set(['$out', '$merge']);

/** Runs an aggregation pipeline, or lists the distinct values of a field, for the master key. */
export async function aggregateObjects(
  ctx: RequestContext,
  { className, options }: AggregateInput,
): Promise<{ readonly results: readonly Json[] }> {
  requireMaster(ctx, { write: false });
  const schema = visibleColumns(ctx, className);
  if (!schema) return { results: [] };
  const pipeline = readPipeline(options);
  if (typeof options.distinct === 'string' && options.distinct !== '') {
    return { results: await distinctValues(ctx, schema, options.distinct, options.where) };
  }
  assertMayWrite(ctx, pipeline);
  const results = ctx.rows.aggregate(schema, pipeline, {
    hints: readHints(options),
    rawValues: isTrue(options.rawValues),
    rawFieldNames: isTrue(options.rawFieldNames),
  });
  return { results: await explainStorageErrors(undefined, results) };
}

/** Not even the master key reads password hashes by way of a pipeline. */
function visibleColumns(ctx: RequestContext, className: string): ClassSchema | undefined {
  const schema = ctx.app.schemas.get(className);
  if (!schema || !Object.keys(schema.fields).some(isInternalField)) return schema;
  const fields = Object.entries(schema.fields).filter(([field]) => !isInternalField(field));
  return { ...schema, fields: Object.fromEntries(fields) };
}

async function distinctValues(
  ctx: RequestContext,
  schema: ClassSchema,
  field: string,
  where: Json | undefined,
): Promise<readonly Json[]> {
  const parsed = parseWhere(schema, parseJson(where) ?? {}, queryRules(ctx));
  const resolved: Where = await resolveSubqueries(ctx, schema, parsed, findAsCaller);
  const values = ctx.rows.distinct(schema, resolveFieldPath(schema, field), resolved);
  return explainStorageErrors(undefined, values);
}

function readPipeline(options: AggregateInput['options']): readonly JsonObject[] {
  const given = parseJson(options.pipeline);
  const stages: readonly Json[] =
    given === undefined ? topLevelStages(options) : Array.isArray(given) ? given : [given];
  return stages.map(checkStage);
}

/** `?$match={…}&$sort={…}`: each stage a parameter of its own. */
function topLevelStages(options: AggregateInput['options']): readonly Json[] {
  return Object.keys(options)
    .filter((name) => !PARAMETERS.has(name))
    .map((name) => ({ [name]: parseJson(options[name]) ?? null }));
}

function checkStage(stage: Json): JsonObject {
  const keys = isJsonObject(stage) ? Object.keys(stage) : [];
  const [name] = keys;
  if (!isJsonObject(stage) || name === undefined || keys.length > 1) {
    throw invalid(`Pipeline stages should only have one key but found ${keys.join(', ')}.`);
  }
  if (!name.startsWith('$')) throw invalid(`Invalid aggregate stage '${name}'.`);
  const group = stage.$group;
  if (name !== '$group' || !isJsonObject(group)) return stage;
  if (Object.hasOwn(group, 'objectId')) throw invalid("Cannot use 'objectId' in aggregation stage $group.");
  if (!Object.hasOwn(group, '_id')) throw invalid('Invalid parameter for query: group. Missing key _id');
  return stage;
}

function assertMayWrite(ctx: RequestContext, pipeline: readonly JsonObject[]): void {
  const writes = pipeline.some((stage) => Object.keys(stage).some((name) => WRITING_STAGES.has(name)));
  if (!writes || ctx.auth.kind !== 'read-only-master') return;
  if (!ctx.app.settings.allowAggregationForReadOnlyMasterKey) {
    throw denied(ctx, "read-only masterKey isn't allowed to run an aggregation that writes.");
  }
}

function readHints(options: AggregateInput['options']): QueryHints {
  const { hint, comment, readPreference } = options;
  return {
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(typeof comment === 'string' ? { comment } : {}),
    ...(typeof readPreference === 'string' ? { readPreference } : {}),
  };
}

/** Values of a URL are JSON text; text that is none is a value itself. */
function parseJson(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true' || value === '1';
}

function invalid(message: string): ParseError {
  return new ParseError(ErrorCode.InvalidQuery, message);
}
