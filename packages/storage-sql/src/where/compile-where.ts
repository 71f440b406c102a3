import { assertNever, StorageError, type Condition, type Where } from '@parse/core/adapter';
import { compileGeo, isGeoCondition, type GeoCondition } from './compile-geo.js';
import { joinConditions, not, placeOf, type CompileContext, type Place } from './compile-context.js';
import { compileJson } from './compile-json.js';
import { compileScalar } from './compile-scalar.js';
import { unsetSatisfies } from './unset-satisfies.js';

/**
 * A condition of SQL that is TRUE for exactly the rows that satisfy the tree (FALSE or NULL for others). No text of
 * a client gets into it but as a parameter or through a proved literal.
 */
export function compileWhere(context: CompileContext, where: Where): string {
  return compileNode(context, where, 0);
}

/** Deeper trees are refused: the parser's own limit is lower, and engines have one. */
const MAX_DEPTH = 100;

function compileNode(context: CompileContext, node: Where, depth: number): string {
  if (depth > MAX_DEPTH) throw new StorageError('invalid-query', 'the query is nested too deeply');
  if (node.op === 'and') return joinConditions(compileNodes(context, node.nodes, depth), 'AND');
  if (node.op === 'or') return joinConditions(compileNodes(context, node.nodes, depth), 'OR');
  if (node.op === 'nor') return not(joinConditions(compileNodes(context, node.nodes, depth), 'OR'));
  return compileCondition(context, node);
}

function compileNodes(context: CompileContext, nodes: readonly Where[], depth: number): readonly string[] {
  return nodes.map((node) => compileNode(context, node, depth + 1));
}

function compileCondition(context: CompileContext, condition: Condition): string {
  if (condition.op === 'everything') return 'TRUE';
  if (condition.op === 'nothing') return 'FALSE';
  if (condition.op === 'acl') return compileAcl(context, condition);
  if (isGeoCondition(condition)) return compileGeo(context, condition);
  return compileAtPlace(context, placeOf(context, condition.key), condition);
}

/** The conditions that compare values. */
export type ValueCondition = Exclude<Condition, GeoCondition | { op: 'everything' | 'nothing' | 'acl' }>;

function compileAtPlace(context: CompileContext, place: Place, condition: ValueCondition): string {
  switch (place.kind) {
    case 'unset':
      return unsetSatisfies(condition) ? 'TRUE' : 'FALSE';
    case 'scalar':
      return compileScalar(context, place.column, condition);
    case 'json':
      return compileJson(context, place, condition);
    case 'acl':
      return compileAclValue(place.column.names, condition);
    default:
      return assertNever(place);
  }
}

function compileAcl(
  { layout, dialect, bind }: CompileContext,
  { access, principals }: Extract<Condition, { op: 'acl' }>,
): string {
  const [read, write] = layout.columnOf.get('ACL')?.names ?? [];
  const column = access === 'read' ? read : write;
  if (column === undefined) return 'TRUE';
  return `(${column} IS NULL OR ${dialect.grantsOneOf(column, principals, bind)})`;
}

/** Whether a row has an ACL can be asked; what is in it is for `acl` conditions. */
function compileAclValue(names: readonly string[], condition: ValueCondition): string {
  const isSet = `(${names.map((name) => `${name} IS NOT NULL`).join(' OR ')})`;
  if (condition.op === 'exists') return condition.exists ? isSet : not(isSet);
  if (condition.op === 'equal' && condition.value === null) return not(isSet);
  if (condition.op === 'not-equal' && condition.value === null) return isSet;
  throw new StorageError('invalid-query', 'the content of an ACL cannot be queried');
}
