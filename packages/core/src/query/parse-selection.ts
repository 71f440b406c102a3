import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject } from '../types/json.js';
import { TEXT_SCORE } from '../types/query.js';
import { readFlag, readNames } from './parameter.js';

/** How much a client may have included. `-1` leaves it to the server's own ceilings. */
export interface SelectionLimits {
  /** The most parts of an include path. */
  readonly includeDepth: number;
  /** The most include paths, those leading to others counted. */
  readonly includeCount: number;
}

/** Which parts of objects, and of the objects they point to, a client gets. */
export interface Selection {
  /**
   * Top-level columns to read; undefined: all. Those every answer has (`objectId`, `createdAt`, `updatedAt`, `ACL`) are
   * not listed unless named.
   */
  readonly fields: readonly string[] | undefined;
  /** Dot paths to keep, those below included pointers among them (`post.title`); undefined: all. */
  readonly keys: readonly string[] | undefined;
  /** Dot paths to leave out, those below included pointers among them; wins over `keys`. */
  readonly excludeKeys: readonly string[];
  /** Whether `keys` names `$score`, how well a text search found the object. */
  readonly score: boolean;
  /** Paths of the pointers to replace by their objects; every path comes after those that lead to it. */
  readonly include: readonly (readonly string[])[];
}

/** Reads `keys`, `excludeKeys`, `include` and `includeAll`. Fails with InvalidQuery when a limit is passed. */
export function parseSelection(schema: ClassSchema, input: JsonObject, limits: SelectionLimits): Selection {
  if (!PARAMETERS.some((name) => input[name] !== undefined)) return WHOLE_OBJECTS;
  const included = readNames(input.include) ?? [];
  const everything = readFlag(input.includeAll) || included.includes('*') ? referenceColumns(schema) : [];
  const chosen = readNames(input.keys);
  const named = chosen?.filter((name) => name !== '' && name !== TEXT_SCORE && !name.startsWith('_'));
  const keys = named && unique([...named, ...everything]);
  const excludeKeys = unique(readNames(input.excludeKeys) ?? []).filter((name) => !ALWAYS.has(name));
  const include = unique([
    ...includePaths(schema, included, [...(keys ?? []), ...excludeKeys], limits),
    ...everything,
  ]);
  const fields = topLevelFields(schema, keys, excludeKeys);
  const score = chosen?.includes(TEXT_SCORE) ?? false;
  return { fields, keys, excludeKeys, score, include: include.map((path) => path.split('.')) };
}

const PARAMETERS = ['keys', 'excludeKeys', 'include', 'includeAll'];

const WHOLE_OBJECTS: Selection = {
  fields: undefined,
  keys: undefined,
  excludeKeys: [],
  score: false,
  include: [],
};

/** Part of every answer, whatever was selected. */
const ALWAYS: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt', 'ACL']);

/** Ceilings where no limit is set: every path costs a look at each result. */
const MAX_PATHS = 1000;
const MAX_DEPTH = 100;

function referenceColumns(schema: ClassSchema): readonly string[] {
  return Object.keys(schema.fields).filter((field) => isReference(schema, field));
}

/** Arrays may hold pointers too. */
function isReference(schema: ClassSchema, field: string): boolean {
  const type = Object.hasOwn(schema.fields, field) ? schema.fields[field]?.type : undefined;
  return type === 'Pointer' || type === 'Array';
}

/**
 * What was asked for by name, with the paths that lead there. To choose among the fields of a pointer's object, by
 * taking or leaving them, is to ask for it.
 */
function includePaths(
  schema: ClassSchema,
  included: readonly string[],
  chosen: readonly string[],
  limits: SelectionLimits,
): readonly string[] {
  const asked = included.map(withoutEmptyParts).filter((path) => path !== '' && path !== '*');
  const implied = chosen
    .filter((key) => key.includes('.') && isReference(schema, firstPart(key)))
    .map(parentPath);
  const targets = unique([...asked, ...implied]);
  assertDepth(targets, limits);
  const paths = unique(targets.flatMap(leadingPaths));
  const limit = limits.includeCount < 0 ? MAX_PATHS : limits.includeCount;
  if (paths.length <= limit) return paths;
  throw new ParseError(
    ErrorCode.InvalidQuery,
    `Number of include fields (${paths.length}) exceeds maximum allowed (${limit})`,
  );
}

function assertDepth(paths: readonly string[], limits: SelectionLimits): void {
  const depth = paths.reduce((deepest, path) => Math.max(deepest, path.split('.').length), 0);
  const limit = limits.includeDepth < 0 ? MAX_DEPTH : limits.includeDepth;
  if (depth > limit) {
    throw new ParseError(
      ErrorCode.InvalidQuery,
      `Include depth of ${depth} exceeds maximum allowed depth of ${limit}`,
    );
  }
}

/** `a.b.c` after `a` and `a.b`. */
function leadingPaths(path: string): readonly string[] {
  const parts = path.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/**
 * The columns that hold what was selected. `keys=p.title&excludeKeys=p` still reads `p`: the two name different
 * things.
 */
function topLevelFields(
  schema: ClassSchema,
  keys: readonly string[] | undefined,
  excludeKeys: readonly string[],
): readonly string[] | undefined {
  const excluded = new Set(excludeKeys);
  const columns = Object.keys(schema.fields);
  if (!keys) return excludeKeys.length > 0 ? columns.filter((column) => !excluded.has(column)) : undefined;
  const kept = keys.filter((key) => !excluded.has(key)).map(firstPart);
  return unique(kept).filter((field) => Object.hasOwn(schema.fields, field));
}

function firstPart(path: string): string {
  return path.split('.', 1).join('');
}

function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

function withoutEmptyParts(path: string): string {
  return path
    .split('.')
    .filter((part) => part !== '')
    .join('.');
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
