import {
  isJsonObject,
  textOf,
  type Json,
  type JsonArray,
  type JsonObject,
  type MutableJsonObject,
} from '../types/json.js';
import { isPointer, type PointerValue } from '../types/object.js';
import { createIncludeBudget, type IncludeBudget, type IncludeTarget } from './include-budget.js';
import type { KeySelection } from './select-keys.js';

/** Fetches objects of one class as the caller may see them; missing and unreadable ones are left out. */
export type ObjectFetcher = (
  className: string,
  objectIds: readonly string[],
  selection: KeySelection,
) => Promise<readonly JsonObject[]>;

/** Fields from one object to the next. */
export type Path = readonly string[];

/** What to include. */
export interface IncludePlan {
  /** Every path comes after those that lead to it. */
  readonly paths: readonly Path[];
  /** The client's choice of fields: what lies below an included path is chosen from the included objects. */
  readonly selection: KeySelection;
  readonly fetch: ObjectFetcher;
}

/**
 * The results with the pointers at the paths replaced by the objects they point to; a pointer to nothing the
 * caller may read is left out. One read per class and path, level by level, so that the cost does not grow with
 * the number of results. The given results are not changed.
 */
export async function includePointers(
  results: readonly JsonObject[],
  plan: IncludePlan,
): Promise<readonly JsonObject[]> {
  let current = results;
  const budget = createIncludeBudget();
  for (const level of pathsByLength(plan.paths)) {
    const objects = current;
    // Paths of one length never lie inside one another, so their reads can run side by side.
    const found = await Promise.all(level.map((path) => fetchTargets(objects, path, plan)));
    current = objects.map((result) => replaceLevel(result, level, found, budget));
  }
  return current;
}

/** By class and id. */
type Targets = ReadonlyMap<string, ReadonlyMap<string, IncludeTarget>>;

/** Copied at most once, however many of the paths lead to something. */
function replaceLevel(
  result: JsonObject,
  level: readonly Path[],
  found: readonly Targets[],
  budget: IncludeBudget,
): JsonObject {
  let replaced = result;
  let copy: MutableJsonObject | undefined;
  level.forEach((path, index) => {
    const [field = ''] = path;
    const targets = found[index];
    if (!targets || !Object.hasOwn(replaced, field)) return;
    const value = replaceAt(replaced[field], path, 1, { targets, budget });
    if (value === replaced[field]) return;
    copy = value === undefined ? without(replaced, field) : (copy ?? { ...replaced });
    if (value !== undefined) copy[field] = value;
    replaced = copy;
  });
  return replaced;
}

function pathsByLength(paths: IncludePlan['paths']): readonly (readonly Path[])[] {
  const levels = new Map<number, Path[]>();
  for (const path of paths) {
    levels.set(path.length, [...(levels.get(path.length) ?? []), path]);
  }
  return Array.from(levels.entries())
    .sort(([a], [b]) => a - b)
    .map(([, level]) => level);
}

async function fetchTargets(results: readonly JsonObject[], path: Path, plan: IncludePlan): Promise<Targets> {
  const selection = selectionBelow(plan.selection, path);
  const wanted = new Map<string, Set<string>>();
  for (const result of results) collectPointers(result, path, 0, wanted);
  const targets = new Map<string, ReadonlyMap<string, IncludeTarget>>();
  await Promise.all(
    Array.from(wanted, async ([className, ids]) => {
      const objects = await plan.fetch(className, Array.from(ids), selection);
      targets.set(className, targetsById(className, objects));
    }),
  );
  return targets;
}

function targetsById(className: string, objects: readonly JsonObject[]): ReadonlyMap<string, IncludeTarget> {
  const targets = new Map<string, IncludeTarget>();
  for (const found of objects) {
    const object: MutableJsonObject = Object.assign({}, found);
    object.__type = 'Object';
    object.className = className;
    targets.set(textOf(found.objectId), { object, isIncluded: false, length: undefined });
  }
  return targets;
}

function collectPointers(
  value: Json | undefined,
  path: Path,
  depth: number,
  wanted: Map<string, Set<string>>,
): void {
  if (Array.isArray(value)) {
    for (const item of value as JsonArray) collectPointers(item, path, depth, wanted);
    return;
  }
  if (!isJsonObject(value)) return;
  const step = path[depth];
  if (step !== undefined) {
    if (Object.hasOwn(value, step)) collectPointers(value[step], path, depth + 1, wanted);
    return;
  }
  if (!isPointer(value)) return;
  const ids = wanted.get(value.className);
  if (ids) ids.add(value.objectId);
  else wanted.set(value.className, new Set([value.objectId]));
}

interface Replacement {
  readonly targets: Targets;
  readonly budget: IncludeBudget;
}

/** Copies only what lies on the path; undefined when the value is a pointer to nothing. */
function replaceAt(
  value: Json | undefined,
  path: Path,
  depth: number,
  replacement: Replacement,
): Json | undefined {
  if (Array.isArray(value)) {
    return value
      .map((item: Json) => replaceAt(item, path, depth, replacement))
      .filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  const step = path[depth];
  if (step === undefined) return isPointer(value) ? targetOf(value, replacement) : value;
  if (!Object.hasOwn(value, step)) return value;
  const replaced = replaceAt(value[step], path, depth + 1, replacement);
  if (replaced === value[step]) return value;
  return replaced === undefined ? without(value, step) : { ...value, [step]: replaced };
}

function without(object: JsonObject, field: string): MutableJsonObject {
  const { [field]: _gone, ...rest } = object;
  return rest;
}

function targetOf(
  { className, objectId }: PointerValue,
  { targets, budget }: Replacement,
): JsonObject | undefined {
  const target = targets.get(className)?.get(objectId);
  if (target) budget.spend(target);
  return target?.object;
}

/** `keys=a.b` with `a` included means: of the included objects, only `b`; `excludeKeys=a.b`: all but `b`. */
function selectionBelow({ keys, excludeKeys }: KeySelection, path: Path): KeySelection {
  const prefix = `${path.join('.')}.`;
  const below = (names: readonly string[]) =>
    names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const chosen = below(keys ?? []);
  return { keys: chosen.length > 0 ? chosen : undefined, excludeKeys: below(excludeKeys) };
}
