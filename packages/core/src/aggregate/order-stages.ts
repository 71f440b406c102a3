import { compareValues } from '../query/compare-values.js';
import type { Json } from '../types/json.js';
import { documentPath, valueAt } from './document-path.js';
import { invalidPipeline } from './expression-types.js';
import { specCount, specName, specObject, type PipelineDocument, type StageCompiler } from './stage-types.js';
import { isArray } from './typed-values.js';

/** `$sort`: by each key in turn; ties stay as they are. Arrays count as their smallest or largest element. */
export const compileSort: StageCompiler = (spec) => {
  const keys = Object.entries(specObject('$sort', spec)).map(([path, direction]) => sortKey(path, direction));
  if (keys.length === 0) throw invalidPipeline('$sort needs at least one key');
  return (documents) =>
    documents.toSorted((a, b) => {
      for (const compare of keys) {
        const order = compare(a, b);
        if (order !== 0) return order;
      }
      return 0;
    });
};

/** `$limit`: the first documents. */
export const compileLimit: StageCompiler = (spec) => {
  const limit = specCount('$limit', spec, 1);
  return (documents) => documents.slice(0, limit);
};

/** `$skip`: all but the first documents. */
export const compileSkip: StageCompiler = (spec) => {
  const skip = specCount('$skip', spec, 0);
  return (documents) => documents.slice(skip);
};

/** `$count`: one document with the number of documents; none when there are none. */
export const compileCount: StageCompiler = (spec) => {
  const name = specName('$count', spec);
  return (documents) => (documents.length === 0 ? [] : [{ [name]: documents.length }]);
};

/** `$sample`: that many documents chosen at random, in random order. */
export const compileSample: StageCompiler = (spec) => {
  const size = specCount('$sample', specObject('$sample', spec).size, 1);
  return (documents) => {
    const drawn = documents.map((document) => ({ document, lot: Math.random() }));
    return drawn
      .sort((a, b) => a.lot - b.lot)
      .slice(0, size)
      .map(({ document }) => document);
  };
};

function sortKey(path: string, direction: Json): (a: PipelineDocument, b: PipelineDocument) => number {
  if (direction !== 1 && direction !== -1) throw invalidPipeline('a $sort direction is 1 or -1');
  const steps = documentPath(path);
  const value = (document: PipelineDocument) => representative(valueAt(document, steps), direction);
  return (a, b) => direction * compareValues(value(a), value(b));
}

function representative(value: Json | undefined, direction: 1 | -1): Json | undefined {
  if (!isArray(value)) return value;
  const [first, ...rest] = value;
  return rest.reduce(
    (best, element) => (compareValues(element, best) * direction < 0 ? element : best),
    first,
  );
}
