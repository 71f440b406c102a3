import { expect, test } from 'vitest';
import { houseRuleProblems } from './house-rules.js';
import { parseSourceFile } from './source-files.js';

const file = 'packages/core/src/acl.ts';

test.each([
  ['any', 'export const a: any = 1;', 'no any'],
  ['a default export', 'export default function a() {}', 'no default export'],
  ['a default value', 'const a = 1;\nexport default a;', 'no default export'],
  ['a default export by name', 'const a = 1;\nexport { a as default };', 'no default export'],
  ['export *', "export * from './b.js';", 'no export *'],
  ['await outside of a function', 'await a();', 'top-level await breaks require()'],
  ['for await outside of a function', 'for await (const a of b) c(a);', 'top-level await breaks require()'],
  ['a variable of the module', 'let a = 1;', 'state lives in a store'],
  ['an exported variable', 'export let a = 1;', 'state lives in a store'],
  ['an error without a code', "throw new Error('a');", 'throw ParseError'],
  ['an interface called I', 'interface IStore {}', 'a type is named after what it is'],
  ['a base class', 'class BaseStore {}', 'a type is named after what it is'],
  ['an implementation', 'type StoreImpl = string;', 'a type is named after what it is'],
  ['a type in lower case', 'type store = string;', 'names of types are PascalCase'],
  ['@ts-ignore', '// @ts-ignore\na();', 'no @ts-ignore'],
  ['a disabled rule without a reason', '// oxlint-disable-next-line max-depth', 'a disabled rule says why'],
  ['a TODO that is nobody’s', '/** TODO later */', 'a TODO names its issue'],
  ['a TODO after code with a string', "a('b'); // TODO later", 'a TODO names its issue'],
  ['a TODO before a closing brace', 'function a() {\n  b();\n  // TODO later\n}', 'a TODO names its issue'],
])('%s is reported', (_case, text, rule) => {
  expect(houseRuleProblems(parseSourceFile(file, text))).toEqual([expect.stringContaining(rule)]);
});

test.each([
  ['the word any in a comment or a string', "// any of them\nexport const a = 'any';"],
  ['await in a function', 'export const a = async () => await b();'],
  ['a variable of a function', 'export function a() {\n  let b = 1;\n}'],
  ['a constant of the module', 'const a = 1;'],
  ['an error with a code', "throw new ParseError(1, 'a');"],
  ['types whose names begin alike', 'interface Index {}\ntype Basement = string;'],
  ['a default clause', 'switch (a) {\n  default:\n    b();\n}'],
  ['a disabled rule with its reason', '// oxlint-disable-next-line max-depth -- three keys, three loops'],
  ['a TODO with its issue', '// TODO(#12): sharded counters'],
  ['a TODO in a string', "export const a = 'b // TODO';"],
  ['a TODO in a template', 'export const a = `${b} // TODO`;'],
])('%s is fine', (_case, text) => {
  expect(houseRuleProblems(parseSourceFile(file, text))).toEqual([]);
});

test.each([
  ['packages/core/src/utils.ts', 'name the file after its idea'],
  ['packages/core/src/queryParser.ts', 'file names are kebab-case'],
])('%s is no name for a file', (path, rule) => {
  expect(houseRuleProblems(parseSourceFile(path, ''))).toEqual([`${path}: ${rule}`]);
});

test('a configuration file may have the default export its tool asks for', () => {
  const path = 'packages/core/vitest.config.ts';
  expect(houseRuleProblems(parseSourceFile(path, 'export default {};'))).toEqual([]);
});

test.each(['packages/core/src/acl.test.ts', 'tools/bench/src/run.ts'])('%s may await and throw', (path) => {
  expect(houseRuleProblems(parseSourceFile(path, "await a();\nthrow new Error('a');"))).toEqual([]);
});
