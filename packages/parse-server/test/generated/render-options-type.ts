import { topOptions, type Option } from '../../src/options/option-table.js';
import type { OptionType } from '../../src/options/option-type.js';

const adapterTypes = [
  'AnalyticsAdapter',
  'CacheAdapter',
  'EmailAdapter',
  'FilesAdapter',
  'Json',
  'Logger',
  'PasswordHasher',
  'PubSubAdapter',
  'StorageAdapter',
];

/** The module with the TypeScript types of all options. */
export function renderOptionsType(): string {
  const defaulted = topOptions.filter((option) => option.default !== undefined).map(({ key }) => key);
  return [
    '// Generated from the option table by `npm run docs:options`.',
    "import type { IncomingMessage, ServerResponse } from 'node:http';",
    "import type { AccountRequest } from '../adapters/account-request.js';",
    `import type { ${adapterTypes.join(', ')} } from '@parse/core';`,
    "import type { CustomRoute, Placeholders } from '@parse/pages';",
    '',
    '/** What a server can be told. Options that are undefined count as absent. */',
    ...renderInterface('ParseServerOptions', topOptions),
    ...topOptions.flatMap(renderNested),
    '/** The options that have a value even when nobody sets them. */',
    `export type DefaultedOption = ${defaulted.map((key) => `'${key}'`).join(' | ')};`,
    '',
  ].join('\n');
}

function renderNested(option: Option): string[] {
  if (option.children.length === 0) {
    return [];
  }
  return [
    '',
    `/** ${option.about} */`,
    ...renderInterface(interfaceName(option), option.children),
    ...option.children.flatMap(renderNested),
  ];
}

function renderInterface(name: string, options: readonly Option[]): string[] {
  return [
    `export interface ${name} {`,
    ...options.flatMap((option) => [
      renderComment(option),
      `${option.key}?: ${typeText(option)} | undefined;`,
    ]),
    '}',
    '',
  ];
}

function renderComment({ about, deprecated, later }: Option): string {
  const parts = [
    about,
    ...(later === undefined ? [] : ['Not available yet.']),
    ...(deprecated === undefined ? [] : [`@deprecated ${deprecated}`]),
  ];
  return `/** ${parts.join(' ')} */`;
}

function typeText(option: Option): string {
  if (option.type.kind === 'group') {
    return interfaceName(option);
  }
  return option.type.kind === 'groups' ? `readonly ${interfaceName(option)}[]` : valueText(option.type);
}

function interfaceName({ name }: Option): string {
  const parts = name
    .replaceAll('[]', '')
    .split('.')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1));
  const joined = parts.join('');
  return joined.endsWith('Options') ? joined : `${joined}Options`;
}

function valueText(type: OptionType): string {
  switch (type.kind) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'one-of':
      return type.values.map((value) => `'${value}'`).join(' | ');
    case 'list':
      return `readonly (${valueText(type.of)})[]`;
    case 'map':
      return `{ readonly [key: string]: ${valueText(type.of)} }`;
    case 'function':
      return `(${type.signature})`;
    case 'object':
      return type.type;
    case 'either':
      return type.types.map(valueText).join(' | ');
    case 'group':
    case 'groups':
    case 'json':
      return 'Json';
  }
}
