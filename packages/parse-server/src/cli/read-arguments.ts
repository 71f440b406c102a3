import { suggestName } from '@parse/core';
import { parseArgs } from 'node:util';
import { flatten, topOptions, type Option } from '../options/option-table.js';
import { mergeOptions, setOption, type OptionTree } from '../options/option-tree.js';
import type { OptionType } from '../options/option-type.js';
import { readOptionText } from '../options/read-option-text.js';

/** What the command line asks for. */
export interface Arguments {
  readonly help: boolean;
  readonly version: boolean;
  /** Make keys for trying things out when there are none. */
  readonly dev: boolean;
  readonly options: OptionTree;
  readonly configFile: string | undefined;
  readonly problems: readonly string[];
}

/** Options that are set in code only have no variable, and no flag either. */
const flags = flatten(topOptions).filter((option) => option.variables.length > 0);

const commands = ['help', 'version', 'dev'];

type Token = NonNullable<ReturnType<typeof parse>['tokens']>[number];

/**
 * Reads `[options] [config.json]`. Every option is a flag, nested ones with dots (`--requestComplexity.includeDepth
 * 3`) or as JSON (`--requestComplexity '{"includeDepth":3}'`). A flag of a true/false option may stand alone.
 */
export function readArguments(args: readonly string[]): Arguments {
  const { tokens } = parse(args);
  const problems: string[] = [];
  const files: string[] = [];
  const given = new Set<string>();
  let options: OptionTree = {};
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.kind === 'positional') {
      files.push(token.value);
    }
    if (token?.kind !== 'option') {
      continue;
    }
    if (commands.includes(token.name)) {
      given.add(token.name);
      continue;
    }
    const { text, taken } = textOf(token, tokens[index + 1]);
    index += taken;
    const read = readFlag(token.name, text);
    if ('problem' in read) {
      problems.push(read.problem);
    } else {
      options = mergeOptions(options, setOption({}, token.name, read.value));
    }
  }
  if (files.length > 1) {
    problems.push(`One configuration file is read, but ${files.length} were named: ${files.join(', ')}.`);
  }
  return {
    help: given.has('help'),
    version: given.has('version'),
    dev: given.has('dev'),
    options,
    configFile: files[0],
    problems,
  };
}

/** Reads `[main.ts] [options] [config.json]` of the command `dev`, where a path that comes first is the Cloud Code. */
export function readDevelopmentArguments(args: readonly string[]): Arguments {
  const [first, ...others] = args;
  const hasPath = first !== undefined && !first.startsWith('-');
  const { options, ...given } = readArguments(hasPath ? others : args);
  return { ...given, dev: true, options: hasPath ? { cloud: first, ...options } : options };
}

function parse(args: readonly string[]) {
  const types = flags.map(
    (option) => [option.name, { type: mayStandAlone(option.type) ? 'boolean' : 'string' }] as const,
  );
  return parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(types),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
      dev: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
}

/**
 * The text of a flag, and how many tokens after the flag belong to it. What follows a flag that may stand alone
 * is its value only when it reads as one: `--verbose config.json` names a file.
 */
function textOf(
  token: Extract<Token, { kind: 'option' }>,
  next: Token | undefined,
): { readonly text: string | undefined; readonly taken: number } {
  if (token.value !== undefined) {
    const swallowed = !token.inlineValue && token.value.startsWith('--');
    return { text: swallowed ? undefined : token.value, taken: 0 };
  }
  const option = findOption(token.name);
  if (option === undefined || !mayStandAlone(option.type)) {
    return { text: undefined, taken: 0 };
  }
  const isValue = next?.kind === 'positional' && !('problem' in readOptionText(option.type, next.value));
  return isValue ? { text: next.value, taken: 1 } : { text: 'true', taken: 0 };
}

function readFlag(name: string, text: string | undefined): ReturnType<typeof readOptionText> {
  const option = findOption(name);
  if (option === undefined) {
    return { problem: unknownFlag(name) };
  }
  if (text === undefined) {
    return { problem: `--${name} needs a value.` };
  }
  const read = readOptionText(option.type, text);
  return 'problem' in read ? { problem: `--${name} ${read.problem}.` } : read;
}

function findOption(name: string): Option | undefined {
  return flags.find((option) => option.name === name);
}

function unknownFlag(name: string): string {
  const near = suggestName(name, [...flags.map((option) => option.name), ...commands]);
  return `--${name} is not an option${near === undefined ? '.' : `; did you mean --${near}?`}`;
}

function mayStandAlone(type: OptionType): boolean {
  return type.kind === 'boolean' || (type.kind === 'either' && type.types.some(mayStandAlone));
}
