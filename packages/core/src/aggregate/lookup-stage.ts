import { valueKey } from '../ops/value-key.js';
import type { Json } from '../types/json.js';
import { isPointer } from '../types/object.js';
import { documentPath, valueAt, withKey } from './document-path.js';
import { invalidPipeline } from './expression-types.js';
import { toDocument } from './pipeline-document.js';
import { specName, specObject, type PipelineDocument, type StageCompiler } from './stage-types.js';
import { isArray } from './typed-values.js';

/**
 * `$lookup` by equality of two fields: the matching objects of another class as an array. Missing equals null, an
 * array matches by any of its elements, and a pointer matches the objectId it refers to.
 */
export const compileLookup: StageCompiler = (spec, { lookup }) => {
  const { from, localField, foreignField, as, ...others } = specObject('$lookup', spec);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalidPipeline(`Unrecognized argument of $lookup: ${unknown}`);
  const className = specName('$lookup', from);
  const local = documentPath(specName('$lookup', localField));
  const foreign = documentPath(specName('$lookup', foreignField));
  const target = specName('$lookup', as);
  if (!lookup) throw invalidPipeline('$lookup is not possible here');

  return (documents) => {
    const byKey = new Map<string, PipelineDocument[]>();
    for (const document of lookup(className).map(toDocument)) {
      for (const key of joinKeys(valueAt(document, foreign))) {
        const found = byKey.get(key);
        if (found) found.push(document);
        else byKey.set(key, [document]);
      }
    }
    return documents.map((document) => {
      const found = joinKeys(valueAt(document, local)).flatMap((key) => byKey.get(key) ?? []);
      return withKey(document, target, [...new Set(found)]);
    });
  };
};

function joinKeys(value: Json | undefined): readonly string[] {
  const values: readonly Json[] = isArray(value) ? value : [value ?? null];
  return [...new Set(values.map((element) => valueKey(isPointer(element) ? element.objectId : element)))];
}
