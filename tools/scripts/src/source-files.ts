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
    .map((relative) => readSourceFile(member, relative));
}

/** Calls `visit` for a node and everything below it. */
export function walkTree(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walkTree(child, visit));
}

/** The line a node begins on, counted from 1. */
export function lineOf(file: SourceFile, node: ts.Node): number {
  return file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1;
}

function readSourceFile(member: WorkspacePackage, relative: string): SourceFile {
  const text = readFileSync(join(member.path, relative), 'utf8');
  return {
    path: `${member.folder}/${relative}`,
    isTest: relative.startsWith('test/') || /\.test(-d)?\.ts$/.test(relative),
    lines: text.replace(/\n$/, '').split('\n'),
    tree: ts.createSourceFile(relative, text, ts.ScriptTarget.ES2023),
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
