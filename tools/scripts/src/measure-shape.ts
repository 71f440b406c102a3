import ts from 'typescript';
import { lineOf, walkTree, type SourceFile } from './source-files.js';

/** The length of one function, where it is. */
export interface FunctionShape {
  readonly name: string;
  readonly at: string;
  readonly lines: number;
}

/** The size of one package's source, tests left out. */
export interface PackageShape {
  readonly files: number;
  readonly lines: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
  /** Lines that are only comment, as a share of those that are not blank. */
  readonly commentShare: number;
  /** Type assertions other than `as const`: places where the compiler was overruled. */
  readonly assertions: number;
  readonly longestFunctions: readonly FunctionShape[];
}

/** Measures a package. Undefined when it has no source. */
export function measureShape(files: readonly SourceFile[]): PackageShape | undefined {
  const source = files.filter((file) => !file.isTest);
  if (source.length === 0) return undefined;
  const lengths = source.map(({ lines }) => lines.length).sort((a, b) => a - b);
  const written = source.flatMap(({ lines }) => lines).filter((line) => line.trim() !== '');
  return {
    files: source.length,
    lines: lengths.reduce((sum, length) => sum + length, 0),
    median: percentile(lengths, 0.5),
    p90: percentile(lengths, 0.9),
    max: percentile(lengths, 1),
    commentShare:
      written.filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line)).length / Math.max(written.length, 1),
    assertions: source.reduce((sum, file) => sum + countAssertions(file), 0),
    longestFunctions: source.flatMap(functionsOf).sort((a, b) => b.lines - a.lines),
  };
}

/** The smallest value that at least `share` of the sorted values do not exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? 0;
}

function countAssertions(file: SourceFile): number {
  let count = 0;
  walkTree(file.tree, (node) => {
    if (ts.isAsExpression(node) && node.type.getText(file.tree) !== 'const') count += 1;
  });
  return count;
}

function functionsOf(file: SourceFile): readonly FunctionShape[] {
  const found: FunctionShape[] = [];
  walkTree(file.tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node)) return;
    const first = lineOf(file, node);
    const last = file.tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
    const name = node.name?.getText(file.tree) ?? '(anonymous)';
    found.push({ name, at: `${file.path}:${first}`, lines: last - first + 1 });
  });
  return found;
}
