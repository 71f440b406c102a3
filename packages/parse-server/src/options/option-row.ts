import type { Json } from '@parse/core';
import type { OptionType } from './option-type.js';

/** What the rows with status `later` wait for, as `<option> is not available yet: …` goes on. */
export const laterFeatures = {
  analytics: 'analytics adapters come with a later release',
  cloud: 'Cloud Code comes with a later release',
  files: 'files come with a later release',
  graphql: 'the GraphQL API comes with a later release',
  liveQuery: 'LiveQuery comes with a later release',
  logs: 'log files and log adapters come with a later release',
  purchases: 'the product purchase routes of early Parse are not part of this server',
  push: 'push notifications come with a later release',
  queries: 'this variant of queries comes with a later release',
  security: 'the security check comes with a later release',
  server: 'it comes with a later release',
} as const;

/** A feature that is not built yet. */
export type LaterFeature = keyof typeof laterFeatures;

/** One option. */
export interface OptionRow {
  /** Path: `port`, `passwordPolicy.maxPasswordAge`, `rateLimit[].requestPath`. */
  readonly name: string;
  readonly type: OptionType;
  /** One sentence for the reference, `--help` and the doc comment of the type. */
  readonly about: string;
  /** Absent: the option is off or undefined unless it is set. */
  readonly default?: Json;
  /** Environment variable when it is not the one that `environmentName` derives; null: none. */
  readonly env?: string | null;
  /** Further variables that are read when `env` is not set. */
  readonly envAliases?: readonly string[];
  /** What the variables of a group's keys begin with when it is not `<env of the group>_`. */
  readonly envPrefix?: string;
  /** Set: the option is known and waits for this feature. Rows below a group inherit it. */
  readonly later?: LaterFeature;
  /** Never shown in messages or logs. */
  readonly secret?: boolean;
  /** What to use instead; setting the option logs it. */
  readonly deprecated?: string;
}

/** Rows that are documented together. */
export interface OptionArea {
  readonly title: string;
  readonly rows: readonly OptionRow[];
}
