import { flatten, optionAreas, type Option } from '../options/option-table.js';
import { isWritable } from '../options/option-type.js';

/** What `--help` prints: every option that a flag can set, with its variable. */
export function helpText(): string {
  return [
    'Usage: parse-server [options] [config.json | config.js]',
    '       parse-server dev cloud/main.ts [options] [config.json | config.js]',
    '       parse-server jobs [list | run NAME [PARAMS] | tail ID] [options]',
    '       parse-server types [parse-types.ts] [options]',
    '',
    'dev runs Cloud Code anew whenever one of its files changes. jobs and types ask the running server that serverURL,',
    'appId and masterKey name: about its jobs, and for TypeScript types of its classes and functions.',
    '',
    'Settings come, strongest first, from options, environment variables, the configuration file and defaults.',
    'Lists are separated by commas or written as JSON; objects are written as JSON or set key by key.',
    '',
    '  -h, --help     Print this.',
    '  -v, --version  Print the version.',
    '  --dev          Without keys: make some, keep them in ./parse-data, and allow what helps to try things out.',
    ...optionAreas.flatMap(({ title, options }) => [
      '',
      `${title}:`,
      '',
      ...flatten(options).flatMap(describe),
    ]),
    '',
    'Examples:',
    '',
    '  parse-server --dev',
    '  parse-server dev ./cloud/main.ts',
    '  parse-server --appId shop --masterKey a-long-secret --databaseURI sqlite:./shop.db',
    '  PARSE_SERVER_MASTER_KEY=a-long-secret parse-server --appId shop config.json',
    '',
  ].join('\n');
}

function describe(option: Option): string[] {
  const [variable] = option.variables;
  const isSetInCode = variable === undefined && !option.name.includes('[]');
  if (isSetInCode || !isWritable(option.type)) {
    return [];
  }
  const notes = [
    ...(option.default === undefined ? [] : [`Default: ${JSON.stringify(option.default)}.`]),
    ...(variable === undefined ? [] : [`Variable: ${variable}.`]),
    ...(option.later === undefined ? [] : ['Not available yet.']),
    ...(option.deprecated === undefined ? [] : [`Deprecated: ${option.deprecated}`]),
  ];
  return [
    `  ${variable === undefined ? '  ' : '--'}${option.name}`,
    `      ${[option.about, ...notes].join(' ')}`,
  ];
}
