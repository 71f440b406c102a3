import {
  isJsonArray,
  isJsonObject,
  matchCondition,
  StorageError,
  type Json,
  type JsonObject,
} from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import type { ClassLayout, StoredColumn } from '../codec/class-layout.js';
import { compileJoin, type JoinContext } from './compile-join.js';
import { compileWhere } from './compile-where.js';
import {
  assertDepth,
  NO_COLUMNS,
  storedExpression,
  storedPath,
  storedQuery,
  type PipelineScope,
} from './pipeline-scope.js';

/** A pipeline for the engine, and how to read what comes out of it. */
export interface CompiledPipeline {
  readonly stages: readonly BsonDocument[];
  readonly scope: PipelineScope;
  /** The classes whose documents lie under these keys. */
  readonly joined: ReadonlyMap<string, ClassLayout>;
  /** The pipelines of `$facet`, when that was the last stage to shape the documents. */
  readonly facets: ReadonlyMap<string, CompiledPipeline>;
}

/** Compiles a pipeline over Parse's names, or MongoDB's, into one over stored documents. */
export function compilePipeline(
  layout: ClassLayout,
  pipeline: readonly JsonObject[],
  context: JoinContext,
): CompiledPipeline {
  const scope: PipelineScope = { columns: layout.columns, idIsPointer: false };
  return compileStages({ layout, context }, pipeline, scope, 0);
}

interface Compiler {
  readonly layout: ClassLayout;
  readonly context: JoinContext;
}

interface StageResult {
  readonly stages: readonly BsonDocument[];
  readonly scope: PipelineScope;
  readonly joined?: readonly [string, ClassLayout];
  readonly facets?: ReadonlyMap<string, CompiledPipeline>;
}

function compileStages(
  compiler: Compiler,
  pipeline: readonly Json[],
  start: PipelineScope,
  depth: number,
): CompiledPipeline {
  assertDepth(depth);
  const stages: BsonDocument[] = [];
  const joined = new Map<string, ClassLayout>();
  let scope = start;
  let facets: ReadonlyMap<string, CompiledPipeline> = new Map();
  for (const stage of pipeline) {
    const result = compileStage(compiler, stage, scope, depth);
    stages.push(...result.stages);
    if (result.scope !== scope) facets = result.facets ?? new Map();
    scope = result.scope;
    if (result.joined) joined.set(...result.joined);
  }
  return { stages, scope, joined, facets };
}

function compileStage(compiler: Compiler, stage: Json, scope: PipelineScope, depth: number): StageResult {
  const [name, ...others] = isJsonObject(stage) ? Object.keys(stage) : [];
  if (!isJsonObject(stage) || name === undefined || others.length > 0) {
    throw new StorageError('invalid-query', 'a pipeline stage is an object with exactly one key');
  }
  const spec = stage[name] ?? null;
  switch (name) {
    case '$match':
      return { stages: [{ $match: compileMatch(compiler.layout, spec, scope) }], scope };
    case '$project':
      return compileProject(spec, scope);
    case '$group':
      return compileGroup(spec, scope);
    case '$addFields':
    case '$set':
      return { stages: [{ [name]: withStoredKeys(spec, scope) }], scope };
    case '$sort':
      return { stages: [{ $sort: withStoredKeys(spec, scope) }], scope };
    case '$unset':
      return { stages: [{ $unset: storedFields(spec, scope) }], scope };
    case '$facet':
      return compileFacet(compiler, spec, scope, depth);
    case '$lookup':
    case '$graphLookup':
    case '$unionWith':
      return compileJoin(compiler.context, name, spec, scope);
    case '$geoNear':
      return { stages: [{ $geoNear: compileGeoNear(spec, scope) }], scope };
    case '$count':
    case '$limit':
    case '$skip':
    case '$sample':
      return { stages: [{ [name]: spec }], scope: name === '$count' ? NO_COLUMNS : scope };
    default:
      return {
        stages: [{ [name]: storedExpression(scope, spec) }],
        scope: RESHAPING.has(name) ? NO_COLUMNS : scope,
      };
  }
}

