import { basename } from 'node:path';
import ts from 'typescript';
import { commentsOf, lineOf, walkTree, type SourceFile } from './source-files.js';

const grabBags = /^(utils?|helpers?|common|misc|types|constants|shared)\.ts$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|test-d|config|workspace))?\.ts$/;

/** Comments that switch a check off, or put work off without an owner. */
const commentRules: readonly (readonly [pattern: RegExp, rule: string])[] = [
  [/@ts-(ignore|nocheck)\b/, 'no @ts-ignore'],
  [/eslint-disable(?!.* -- \S)/, 'eslint-disable says why, after " -- "'],
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
  const configuration = /\.(config|workspace)\.ts$/.test(file.path);
  walkTree(file.tree, (node) => {
    const rule = brokenRule(node);
    if (rule === undefined || (configuration && rule === noDefaultExport)) return;
    problems.push(`${file.path}:${lineOf(file, node)}: ${rule}`);
  });
  return problems;
}

const noDefaultExport = 'no default export';

function brokenRule(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'no any';
  if (node.kind === ts.SyntaxKind.DefaultKeyword) return noDefaultExport;
  if (ts.isExportAssignment(node)) return noDefaultExport;
  if (ts.isExportDeclaration(node) && node.exportClause === undefined) return 'no export *';
  return undefined;
}
