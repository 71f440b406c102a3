import type { LaterFeature, OptionArea, OptionRow } from './option-row.js';
import { environmentName } from './environment-name.js';
import { adapterOptions } from './tables/adapter-options.js';
import { cloudOptions } from './tables/cloud-options.js';
import { databaseOptions } from './tables/database-options.js';
import { fileOptions } from './tables/file-options.js';
import { graphqlOptions } from './tables/graphql-options.js';
import { httpOptions } from './tables/http-options.js';
import { identityOptions } from './tables/identity-options.js';
import { liveQueryOptions } from './tables/live-query-options.js';
import { operationOptions } from './tables/operation-options.js';
import { pagesOptions } from './tables/pages-options.js';
import { protectionOptions } from './tables/protection-options.js';
import { pushOptions } from './tables/push-options.js';
import { userOptions } from './tables/user-options.js';

/** An option with what follows from its place in the table. */
export interface Option extends OptionRow {
  /** The last part of the name. */
  readonly key: string;
  /** Read in this order; empty for options that no variable sets. */
  readonly variables: readonly string[];
  readonly children: readonly Option[];
}

/** Options that are documented together; `options` are the outermost, the others hang below them. */
export interface Area {
  readonly title: string;
  readonly options: readonly Option[];
}

/** Every option of the server, as data. Types, defaults, variables, flags, help and reference follow from it. */
export const optionAreas: readonly Area[] = [
  identityOptions,
  httpOptions,
  databaseOptions,
  userOptions,
  protectionOptions,
  cloudOptions,
  pushOptions,
  fileOptions,
  liveQueryOptions,
  pagesOptions,
  operationOptions,
  graphqlOptions,
  adapterOptions,
].map(({ title, rows }: OptionArea) => ({ title, options: linkRows(rows, '', undefined) }));

/** The outermost options. */
export const topOptions: readonly Option[] = optionAreas.flatMap(({ options }) => options);

/** Every option, each followed by those below it. */
export function flatten(options: readonly Option[]): Option[] {
  return options.flatMap((option) => [option, ...flatten(option.children)]);
}

function linkRows(rows: readonly OptionRow[], parent: string, above: Option | undefined): Option[] {
  return rows
    .filter(({ name }) => name.startsWith(parent) && !/[.[]/.test(name.slice(parent.length)))
    .map((row) => linkRow(row, rows, row.name.slice(parent.length), above));
}

function linkRow(row: OptionRow, rows: readonly OptionRow[], key: string, above: Option | undefined): Option {
  const later: LaterFeature | undefined = row.later ?? above?.later;
  const option: Option = {
    ...row,
    ...(later !== undefined && { later }),
    secret: row.secret ?? above?.secret ?? false,
    key,
    variables: variablesOf(row, key, above),
    children: [],
  };
  const separator = row.type.kind === 'groups' ? '[].' : '.';
  return { ...option, children: linkRows(rows, `${row.name}${separator}`, option) };
}

function variablesOf(row: OptionRow, key: string, above: Option | undefined): readonly string[] {
  if (row.env === null || row.name.includes('[]')) {
    return [];
  }
  return [row.env ?? environmentName(key, prefixBelow(above)), ...(row.envAliases ?? [])];
}

function prefixBelow(above: Option | undefined): string {
  return above?.envPrefix ?? (above === undefined ? 'PARSE_SERVER_' : `${above.variables[0] ?? ''}_`);
}
