import type { Condition, FieldPath, LinkCondition, ParsedWhere, Where, WhereTree } from '../types/where.js';

/** What leaves of every tree have. */
type AnyLeaf = Condition | LinkCondition;

/**
 * A tree of the same shape with every leaf replaced by what `replace` makes of it: a leaf or a whole tree.
 * Leaves are visited from left to right.
 */
export function mapLeaves<From extends AnyLeaf, To extends AnyLeaf>(
  where: WhereTree<From>,
  replace: (leaf: From) => WhereTree<To>,
): WhereTree<To> {
  if (!isBranch(where)) return replace(where);
  return { op: where.op, nodes: where.nodes.map((node) => mapLeaves(node, replace)) };
}

/** Calls `visit` with every leaf, from left to right. */
export function visitLeaves<Leaf extends AnyLeaf>(where: WhereTree<Leaf>, visit: (leaf: Leaf) => void): void {
  if (!isBranch(where)) visit(where);
  else for (const node of where.nodes) visitLeaves(node, visit);
}

/** Whether the test holds for every leaf. */
export function everyLeaf<Leaf extends AnyLeaf>(
  where: WhereTree<Leaf>,
  test: (leaf: Leaf) => boolean,
): boolean {
  return isBranch(where) ? where.nodes.every((node) => everyLeaf(node, test)) : test(where);
}

/**
 * The tree that holds when all of the given ones do. `and`s among them are flattened and `everything` is dropped,
 * so that a single remaining condition is returned as it is.
 */
export function andWhere(...nodes: readonly Where[]): Where;
export function andWhere(...nodes: readonly ParsedWhere[]): ParsedWhere;
export function andWhere(...nodes: readonly ParsedWhere[]): ParsedWhere {
  const parts: ParsedWhere[] = [];
  for (const node of nodes) addParts(node, parts);
  const [only] = parts;
  if (!only) return { op: 'everything' };
  return parts.length === 1 ? only : { op: 'and', nodes: parts };
}

/** One level is enough: what was flattened before holds no `and`. */
function addParts(node: ParsedWhere, parts: ParsedWhere[]): void {
  if (node.op === 'and') {
    for (const part of node.nodes) if (part.op !== 'everything') parts.push(part);
  } else if (node.op !== 'everything') {
    parts.push(node);
  }
}

/** Every place the conditions of a tree look at, in order, repeated ones included; subqueries are not entered. */
export function conditionKeys(where: WhereTree<AnyLeaf>): readonly FieldPath[] {
  const keys: FieldPath[] = [];
  visitLeaves(where, (leaf) => {
    if ('key' in leaf) keys.push(leaf.key);
  });
  return keys;
}

type Branch<Leaf> = Extract<WhereTree<Leaf>, { readonly nodes: unknown }>;

function isBranch<Leaf extends AnyLeaf>(where: WhereTree<Leaf>): where is Branch<Leaf> {
  return where.op === 'and' || where.op === 'or' || where.op === 'nor';
}
