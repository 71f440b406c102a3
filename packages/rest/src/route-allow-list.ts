import { ConfigError } from '@parse/core';

/** The routes that callers without a key may use. */
export interface RouteAllowList {
  allows(path: string): boolean;
}

/**
 * Compiles the operator's patterns. Each stands for whole paths below the mount, without the first slash:
 * `classes/Post` does not allow `classes/Post/abc`, but `classes/Post(/.*)?` does. Throws `ConfigError`.
 */
export function createRouteAllowList(patterns: readonly string[]): RouteAllowList {
  const expressions = compilePatterns('routeAllowList', patterns, (pattern) => `^(?:${pattern})$`);
  return { allows: (path) => expressions.some((expression) => expression.test(path.slice(1))) };
}

/** Compiles regular expressions that the operator (never a client) wrote; throws one `ConfigError` for all bad ones. */
export function compilePatterns(
  option: string,
  patterns: readonly string[],
  anchor: (pattern: string) => string,
): readonly RegExp[] {
  const problems: string[] = [];
  const expressions = patterns.flatMap((pattern) => {
    try {
      return [new RegExp(anchor(pattern))];
    } catch (error) {
      problems.push(`${option} holds "${pattern}", which is no regular expression: ${String(error)}`);
      return [];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return expressions;
}
