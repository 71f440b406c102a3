import { ConfigError } from '@parse/core';
import { checkOptions } from './check-options.js';
import { findContradictions } from './find-contradictions.js';
import { isPlainObject } from './plain-object.js';
import { topOptions } from './option-table.js';
import type { DefaultedOption, ParseServerOptions } from './parse-server-options.js';

/** Options that passed every check, with the defaults filled in at the outermost level. */
export type ResolvedOptions = Omit<ParseServerOptions, DefaultedOption> & {
  readonly [Name in DefaultedOption]-?: NonNullable<ParseServerOptions[Name]>;
} & { readonly appId: string; readonly masterKey: NonNullable<ParseServerOptions['masterKey']> };

/** Options to start with, and what the log should say about them. */
export interface OptionsResolution {
  readonly options: ResolvedOptions;
  readonly warnings: readonly string[];
}

/**
 * Checks options and fills in defaults. Throws one `ConfigError` that lists every problem, those found earlier
 * first.
 */
export function resolveOptions(given: unknown, earlierProblems: readonly string[] = []): OptionsResolution {
  if (!isPlainObject(given)) {
    throw new ConfigError(['The options of the server must be an object.']);
  }
  const { options, problems, warnings } = checkOptions(given);
  const allProblems = [...earlierProblems, ...problems, ...findContradictions(options)];
  if (allProblems.length > 0) {
    throw new ConfigError(allProblems);
  }
  return { options: Object.freeze(checked({ ...defaults(), ...options })), warnings };
}

function defaults(): Record<string, unknown> {
  return Object.fromEntries(
    topOptions.filter((option) => option.default !== undefined).map((option) => [option.key, option.default]),
  );
}

/** The edge between data and types: called only with what the table has been checked against. */
function checked(options: Readonly<Record<string, unknown>>): ResolvedOptions {
  return options as unknown as ResolvedOptions;
}
