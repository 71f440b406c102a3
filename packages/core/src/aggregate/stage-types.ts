import type { ClassSchema } from '../types/class-schema.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { invalidPipeline, type Scope } from './expression-types.js';

/** What a pipeline may look at beside its own rows. */
export interface PipelineContext {
  /** The class whose rows the pipeline starts with. */
  readonly schema: ClassSchema;
  /** The rows of another class, for `$lookup`; without it that stage is refused. */
  readonly lookup?: (className: string) => readonly StoredObject[];
}

/**
 * A document on its way through the stages: wire form, `createdAt` and `updatedAt` as date values like any other,
 * the `_id` of groups under `objectId`.
 */
export type PipelineDocument = JsonObject;

/** One stage, ready to run. */
export type Stage = (documents: readonly PipelineDocument[]) => readonly PipelineDocument[];

/** Makes a stage of its specification; fails with `invalid-query` when it makes no sense. */
export type StageCompiler = (spec: Json, context: StageContext) => Stage;

/** What compilers of stages are given. */
export interface StageContext extends PipelineContext {
  /** Whether the documents still have the columns of the class, with the types they have there. */
  readonly hasColumns: boolean;
  /** Compiles the pipelines inside a stage, as `$facet` has them. */
  readonly compile: (pipeline: readonly Json[]) => Stage;
}

/** The scope of expressions over a document. */
export function scopeOf(root: PipelineDocument): Scope {
  return { root, variables: NO_VARIABLES };
}

const NO_VARIABLES: ReadonlyMap<string, Json> = new Map();

/** The specification of a stage that takes an object. */
export function specObject(stage: string, spec: Json | undefined): JsonObject {
  if (isJsonObject(spec)) return spec;
  throw invalidPipeline(`${stage} takes an object`);
}

/** The specification of a stage that takes a whole number of at least `min`. */
export function specCount(stage: string, spec: Json | undefined, min: number): number {
  if (typeof spec === 'number' && Number.isSafeInteger(spec) && spec >= min) return spec;
  throw invalidPipeline(`${stage} takes a whole number of at least ${min}`);
}

/** A field name or path without `$`, as stages take them where they write or look up. */
export function specName(stage: string, spec: Json | undefined): string {
  if (typeof spec === 'string' && spec !== '' && !spec.startsWith('$')) return spec;
  throw invalidPipeline(`${stage} takes a field name`);
}
