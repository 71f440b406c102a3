import { isJsonObject, type Json } from '../types/json.js';
import { isPointer } from '../types/object.js';
import type { FieldPath, ParsedWhere } from '../types/where.js';
import { allElements, badConstraint, containingElements, listElements } from './constraint-context.js';
import { parseInQuery } from './parse-subquery.js';
import { andWhere } from './walk-where.js';

/**
 * What a `where` says about a relation column: which members the owner's relation has. Relations hold pointers to
 * one class; every other value is a member of none, and what cannot be asked of members holds for no owner.
 */
export function parseRelation(key: FieldPath, value: Json, operators: readonly string[]): ParsedWhere {
  if (!isJsonObject(value) || operators.length === 0) return holds(key, [value], false);
  return andWhere(...operators.map((operator) => parseOperator(key, operator, value[operator] ?? null)));
}

const UNANSWERABLE: ReadonlySet<string> = new Set(['$exists', '$lt', '$lte', '$gt', '$gte']);

function parseOperator(key: FieldPath, operator: string, value: Json): ParsedWhere {
  switch (operator) {
    case '$eq':
      return holds(key, [value], false);
    case '$ne':
      return holds(key, [value], true);
    case '$in':
      return holds(key, listElements(operator, value), false);
    case '$nin':
      return holds(key, listElements(operator, value), true);
    case '$all':
      allElements(value);
      return holds(key, [], false);
    case '$containedBy':
      containingElements(value);
      return holds(key, [], false);
    case '$inQuery':
    case '$notInQuery':
      return parseInQuery(key, operator, value);
    default:
      if (UNANSWERABLE.has(operator)) return holds(key, [], false);
      throw badConstraint(operator);
  }
}

function holds(key: FieldPath, members: readonly Json[], negated: boolean): ParsedWhere {
  const objectIds = members.flatMap((member) =>
    isPointer(member) && member.className === key.schema?.targetClass ? [member.objectId] : [],
  );
  return { op: 'relation-holds', key, objectIds, negated };
}