const RESHAPING: ReadonlySet<string> = new Set([
  '$bucket',
  '$bucketAuto',
  '$replaceRoot',
  '$replaceWith',
  '$sortByCount',
]);

/** A query that is about columns has the meaning it has in a find; what Parse's queries lack is left to the engine. */
function compileMatch(layout: ClassLayout, spec: Json, scope: PipelineScope): unknown {
  if (scope.columns === layout.columns) {
    try {
      const where = matchCondition(spec, layout.schema);
      if (where) return compileWhere(layout, where);
    } catch (error) {
      if (!StorageError.isInstance(error)) throw error;
    }
  }
  return storedQuery(scope, spec);
}

function compileProject(spec: Json, scope: PipelineScope): StageResult {
  if (!isJsonObject(spec)) return { stages: [{ $project: spec }], scope };
  const projection: BsonDocument = {};
  const kept = new Map<string, StoredColumn>();
  const dropped = new Set<string>();
  let isExclusion = true;
  for (const [key, value] of Object.entries(spec)) {
    const flag = projectionFlag(value);
    if (flag === undefined) {
      projection[key === 'objectId' ? '_id' : key] = storedExpression(scope, value);
      isExclusion = false;
      continue;
    }
    projection[storedPath(scope, key)] = flag ? 1 : 0;
    const [field = ''] = key.split('.');
    const column = columnNamed(scope, field);
    if (flag && column) kept.set(column.field, column);
    if (!flag && key === field) dropped.add(column?.field ?? field);
    if (flag || !['_id', 'objectId'].includes(key)) isExclusion &&= !flag;
  }
  const columns = isExclusion
    ? new Map(Array.from(scope.columns).filter(([field]) => !dropped.has(field)))
    : kept;
  return { stages: [{ $project: projection }], scope: { columns, idIsPointer: scope.idIsPointer } };
}

function projectionFlag(value: Json): boolean | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? Boolean(value) : undefined;
}

/** The column of a field, named by Parse or as it is stored. */
function columnNamed({ columns }: PipelineScope, name: string): StoredColumn | undefined {
  return columns.get(name) ?? Array.from(columns.values()).find(({ stored }) => stored === name);
}

function compileGroup(spec: Json, scope: PipelineScope): StageResult {
  const id = isJsonObject(spec) ? spec._id : undefined;
  const field = typeof id === 'string' ? id.slice(1) : '';
  const idIsPointer = columnNamed(scope, field)?.schema.type === 'Pointer';
  return { stages: [{ $group: storedExpression(scope, spec) }], scope: { columns: new Map(), idIsPointer } };
}

function withStoredKeys(spec: Json, scope: PipelineScope): unknown {
  if (!isJsonObject(spec)) return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([key, value]) => [storedPath(scope, key), storedExpression(scope, value)]),
  );
}

function storedFields(spec: Json, scope: PipelineScope): unknown {
  if (typeof spec === 'string') return storedPath(scope, spec);
  return isJsonArray(spec) ? spec.map((each) => storedFields(each, scope)) : spec;
}

function compileGeoNear(spec: Json, scope: PipelineScope): unknown {
  if (!isJsonObject(spec)) return spec;
  const { key, query, ...others } = spec;
  return {
    ...others,
    ...(typeof key === 'string' ? { key: storedPath(scope, key) } : {}),
    ...(query === undefined ? {} : { query: storedQuery(scope, query) }),
  };
}

function compileFacet(compiler: Compiler, spec: Json, scope: PipelineScope, depth: number): StageResult {
  if (!isJsonObject(spec)) return { stages: [{ $facet: spec }], scope: NO_COLUMNS };
  const facets = new Map<string, CompiledPipeline>();
  for (const [name, pipeline] of Object.entries(spec)) {
    if (!isJsonArray(pipeline)) throw new StorageError('invalid-query', '$facet takes pipelines');
    facets.set(name, compileStages(compiler, pipeline, scope, depth + 1));
  }
  const stage = Object.fromEntries(Array.from(facets, ([name, { stages }]) => [name, stages] as const));
  return { stages: [{ $facet: stage }], scope: { ...NO_COLUMNS }, facets };
}
