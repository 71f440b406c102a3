import { suggestName } from '@parse/core';
import { mergeOptions, setOption, type OptionTree } from './option-tree.js';
import { flatten, topOptions, type Option } from './option-table.js';
import { readOptionText } from './read-option-text.js';

/** What the environment says about options. */
export interface EnvironmentOptions {
  readonly options: OptionTree;
  readonly problems: readonly string[];
  /** Variables that look like ours and are not. */
  readonly warnings: readonly string[];
}

/** Variables with our prefix that are no options. */
const otherVariables = ['PARSE_SERVER_DEV'];

/**
 * Reads the options that environment variables set; empty variables count as unset. The variable of a group
 * (`PARSE_SERVER_PASSWORD_POLICY`, JSON) and those of its keys are merged, the latter stronger.
 */
export function optionsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): EnvironmentOptions {
  const problems: string[] = [];
  let options: OptionTree = {};
  for (const option of flatten(topOptions)) {
    const variable = option.variables.find((name) => (environment[name] ?? '') !== '');
    const read =
      variable === undefined ? undefined : readVariable(option, variable, environment[variable] ?? '');
    if (read === undefined) {
      continue;
    }
    if ('problem' in read) {
      problems.push(read.problem);
    } else {
      options = mergeOptions(options, setOption({}, option.name, read.value));
    }
  }
  return { options, problems, warnings: unknownVariables(environment) };
}

function readVariable(option: Option, variable: string, text: string): ReturnType<typeof readOptionText> {
  const read = readOptionText(option.type, text);
  return 'problem' in read ? { problem: `${variable} ${read.problem}.` } : read;
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = [...flatten(topOptions).flatMap(({ variables }) => variables), ...otherVariables];
  return Object.keys(environment)
    .filter((name) => /^PARSE_(LIVE_QUERY_)?SERVER_/.test(name) && !known.includes(name))
    .map((name) => {
      const near = suggestName(name, known);
      return `${name} is not a variable of this server${near === undefined ? '.' : `; did you mean ${near}?`}`;
    });
}
