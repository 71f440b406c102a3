import { basename } from 'node:path';
import { commentsOf, lineOf, walkTree, type SourceFile } from './source-files.js';
import { brokenSyntaxRule } from './syntax-rules.js';

const grabBags = /^(utils?|helpers?|common|misc|types|constants|shared)\.ts$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|test-d|config|workspace))?\.ts$/;

/** Comments that switch a check off, or put work off without an owner. */
const commentRules: readonly (readonly [pattern: RegExp, rule: string])[] = [
  [/@ts-(ignore|nocheck)\b/, 'no @ts-ignore'],
  [/(eslint|oxlint)-disable(?!.* -- \S)/, 'a disabled rule says why, after " -- "'],
  [/\b(TODO|FIXME|XXX)\b(?!\(#\d+\))/, 'a TODO names its issue: TODO(#12)'],
];

/** What a file does against the style guide, whether or not a lint rule was switched off for it. */
export function houseRuleProblems(file: SourceFile): readonly string[] {
  return [...nameProblems(file), ...commentProblems(file), ...treeProblems(file)];
}

function nameProblems({ path }: SourceFile): readonly string[] {
  const name = basename(path);
  if (grabBags.test(name)) return [`${path}: name the file after its idea`];
  return kebabCase.test(name) ? [] : [`${path}: file names are kebab-case`];
}

function commentProblems(file: SourceFile): readonly string[] {
  return commentsOf(file).flatMap(({ text, line }) =>
    commentRules.filter(([pattern]) => pattern.test(text)).map(([, rule]) => `${file.path}:${line}: ${rule}`),
  );
}

function treeProblems(file: SourceFile): readonly string[] {
  const problems: string[] = [];
  walkTree(file.tree, (node) => {
    const rule = brokenSyntaxRule(node, file);
    if (rule !== undefined) problems.push(`${file.path}:${lineOf(file, node)}: ${rule}`);
  });
  return problems;
}
