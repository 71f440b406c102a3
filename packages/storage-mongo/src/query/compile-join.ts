import { isJsonObject, type Json, type JsonObject } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import type { ClassLayout, StoredColumn } from '../codec/class-layout.js';
import { storedExpression, storedPath, type PipelineScope } from './pipeline-scope.js';

/** What is known of the other classes that a pipeline brings in. */
export interface JoinContext {
  readonly collectionName: (className: string) => string;
  readonly layoutOf: (className: string) => ClassLayout | undefined;
}

/** A stage that brings in documents of another class. */
export interface Join {
  readonly stages: readonly BsonDocument[];
  readonly scope: PipelineScope;
  /** The key under which they lie, and how they are stored. */
  readonly joined?: readonly [string, ClassLayout];
}

/** Compiles `$lookup`, `$graphLookup` and `$unionWith`. A pointer joins with the objectId it refers to. */
export function compileJoin(context: JoinContext, name: string, spec: Json, scope: PipelineScope): Join {
  if (name === '$unionWith') return { stages: [compileUnion(context, spec, scope)], scope };
  if (!isJsonObject(spec) || typeof spec.from !== 'string') return { stages: [{ [name]: spec }], scope };
  const layout = context.layoutOf(spec.from);
  const joined = layout && typeof spec.as === 'string' ? { joined: [spec.as, layout] as const } : {};
  const from = context.collectionName(spec.from);
  if (name === '$graphLookup') {
    const mapped = storedExpression(scope, spec);
    return { stages: [{ $graphLookup: isObject(mapped) ? { ...mapped, from } : mapped }], scope, ...joined };
  }
  return { stages: compileLookup({ ...spec, from }, scope, layout), scope, ...joined };
}

function compileLookup(
  spec: JsonObject,
  scope: PipelineScope,
  layout: ClassLayout | undefined,
): readonly BsonDocument[] {
  const { localField, foreignField, let: variables, pipeline = [], ...others } = spec;
  const foreignScope: PipelineScope = { columns: layout?.columns ?? new Map(), idIsPointer: false };
  const inner = Array.isArray(pipeline)
    ? pipeline.map((stage: Json) => storedExpression(foreignScope, stage))
    : [];
  const stage: BsonDocument = {
    ...others,
    ...(variables === undefined ? {} : { let: storedExpression(scope, variables) }),
    ...(inner.length > 0 ? { pipeline: inner } : {}),
  };
  if (typeof localField !== 'string' || typeof foreignField !== 'string') return [{ $lookup: stage }];
  const foreign = storedPath(foreignScope, foreignField);
  const key = joinKey(scope.columns.get(localField), foreignScope.columns.get(foreignField));
  if (!key)
    return [{ $lookup: { ...stage, localField: storedPath(scope, localField), foreignField: foreign } }];
  return [
    { $addFields: { [JOIN_KEY]: key(`$${storedPath(scope, localField)}`) } },
    { $lookup: { ...stage, localField: JOIN_KEY, foreignField: foreign } },
    { $unset: JOIN_KEY },
  ];
}

const JOIN_KEY = '__joinKey';

/** What to join by where one side is stored as `Class$objectId` and the other as an objectId. */
function joinKey(
  local: StoredColumn | undefined,
  foreign: StoredColumn | undefined,
): ((value: string) => BsonDocument) | undefined {
  const isLocalPointer = local?.schema.type === 'Pointer';
  const isForeignPointer = foreign?.schema.type === 'Pointer';
  if (isLocalPointer === isForeignPointer) return undefined;
  if (isLocalPointer) return (value) => ({ $arrayElemAt: [{ $split: [value, { $literal: '$' }] }, 1] });
  const prefix = `${foreign?.schema.targetClass ?? ''}$`;
  return (value) => ({ $concat: [{ $literal: prefix }, value] });
}

function compileUnion(context: JoinContext, spec: Json, scope: PipelineScope): BsonDocument {
  const { coll, pipeline = [] } = isJsonObject(spec) ? spec : { coll: spec };
  if (typeof coll !== 'string') return { $unionWith: spec };
  const inner = Array.isArray(pipeline) ? pipeline.map((stage: Json) => storedExpression(scope, stage)) : [];
  return { $unionWith: { coll: context.collectionName(coll), pipeline: inner } };
}

function isObject(value: unknown): value is BsonDocument {
  return typeof value === 'object' && value !== null;
}
