import { flatten, optionAreas, type Option } from '../../src/options/option-table.js';
import { laterFeatures } from '../../src/options/option-row.js';
import { describeType, isWritable } from '../../src/options/option-type.js';
import { renamedOptions } from '../../src/options/renamed-options.js';

const introduction = `# Options of parse-server

<!-- Generated from the option table by \`npm run docs:options\`. -->

An option can be set, strongest first, by a flag of the command line (\`--port 1400\`,
\`--requestComplexity.includeDepth 3\`), by an environment variable, in a configuration file
(\`parse-server config.json\`), or as a key of what \`createParseServer\` and \`new ParseServer\` are given. Programs
that create a server themselves decide where their options come from; \`optionsFromEnvironment\` reads the variables.

Lists in variables are separated by commas or written as JSON, objects are written as JSON. An unknown option, a
value of the wrong type and an option whose feature is not available yet stop the start; all problems are reported
together. *Not yet* marks options that are known and wait for their feature; their default, \`false\` and empty
values are accepted.
`;

/** The reference page of all options. */
export function renderOptionsReference(): string {
  const areas = optionAreas.map(
    ({ title, options }) =>
      `## ${title}\n\n| Option | Value | Default | Variable | Meaning |\n| --- | --- | --- | --- | --- |\n` +
      flatten(options).map(renderRow).join('\n'),
  );
  return `${[introduction, ...areas, renderRenamed()].join('\n\n')}\n`;
}

function renderRow(option: Option): string {
  const [variable, ...aliases] = option.variables;
  const marks = [
    ...(option.later === undefined ? [] : [`*Not yet: ${laterFeatures[option.later]}.*`]),
    ...(option.deprecated === undefined ? [] : [`*Deprecated. ${option.deprecated}*`]),
    ...(aliases.length === 0 ? [] : [`Also read: ${aliases.map(code).join(', ')}.`]),
  ];
  const cells = [
    code(option.name),
    describeType(option.type),
    option.default === undefined ? '' : code(JSON.stringify(option.default)),
    variable === undefined || !isWritable(option.type) ? '' : code(variable),
    [option.about, ...marks].join(' '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function renderRenamed(): string {
  const rows = renamedOptions.map(({ name, hint }) => `| ${code(name)} | ${hint} |`);
  return ['## Options of earlier versions', '', '| Option | Answer |', '| --- | --- |', ...rows].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
