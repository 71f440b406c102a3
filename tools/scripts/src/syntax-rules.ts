import ts from 'typescript';
import type { SourceFile } from './source-files.js';

const noDefaultExport = 'no default export';

/** Files that exist to be imported by somebody else's rules. */
const defaultExports = [
  /\.(config|workspace)\.ts$/,
  // Existing programs import the class as the default export.
  /^packages\/parse-server\/src\/index\.ts$/,
  // Stands in for a library whose default export tests import.
  /^tools\/scripts\/src\/testing\/seeded-fast-check\.ts$/,
];

/** The rule that a node breaks by what it is, if any: those that the linter has no rule of its own for. */
export function brokenSyntaxRule(node: ts.Node, file: SourceFile): string | undefined {
  const rule = everywhere(node) ?? (isPackageSource(file) ? inPackages(node) : undefined);
  if (rule === noDefaultExport && defaultExports.some((pattern) => pattern.test(file.path))) return undefined;
  return rule;
}

function everywhere(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'no any';
  if (node.kind === ts.SyntaxKind.DefaultKeyword || ts.isExportAssignment(node)) return noDefaultExport;
  if (ts.isExportSpecifier(node) && node.name.text === 'default') return noDefaultExport;
  if (ts.isExportDeclaration(node) && node.exportClause === undefined) return 'no export *';
  return isNamedType(node) ? brokenNameRule(node.name?.text ?? '') : undefined;
}

/** What makes `require()` of a package work, and two apps in one process share nothing. */
function inPackages(node: ts.Node): string | undefined {
  if (isAwait(node) && !isInFunction(node)) return 'top-level await breaks require()';
  if (ts.isVariableStatement(node) && ts.isSourceFile(node.parent) && isLet(node)) {
    return 'state lives in a store, an adapter or the app, not in a module';
  }
  if (ts.isThrowStatement(node) && throwsPlainError(node)) {
    return 'throw ParseError, StorageError, AdapterError or ConfigError';
  }
  return undefined;
}

function isPackageSource({ path, isTest }: SourceFile): boolean {
  return !isTest && /^packages\/[^/]+\/src\//.test(path);
}

type NamedType = ts.InterfaceDeclaration | ts.ClassLikeDeclaration | ts.TypeAliasDeclaration;

function isNamedType(node: ts.Node): node is NamedType {
  return ts.isInterfaceDeclaration(node) || ts.isClassLike(node) || ts.isTypeAliasDeclaration(node);
}

function brokenNameRule(name: string): string | undefined {
  if (/^[^A-Z]|_/.test(name)) return 'names of types are PascalCase';
  if (/^I[A-Z]|Impl$|^Base[A-Z]/.test(name)) return 'a type is named after what it is: no I…, Base… or …Impl';
  return undefined;
}

function isAwait(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
}

function isInFunction(node: ts.Node): boolean {
  return ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}

function isLet({ declarationList }: ts.VariableStatement): boolean {
  return (declarationList.flags & ts.NodeFlags.Let) !== 0;
}

function throwsPlainError({ expression }: ts.ThrowStatement): boolean {
  return (
    ts.isNewExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === 'Error'
  );
}
