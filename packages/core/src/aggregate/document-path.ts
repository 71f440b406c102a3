import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { invalidPipeline } from './expression-types.js';
import { isArray } from './typed-values.js';

/** Column names of Parse's MongoDB layout, which existing pipelines use for Parse's own. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['_id', 'objectId'],
  ['_created_at', 'createdAt'],
  ['_updated_at', 'updatedAt'],
]);

const MAX_PATH_LENGTH = 100;

/** The steps of a dot path, the first one under its Parse name: `_id.city` leads to `objectId`, then `city`. */
export function documentPath(path: string): readonly string[] {
  const [first = '', ...rest] = path.split('.');
  const steps = [ALIASES.get(first) ?? first, ...rest];
  if (steps.includes('') || steps.length > MAX_PATH_LENGTH) {
    throw invalidPipeline(`'${path.slice(0, 200)}' is not a field path`);
  }
  return steps;
}

/** The value at a path. On an array the rest of the path is read from each element that is an object. */
export function valueAt(value: Json | undefined, path: readonly string[], from = 0): Json | undefined {
  let current = value;
  for (let index = from; index < path.length; index += 1) {
    if (isArray(current)) {
      return current.flatMap((element) => {
        const inner = isJsonObject(element) ? valueAt(element, path, index) : undefined;
        return inner === undefined ? [] : [inner];
      });
    }
    const step = path[index];
    if (step === undefined || !isJsonObject(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}

/** The document with another value at the path (undefined: without one); what lies on the way is copied. */
export function withValueAt(
  value: Json | undefined,
  path: readonly string[],
  replace: (old: Json | undefined) => Json | undefined,
): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return replace(value);
  if (isArray(value)) return value.map((element) => withValueAt(element, path, replace) ?? null);
  const container = isJsonObject(value) ? value : {};
  const old = Object.hasOwn(container, step) ? container[step] : undefined;
  const next = withValueAt(old, rest, replace);
  if (next === undefined) return old === undefined ? value : withoutKey(container, step);
  return withKey(container, step, next);
}

/** A copy of the object with the entry. */
export function withKey(object: JsonObject, key: string, value: Json): JsonObject {
  return Object.fromEntries([...Object.entries(object), [key, value] as const]);
}

/** A copy of the object without the entry. */
export function withoutKey(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
