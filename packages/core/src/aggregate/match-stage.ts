import { compileExpression } from './expression.js';
import { invalidPipeline } from './expression-types.js';
import { scopeOf, specObject, type StageCompiler } from './stage-types.js';
import { isTrue } from './typed-values.js';

/** `$match`: the documents that satisfy a query, and an `$expr`. */
export const compileMatch: StageCompiler = (spec) => {
  const { $expr: expression = true, ...query } = specObject('$match', spec);
  const holds = compileExpression(expression);
  if (Object.keys(query).length > 0) throw invalidPipeline('$match');
  return (documents) => documents.filter((document) => isTrue(holds(scopeOf(document))));
};
