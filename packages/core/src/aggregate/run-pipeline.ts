import { isJsonObject, type Json, type JsonObject, type MutableJsonObject } from '../types/json.js';
import { isPointer, type StoredObject } from '../types/object.js';
import { compileBucket, compileFacet, compileSortByCount } from './composed-stages.js';
import { invalidPipeline } from './expression-types.js';
import { compileGroup } from './group-stage.js';
import { compileLookup } from './lookup-stage.js';
import { compileMatch } from './match-stage.js';
import { compileCount, compileLimit, compileSample, compileSkip, compileSort } from './order-stages.js';
import { compileProject } from './project-stage.js';
import { compileAddFields, compileReplaceRoot, compileReplaceWith, compileUnset } from './shape-stages.js';
import { isEmptyValue } from './empty-value.js';
import { toDocument, withoutAcl } from './pipeline-document.js';
import type { PipelineContext, Stage, StageCompiler, StageContext } from './stage-types.js';
import { compileUnwind } from './unwind-stage.js';

const STAGES: { readonly [name: string]: StageCompiler } = {
  $addFields: compileAddFields,
  $bucket: compileBucket,
  $count: compileCount,
  $facet: compileFacet,
  $group: compileGroup,
  $limit: compileLimit,
  $lookup: compileLookup,
  $match: compileMatch,
  $project: compileProject,
  $replaceRoot: compileReplaceRoot,
  $replaceWith: compileReplaceWith,
  $sample: compileSample,
  $set: compileAddFields,
  $skip: compileSkip,
  $sort: compileSort,
  $sortByCount: compileSortByCount,
  $unset: compileUnset,
  $unwind: compileUnwind,
};

/** The stages after which the columns of the class still hold what they held. */
const KEEPS_COLUMNS: ReadonlySet<string> = new Set([
  '$limit',
  '$lookup',
  '$match',
  '$sample',
  '$skip',
  '$sort',
  '$unwind',
]);

/** More stages than this, those of inner pipelines not counted, are refused. */
const MAX_STAGES = 1000;
/** `$facet` inside `$facet` is refused, as MongoDB does. */
const MAX_PIPELINE_DEPTH = 1;

/**
 * Runs an aggregation pipeline of MongoDB's stages over rows in wire form: the meaning of `StorageRows.aggregate`
 * for stores that do not bring one of their own. Fields have their Parse names; the `_id` of a group is returned
 * as `objectId`, and there is no `ACL`. A stage or operator not known here fails with `invalid-query` before any row is
 * looked at.
 */
export function runPipeline(
  rows: readonly StoredObject[],
  pipeline: readonly JsonObject[],
  context: PipelineContext,
): JsonObject[] {
  const run = compilePipeline(pipeline, { ...context, hasColumns: true }, 0);
  return run(rows.map((row) => withoutAcl(toDocument(row)))).map(toResult);
}

/** The classes whose rows `$lookup` stages of the pipeline will ask for. */
export function lookupClasses(pipeline: readonly JsonObject[]): readonly string[] {
  const stages = pipeline.flatMap((stage) => [stage, ...facetStages(stage)]);
  const names = stages.flatMap(({ $lookup: spec }) => (isJsonObject(spec) ? [spec.from] : []));
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

function facetStages({ $facet: facets }: JsonObject): readonly JsonObject[] {
  return isJsonObject(facets) ? Object.values(facets).flat().filter(isJsonObject) : [];
}

function compilePipeline(pipeline: readonly Json[], context: ColumnContext, depth: number): Stage {
  if (depth > MAX_PIPELINE_DEPTH) throw invalidPipeline('pipelines are nested too deeply');
  if (pipeline.length > MAX_STAGES) throw invalidPipeline(`a pipeline has at most ${MAX_STAGES} stages`);
  const stages: Stage[] = [];
  let { hasColumns } = context;
  for (const stage of pipeline) {
    const { name, compiler, spec } = stageOf(stage);
    const here = { ...context, hasColumns };
    stages.push(compiler(spec, { ...here, compile: (nested) => compilePipeline(nested, here, depth + 1) }));
    hasColumns &&= KEEPS_COLUMNS.has(name);
  }
  return (documents) => stages.reduce((current, stage) => stage(current), documents);
}

function stageOf(stage: Json): {
  readonly name: string;
  readonly compiler: StageCompiler;
  readonly spec: Json;
} {
  const [name, ...others] = isJsonObject(stage) ? Object.keys(stage) : [];
  if (!isJsonObject(stage) || name === undefined || others.length > 0) {
    throw invalidPipeline('a pipeline stage is an object with exactly one key');
  }
  const compiler = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!compiler) throw invalidPipeline(`Unrecognized pipeline stage name: '${name}'`);
  return { name, compiler, spec: stage[name] ?? null };
}

type ColumnContext = Omit<StageContext, 'compile'>;

/**
 * `createdAt` and `updatedAt` become plain text as in every answer; a group's pointer is told by its id, what is empty by
 * null.
 */
function toResult(document: JsonObject): JsonObject {
  const result: MutableJsonObject = { ...document };
  for (const field of ['createdAt', 'updatedAt']) {
    const value = result[field];
    if (isJsonObject(value) && value.__type === 'Date' && typeof value.iso === 'string')
      result[field] = value.iso;
  }
  if (isPointer(result.objectId)) result.objectId = result.objectId.objectId;
  if (isEmptyValue(result.objectId)) result.objectId = null;
  return result;
}
