import { isJsonObject, type Json } from '../types/json.js';
import { compileExpression } from './expression.js';
import { documentPath, withValueAt } from './document-path.js';
import { invalidPipeline } from './expression-types.js';
import { shapeEntries } from './shape-tree.js';
import {
  scopeOf,
  specName,
  specObject,
  type PipelineDocument,
  type Stage,
  type StageCompiler,
} from './stage-types.js';
import { typeName } from './typed-values.js';

/** `$addFields` and `$set`: computed fields beside, or in place of, those there are. */
export const compileAddFields: StageCompiler = (spec) => {
  const entries = shapeEntries('$addFields', specObject('$addFields', spec), false);
  return (documents) =>
    documents.map((document) => {
      const scope = scopeOf(document);
      return entries.reduce<PipelineDocument>((shaped, { path, value }) => {
        const computed = typeof value === 'boolean' ? value : value(scope);
        return changed(shaped, path, computed);
      }, document);
    });
};

/** `$unset`: fields taken away. */
export const compileUnset: StageCompiler = (spec) => {
  const names: readonly Json[] = Array.isArray(spec) ? spec : [spec];
  const paths = names.map((name) => documentPath(specName('$unset', name)));
  return (documents) => documents.map((document) => without(document, paths));
};

/** A document without what is at the paths. */
export function without(document: PipelineDocument, paths: readonly (readonly string[])[]): PipelineDocument {
  return paths.reduce((rest, path) => changed(rest, path, undefined), document);
}

/** `$replaceRoot`: another document in place of each. */
export const compileReplaceRoot: StageCompiler = (spec) =>
  replaceRoot(specObject('$replaceRoot', spec).newRoot ?? null);

/** `$replaceWith`: the short form of `$replaceRoot`. */
export const compileReplaceWith: StageCompiler = (spec) => replaceRoot(spec);

function replaceRoot(newRoot: Json): Stage {
  const expression = compileExpression(newRoot);
  return (documents) =>
    documents.map((document) => {
      const root = expression(scopeOf(document));
      if (!isJsonObject(root)) throw invalidPipeline(`the new root is an object, not ${typeName(root)}`);
      return root;
    });
}

function changed(
  document: PipelineDocument,
  path: readonly string[],
  value: Json | undefined,
): PipelineDocument {
  const shaped = withValueAt(document, path, () => value);
  return isJsonObject(shaped) ? shaped : document;
}
