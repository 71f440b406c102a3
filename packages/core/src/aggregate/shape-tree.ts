import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { wireType } from '../types/object.js';
import { documentPath } from './document-path.js';
import { compileExpression, operatorName } from './expression.js';
import { invalidPipeline, type Expression } from './expression-types.js';

/** Documents shaped deeper than this are refused. */
const MAX_DEPTH = 100;

/** Where a shape stage puts a value: the path, and how the value is told. */
export interface ShapeEntry {
  readonly path: readonly string[];
  /** A switch (`1`, `0`, `true`, `false`) or something to compute. */
  readonly value: boolean | Expression;
}

/**
 * The entries of `$project` or `$addFields`, nested objects flattened to paths. With `switches`, numbers and
 * booleans tell whether a field is shown; otherwise they are values.
 */
export function shapeEntries(stage: string, spec: JsonObject, switches: boolean): readonly ShapeEntry[] {
  const entries: ShapeEntry[] = [];
  const add = (path: readonly string[], part: Json): void => {
    if (path.length > MAX_DEPTH) throw invalidPipeline(`${stage} is nested too deeply`);
    if (switches && (typeof part === 'number' || typeof part === 'boolean')) {
      entries.push({ path, value: Boolean(part) });
    } else if (isPlainObject(part)) {
      for (const [key, inner] of Object.entries(part)) add([...path, ...key.split('.')], inner);
    } else {
      entries.push({ path, value: compileExpression(part) });
    }
  };
  for (const [key, part] of Object.entries(spec)) add(documentPath(key), part);
  if (entries.length === 0) throw invalidPipeline(`${stage} needs at least one field`);
  assertNoCollision(stage, entries);
  return entries;
}

/** Whether an object names fields, rather than an operator or a wire value. */
function isPlainObject(part: Json): part is JsonObject {
  return (
    isJsonObject(part) &&
    Object.keys(part).length > 0 &&
    operatorName(part) === undefined &&
    wireType(part) === undefined
  );
}

function assertNoCollision(stage: string, entries: readonly ShapeEntry[]): void {
  const paths = new Set(entries.map(({ path }) => path.join('.')));
  const collides = entries.some(({ path }) =>
    path.some((_, end) => end > 0 && paths.has(path.slice(0, end).join('.'))),
  );
  if (collides || paths.size < entries.length) throw invalidPipeline(`paths of ${stage} collide`);
}
