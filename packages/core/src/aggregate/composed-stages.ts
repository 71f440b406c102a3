import { compareValues } from '../query/compare-values.js';
import type { Json } from '../types/json.js';
import { compileExpression } from './expression.js';
import { invalidPipeline } from './expression-types.js';
import { compileOutputs, groupBy } from './group-stage.js';
import { scopeOf, specName, specObject, type StageCompiler } from './stage-types.js';
import { isArray } from './typed-values.js';

/** `$sortByCount`: groups with their sizes, largest first. */
export const compileSortByCount: StageCompiler = (spec) => {
  const idOf = compileExpression(spec);
  return (documents) =>
    groupBy(documents, idOf)
      .map((group) => ({ objectId: group.id, count: group.documents.length }))
      .sort((a, b) => b.count - a.count);
};

/** `$facet`: several pipelines over the same documents, each answered in a field of one document. */
export const compileFacet: StageCompiler = (spec, context) => {
  const facets = Object.entries(specObject('$facet', spec)).map(([name, pipeline]) => {
    if (!isArray(pipeline)) throw invalidPipeline('a field of $facet is a pipeline');
    return [specName('$facet', name), context.compile(pipeline)] as const;
  });
  return (documents) => [Object.fromEntries(facets.map(([name, run]) => [name, run(documents)]))];
};

/** `$bucket`: groups by the boundaries that a value lies between, each told by its lower one. */
export const compileBucket: StageCompiler = (spec) => {
  const { groupBy: by = null, boundaries, default: otherwise, output } = specObject('$bucket', spec);
  const limits = checkedBoundaries(boundaries);
  const valueOf = compileExpression(by);
  const compute = compileOutputs(
    output === undefined ? { count: { $sum: 1 } } : specObject('$bucket', output),
  );
  const rank = (id: Json) => {
    const index = limits.indexOf(id);
    return index < 0 ? limits.length : index;
  };
  return (documents) =>
    groupBy(documents, (scope) => bucketOf(valueOf(scopeOf(scope.root)), limits, otherwise))
      .toSorted((a, b) => rank(a.id) - rank(b.id))
      .map((group) => ({ objectId: group.id, ...compute(group.documents) }));
};

function checkedBoundaries(boundaries: Json | undefined): readonly Json[] {
  if (!isArray(boundaries) || boundaries.length < 2)
    throw invalidPipeline('$bucket needs at least two boundaries');
  const ascending = boundaries.every(
    (limit, index) => index === 0 || compareValues(boundaries[index - 1], limit) < 0,
  );
  if (!ascending) throw invalidPipeline('the boundaries of $bucket ascend');
  return boundaries;
}

function bucketOf(value: Json | undefined, limits: readonly Json[], otherwise: Json | undefined): Json {
  const upper = limits.findIndex((limit) => compareValues(value, limit) < 0);
  const lower = upper > 0 ? limits[upper - 1] : undefined;
  const bucket = lower ?? otherwise;
  if (bucket === undefined) throw invalidPipeline('$bucket has no bucket for a value, and no default');
  return bucket;
}
