import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { WorkspacePackage } from './workspace.js';

/** One TypeScript file of a workspace member, parsed. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly isTest: boolean;
  readonly lines: readonly string[];
  readonly tree: ts.SourceFile;
}

const ignored = new Set(['node_modules', 'dist']);

/** Every TypeScript file of a member, its tests included, by path. */
export function readSourceFiles(member: WorkspacePackage): readonly SourceFile[] {
  return listTypeScript(member.path)
    .sort()
    .map((name) =>
      parseSourceFile(`${member.folder}/${name}`, readFileSync(join(member.path, name), 'utf8')),
    );
}

/** Calls `visit` for a node and everything below it. */
export function walkTree(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walkTree(child, visit));
}

/** One comment and the line it begins on, counted from 1. */
export interface Comment {
  readonly text: string;
  readonly line: number;
}

/** Every comment of a file. Comments hang between tokens, so that text in a string is never one. */
export function commentsOf({ tree }: SourceFile): readonly Comment[] {
  const starts = new Map<number, Comment>();
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(tree).filter((child) => !ts.isJSDoc(child));
    children.forEach(visit);
    if (children.length > 0) return;
    const before = ts.getLeadingCommentRanges(tree.text, node.getFullStart()) ?? [];
    const after = ts.getTrailingCommentRanges(tree.text, node.getEnd()) ?? [];
    for (const { pos, end } of [...before, ...after]) {
      const line = tree.getLineAndCharacterOfPosition(pos).line + 1;
      starts.set(pos, { text: tree.text.slice(pos, end), line });
    }
  };
  visit(tree);
  return [...starts.values()];
}

/** The line a node begins on, counted from 1. */
export function lineOf(file: SourceFile, node: ts.Node): number {
  return file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1;
}

/** Parses the text of a file. `path` begins with the member's folder: `packages/core/src/index.ts`. */
export function parseSourceFile(path: string, text: string): SourceFile {
  return {
    path,
    isTest: /^[^/]+\/[^/]+\/test\/|\.test(-d)?\.ts$/.test(path),
    lines: text.replace(/\n$/, '').split('\n'),
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true),
  };
}

function listTypeScript(root: string, below = ''): string[] {
  const folder = join(root, below);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : listTypeScript(root, path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}
