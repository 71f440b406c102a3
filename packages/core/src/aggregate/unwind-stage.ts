import type { Json, JsonObject } from '../types/json.js';
import { documentPath, valueAt, withKey, withValueAt } from './document-path.js';
import { invalidPipeline } from './expression-types.js';
import { specName, specObject, type PipelineDocument, type StageCompiler } from './stage-types.js';
import { isArray, isNullish } from './typed-values.js';

/** `$unwind`: one document for each element of an array; a value that is no array counts as its only element. */
export const compileUnwind: StageCompiler = (spec) => {
  const options: JsonObject = typeof spec === 'string' ? { path: spec } : specObject('$unwind', spec);
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options;
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw invalidPipeline("the path of $unwind begins with '$'");
  const steps = documentPath(path.slice(1));
  const indexName = includeArrayIndex === undefined ? undefined : specName('$unwind', includeArrayIndex);
  const keepsEmpty = preserveNullAndEmptyArrays === true;

  return (documents) =>
    documents.flatMap((document) => {
      const value = valueAt(document, steps);
      if (isArray(value) && value.length > 0) {
        return value.map((element, index) =>
          withIndex(withElement(document, steps, element), indexName, index),
        );
      }
      if (!isArray(value) && !isNullish(value)) return [withIndex(document, indexName, null)];
      if (!keepsEmpty) return [];
      return [
        withIndex(isArray(value) ? withElement(document, steps, undefined) : document, indexName, null),
      ];
    });
};

function withElement(
  document: PipelineDocument,
  steps: readonly string[],
  element: Json | undefined,
): PipelineDocument {
  return specObject(
    '$unwind',
    withValueAt(document, steps, () => element),
  );
}

function withIndex(
  document: PipelineDocument,
  name: string | undefined,
  index: number | null,
): PipelineDocument {
  return name === undefined ? document : withKey(document, name, index);
}
