import { isJsonObject, textOf, type Json, type JsonObject } from '@parse/core';

/** What a server says of itself: rows of `/schemas` and of `/cloud_code/functions`. */
export interface DescribedServer {
  readonly classes: readonly JsonObject[];
  readonly functions: readonly JsonObject[];
}

/**
 * A module of types only: the classes as `Classes`, the functions as `Functions`, an alias for each class, and what the
 * SDK's query and call are when they know them. The same server gives the same text.
 */
export function renderTypes({ classes, functions }: DescribedServer): string {
  const shown = sorted(classes, 'className').filter(({ className }) => isShown(textOf(className)));
  const known = new Set(shown.map(({ className }) => textOf(className)));
  return [
    '// Written by `parse-server types` from the classes and functions of a running server: changes are lost.',
    '/* eslint-disable */',
    "import type Parse from 'parse';",
    '',
    '/** The objects of each class. */',
    'export interface Classes {',
    ...shown.flatMap((row) => classLines(row, known)),
    '}',
    '',
    ...[...known].flatMap(aliasLines),
    RESULTS,
    '/** The functions of Cloud Code. */',
    'export interface Functions {',
    ...sorted(functions, 'functionName').map(functionLine),
    '}',
    '',
    SDK,
  ].join('\n');
}

const RESULTS = `/**
 * What functions return, which only their code knows. Say it there:
 * \`declare module './parse-types.ts' { interface FunctionResults { 'shop.rate': number } }\`
 */
export interface FunctionResults {}

/** Unknown for functions whose code does not say it. */
export type ResultOf<Name extends string> = Name extends keyof FunctionResults ? FunctionResults[Name] : unknown;
`;

const SDK = `/** \`Parse.Query\` that knows the classes: \`const Query = Parse.Query as QueryOfClass;\` */
export type QueryOfClass = new <Name extends keyof Classes>(className: Name) => Parse.Query<Classes[Name]>;

/** \`Parse.Cloud.run\` that knows the functions: \`const run = Parse.Cloud.run as RunFunction;\` */
export type RunFunction = <Name extends keyof Functions>(
  name: Name,
  params: Parameters<Functions[Name]>[0],
  options?: { useMasterKey?: boolean; sessionToken?: string; installationId?: string; context?: object },
) => Promise<ReturnType<Functions[Name]>>;
`;

/** System classes that applications work with; what else begins with `_` is the server's own. */
const SDK_CLASSES: ReadonlyMap<string, string> = new Map([
  ['_User', 'User'],
  ['_Role', 'Role'],
  ['_Session', 'Session'],
  ['_Installation', 'Installation'],
]);

function isShown(className: string): boolean {
  return !className.startsWith('_') || SDK_CLASSES.has(className);
}

function classLines({ className, fields }: JsonObject, known: ReadonlySet<string>): readonly string[] {
  const name = textOf(className);
  const rows = Object.entries(isJsonObject(fields) ? fields : {})
    .filter(([field]) => !IN_EVERY_OBJECT.has(field))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    `  ${name}: Parse.${SDK_CLASSES.get(name) ?? 'Object'}<{`,
    ...rows.map(([field, type]) => `    ${fieldLine(field, type, known)}`),
    '  }>;',
  ];
}

/** The SDK knows these itself. */
const IN_EVERY_OBJECT: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt', 'ACL']);

function fieldLine(field: string, type: Json | undefined, known: ReadonlySet<string>): string {
  const row = isJsonObject(type) ? type : {};
  // Every object has its relations, and `relation` takes no field that may be missing.
  const isThere = row.required === true || row.type === 'Relation';
  return `${field}${isThere ? '' : '?'}: ${fieldType(row, known)};`;
}

function fieldType({ type, targetClass }: JsonObject, known: ReadonlySet<string>): string {
  const target = textOf(targetClass);
  const objects = known.has(target) ? `Classes['${target}']` : 'Parse.Object';
  if (type === 'Pointer') return objects;
  if (type === 'Relation') return `Parse.Relation<Parse.Object, ${objects}>`;
  return FIELD_TYPES.get(textOf(type)) ?? 'unknown';
}

const FIELD_TYPES: ReadonlyMap<string, string> = new Map([
  ['String', 'string'],
  ['Number', 'number'],
  ['Boolean', 'boolean'],
  ['Date', 'Date'],
  ['Object', 'Record<string, unknown>'],
  ['Array', 'unknown[]'],
  ['File', 'Parse.File'],
  ['GeoPoint', 'Parse.GeoPoint'],
  ['Polygon', 'Parse.Polygon'],
  ['Bytes', "{ __type: 'Bytes'; base64: string }"],
]);

/** Names that mean something else in such a file; the class is still there as a member of `Classes`. */
const TAKEN: ReadonlySet<string> = new Set([
  ...[
    'Parse',
    'Classes',
    'Functions',
    'FunctionResults',
    'ResultOf',
    'QueryOfClass',
    'RunFunction',
    'Record',
    'Date',
    'Promise',
    'Parameters',
  ],
  ...'break case catch class const continue debugger default delete do else enum export extends false finally'.split(
    ' ',
  ),
  ...'for function if import in instanceof new return super switch this throw true try typeof var while with'.split(
    ' ',
  ),
  ...[
    'any',
    'unknown',
    'never',
    'object',
    'string',
    'number',
    'boolean',
    'symbol',
    'bigint',
    'undefined',
    'null',
    'void',
  ],
]);

function aliasLines(className: string, _index: number, all: readonly string[]): readonly string[] {
  const plain = className.replace(/^_/, '');
  const alias = plain !== className && all.includes(plain) ? className : plain;
  return TAKEN.has(alias) ? [] : [`export type ${alias} = Classes['${className}'];`, ''];
}

function functionLine({ functionName, fields }: JsonObject): string {
  const name = JSON.stringify(textOf(functionName));
  if (!isJsonObject(fields)) return `  ${name}(params?: Record<string, unknown>): ResultOf<${name}>;`;
  const rules = Object.entries(fields).map(([field, rule]): JsonObject => ({
    ...(isJsonObject(rule) && rule),
    field,
  }));
  const members = rules.map(parameterLine);
  const isOptional = rules.every(({ required }) => required !== true);
  return `  ${name}(params${isOptional ? '?' : ''}: { ${[...members, '[name: string]: unknown'].join('; ')} }): ResultOf<${name}>;`;
}

function parameterLine({ field, type, required }: JsonObject): string {
  const name = JSON.stringify(textOf(field));
  return `${name}${required === true ? '' : '?'}: ${FIELD_TYPES.get(textOf(type)) ?? 'unknown'}`;
}

function sorted(rows: readonly JsonObject[], key: string): readonly JsonObject[] {
  const nameOf = (row: JsonObject): string => textOf(row[key]);
  return [...rows].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}
