import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { withKey, withValueAt } from './document-path.js';
import { invalidPipeline, type Expression } from './expression-types.js';
import { shapeEntries } from './shape-tree.js';
import { without } from './shape-stages.js';
import { scopeOf, specObject, type PipelineDocument, type StageCompiler } from './stage-types.js';
import { isArray } from './typed-values.js';

/** `$project`: the fields named and computed, `objectId` unless switched off; or all but those switched off. */
export const compileProject: StageCompiler = (spec) => {
  const entries = shapeEntries('$project', specObject('$project', spec), true);
  const hidden = entries.filter(({ value }) => value === false);
  const shown = entries.filter(({ value }) => value !== false);
  const hidesId = hidden.some(({ path }) => isId(path));
  if (shown.length === 0) {
    const paths = hidden.map(({ path }) => path);
    return (documents) => documents.map((document) => without(document, paths));
  }
  if (hidden.length > (hidesId ? 1 : 0)) {
    throw invalidPipeline('$project either shows fields or hides fields, except objectId');
  }
  const included = shown.filter(({ value }) => value === true).map(({ path }) => path);
  if (!hidesId && !shown.some(({ path }) => isId(path))) included.unshift(['objectId']);
  const computed = shown.flatMap(({ path, value }) =>
    typeof value === 'boolean' ? [] : [{ path, expression: value }],
  );
  return (documents) => documents.map((document) => project(document, included, computed));
};

function isId(path: readonly string[]): boolean {
  return path.length === 1 && path[0] === 'objectId';
}

function project(
  document: PipelineDocument,
  included: readonly (readonly string[])[],
  computed: readonly { readonly path: readonly string[]; readonly expression: Expression }[],
): PipelineDocument {
  const scope = scopeOf(document);
  const shown = included.reduce<PipelineDocument>((target, path) => copyPath(target, document, path), {});
  return computed.reduce((target, { path, expression }) => {
    const shaped = withValueAt(target, path, () => expression(scope));
    return isJsonObject(shaped) ? shaped : target;
  }, shown);
}

/** `target` with what `source` holds at the path, objects and arrays of objects on the way kept as such. */
function copyPath(target: JsonObject, source: JsonObject, path: readonly string[]): JsonObject {
  const [step, ...rest] = path;
  if (step === undefined || !Object.hasOwn(source, step)) return target;
  const value = source[step] ?? null;
  if (rest.length === 0) return withKey(target, step, value);
  const old = Object.hasOwn(target, step) ? target[step] : undefined;
  if (isJsonObject(value)) return withKey(target, step, copyPath(isJsonObject(old) ? old : {}, value, rest));
  if (!isArray(value)) return target;
  const elements = value
    .filter(isJsonObject)
    .map((element, index) => copyPath(elementAt(old, index), element, rest));
  return withKey(target, step, elements);
}

function elementAt(list: Json | undefined, index: number): JsonObject {
  const element = isArray(list) ? list[index] : undefined;
  return isJsonObject(element) ? element : {};
}
