import { HttpError } from './http-error.js';
import type { PathMatch, Route, RouteMethod } from './route.js';

/** A route and what its path's parameters are in one request. */
export interface RouteMatch extends PathMatch {
  readonly route: Route;
}

/** Finds routes. Takes time linear in the number of segments, however many routes there are. */
export interface Router {
  /** The route for the path; a literal segment wins over a parameter. Throws `HttpError` for bad percent-encoding. */
  find(method: string, segments: readonly string[]): RouteMatch | undefined;
  /** Whether any method has a route for the path. */
  knows(segments: readonly string[]): boolean;
}

interface Branch {
  /** By the segment as written, and in lower case: literal segments match in any case. */
  readonly literals: Map<string, Branch>;
  parameter: Branch | undefined;
  readonly routes: Map<string, CompiledRoute>;
}

interface CompiledRoute {
  readonly route: Route;
  /** Name and position of each parameter. */
  readonly parameters: readonly (readonly [name: string, position: number])[];
}

/** Prepares the routes for finding. */
export function createRouter(routes: readonly Route[]): Router {
  const root = newBranch();
  for (const route of routes) addRoute(root, route);
  return {
    find(method, segments) {
      const found = search(root, segments, 0, method);
      return found && { route: found.route, pathParameters: decodeParameters(found, segments) };
    },
    knows: (segments) => search(root, segments, 0, undefined) !== undefined,
  };
}

/**
 * The segments of a path, empty ones left out, so that doubled and trailing slashes make no difference. Undefined
 * when one of them is `.` or `..`, which no route may see.
 */
export function splitPath(path: string): readonly string[] | undefined {
  const segments: string[] = [];
  let start = 0;
  while (start < path.length) {
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    if (end > start) {
      const segment = path.slice(start, end);
      if (segment === '.' || segment === '..') return undefined;
      segments.push(segment);
    }
    start = end + 1;
  }
  return segments;
}

/**
 * The one spelling of the path that limits and lists decide on: `/classes/Post/abc` whatever case, slashes and
 * encoding it was asked under. Within a parameter `/` and `%` stay encoded, so that it remains one segment.
 */
export function canonicalPath({ route, pathParameters }: RouteMatch): string {
  return route.path
    .split('/')
    .map((segment) =>
      segment.startsWith(':') ? oneSegment(pathParameters[segment.slice(1)] ?? '') : segment,
    )
    .join('/');
}

function oneSegment(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('/', '%2F');
}

function newBranch(): Branch {
  return { literals: new Map(), parameter: undefined, routes: new Map() };
}

function addRoute(root: Branch, route: Route): void {
  const parameters: [string, number][] = [];
  let branch = root;
  for (const [position, segment] of (splitPath(route.path) ?? []).entries()) {
    if (segment.startsWith(':')) {
      parameters.push([segment.slice(1), position]);
      branch = branch.parameter ??= newBranch();
    } else {
      branch = literalBranch(branch, segment);
    }
  }
  branch.routes.set(route.method satisfies RouteMethod, { route, parameters });
}

function literalBranch(parent: Branch, segment: string): Branch {
  const known = parent.literals.get(segment);
  if (known) return known;
  const branch = newBranch();
  parent.literals.set(segment, branch);
  parent.literals.set(segment.toLowerCase(), branch);
  return branch;
}

/** Goes at most as deep as the longest route. */
function search(
  branch: Branch,
  segments: readonly string[],
  position: number,
  method: string | undefined,
): CompiledRoute | undefined {
  const segment = segments[position];
  if (segment === undefined) {
    return method === undefined ? branch.routes.values().next().value : branch.routes.get(method);
  }
  const literal = literalOf(branch, segment);
  const found = literal && search(literal, segments, position + 1, method);
  if (found) return found;
  return branch.parameter && search(branch.parameter, segments, position + 1, method);
}

function literalOf({ literals }: Branch, segment: string): Branch | undefined {
  if (literals.size === 0) return undefined;
  return literals.get(segment) ?? literals.get(segment.toLowerCase());
}

function decodeParameters(
  { parameters }: CompiledRoute,
  segments: readonly string[],
): Readonly<Record<string, string>> {
  const decoded: Record<string, string> = {};
  for (const [name, position] of parameters) decoded[name] = decodeSegment(segments[position] ?? '');
  return decoded;
}

function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, `Failed to decode param '${segment}'`);
  }
}
