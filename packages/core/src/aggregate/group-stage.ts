import { valueKey } from '../ops/value-key.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { accumulators, type Accumulate } from './accumulators.js';
import { compileExpression } from './expression.js';
import { invalidPipeline, type Expression } from './expression-types.js';
import { scopeOf, specObject, type PipelineDocument, type StageCompiler } from './stage-types.js';

/** `$group`: one document for each distinct `_id`, in the order of first appearance. */
export const compileGroup: StageCompiler = (spec) => {
  const { _id: id, ...outputs } = specObject('$group', spec);
  if (id === undefined) throw invalidPipeline('$group needs an _id');
  if (Object.hasOwn(outputs, 'objectId'))
    throw invalidPipeline("Cannot use 'objectId' in aggregation stage $group.");
  const compute = compileOutputs(outputs);
  const idOf = compileExpression(id);
  return (documents) =>
    groupBy(documents, idOf).map((group) => ({ objectId: group.id, ...compute(group.documents) }));
};

/** The outputs of a group stage: `{ total: { $sum: "$price" } }` as a function of a group's documents. */
export function compileOutputs(outputs: JsonObject): (documents: readonly PipelineDocument[]) => JsonObject {
  const fields = Object.entries(outputs).map(([name, spec]) => ({ name, ...compileOutput(name, spec) }));
  return (documents) =>
    Object.fromEntries(
      fields.map(({ name, expression, accumulate }) => [
        name,
        accumulate(documents.map((document) => expression(scopeOf(document)))),
      ]),
    );
}

/** Documents with the same value of an expression, groups in the order of first appearance; missing is null. */
export function groupBy(
  documents: readonly PipelineDocument[],
  idOf: Expression,
): readonly { readonly id: Json; readonly documents: readonly PipelineDocument[] }[] {
  const groups = new Map<string, { readonly id: Json; readonly documents: PipelineDocument[] }>();
  for (const document of documents) {
    const id = idOf(scopeOf(document)) ?? null;
    const key = valueKey(id);
    const group = groups.get(key);
    if (group) group.documents.push(document);
    else groups.set(key, { id, documents: [document] });
  }
  return [...groups.values()];
}

function compileOutput(
  name: string,
  spec: Json,
): { readonly expression: Expression; readonly accumulate: Accumulate } {
  const [operator, ...others] = isJsonObject(spec) ? Object.keys(spec) : [];
  if (!isJsonObject(spec) || operator === undefined || others.length > 0) {
    throw invalidPipeline(`the field '${name}' of a group is an object with exactly one accumulator`);
  }
  const accumulate = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!accumulate) throw invalidPipeline(`Unrecognized group operator '${operator}'`);
  return { expression: compileExpression(spec[operator] ?? null), accumulate };
}
