import { ConfigError } from '@parse/core';
import { mergeOptions, type OptionTree } from '../options/option-tree.js';
import { optionsFromEnvironment } from '../options/options-from-environment.js';
import type { Arguments } from './read-arguments.js';
import { developmentKeys, type DevelopmentKeys } from './development-keys.js';
import { readConfigFile } from './read-config-file.js';

/** What surrounds the command. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Somebody sits in front of it. */
  readonly interactive: boolean;
  /** Where data is kept when nothing else is said. */
  readonly dataFolder: string;
}

/** Options from everywhere, merged. */
export interface GatheredOptions {
  readonly options: OptionTree;
  /** What could not be read. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** Set when the server runs on keys made for trying things out. */
  readonly development: DevelopmentKeys | undefined;
}

/** What makes the first steps work without any setting, and keeps them on this machine. */
const developmentDefaults: OptionTree = { allowClientClassCreation: true, host: '127.0.0.1' };

/**
 * Merges flags over variables over the file. Without appId and masterKey, development keys are taken when
 * somebody tries the server out, and never in production.
 */
export async function gatherOptions(given: Arguments, surroundings: Surroundings): Promise<GatheredOptions> {
  const file = await readFile(given.configFile);
  const environment = optionsFromEnvironment(surroundings.environment);
  const options = mergeOptions(mergeOptions(file.options, environment.options), given.options);
  const found = {
    problems: [...given.problems, ...environment.problems, ...file.problems],
    warnings: environment.warnings,
    development: undefined,
  };
  if (options['appId'] !== undefined || options['masterKey'] !== undefined) {
    return { ...found, options };
  }
  const refusal = whyNoDevelopment(given, surroundings);
  if (refusal !== undefined || found.problems.length > 0) {
    return { ...found, options, problems: [...found.problems, ...(refusal === undefined ? [] : [refusal])] };
  }
  const development = await developmentKeys(surroundings.dataFolder);
  const { appId, masterKey } = development;
  return { ...found, options: { ...developmentDefaults, ...options, appId, masterKey }, development };
}

async function readFile(
  path: string | undefined,
): Promise<{ readonly options: OptionTree; readonly problems: readonly string[] }> {
  try {
    return { options: path === undefined ? {} : await readConfigFile(path), problems: [] };
  } catch (error) {
    if (ConfigError.isInstance(error)) {
      return { options: {}, problems: error.problems };
    }
    throw error;
  }
}

function whyNoDevelopment(given: Arguments, { environment, interactive }: Surroundings): string | undefined {
  const how = 'Set PARSE_SERVER_APPLICATION_ID and PARSE_SERVER_MASTER_KEY, or use --appId and --masterKey';
  if (environment['NODE_ENV'] === 'production') {
    return `${how}: keys are never made up when NODE_ENV is production.`;
  }
  if (given.dev || environment['PARSE_SERVER_DEV'] === '1' || interactive) {
    return undefined;
  }
  return `${how}; or --dev, to get keys for trying things out.`;
}
