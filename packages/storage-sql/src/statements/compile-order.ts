import { visitLeaves, type Condition, type SortKey, type SortOrder, type Where } from '@parse/core/adapter';
import { placeOf, type CompileContext } from '../where/compile-context.js';
import { pointOf } from '../where/compile-geo.js';

/**
 * What stands after ORDER BY: the keys of the order; without any, nearest first when a `near` condition asks for it;
 * then the order of insertion, or, where the engine does not keep that, a fixed one among ties, so that pages do not
 * overlap. Empty when there is nothing to order by. NULL comes first in ascending order.
 */
export function compileOrder(context: CompileContext, where: Where, sort: SortOrder): string {
  const terms =
    sort.length > 0
      ? sort.flatMap((key) => ('score' in key ? scoreTerms(context, where) : keyTerms(context, key)))
      : distanceTerms(context, where);
  const { insertionOrder, rowId } = context.layout;
  if (insertionOrder !== undefined) return [...terms, insertionOrder].join(', ');
  return terms.length > 0 ? [...terms, rowId].join(', ') : '';
}

function keyTerms(context: CompileContext, { key, descending }: SortKey): readonly string[] {
  const place = placeOf(context, key);
  const direction = descending ? ' DESC NULLS LAST' : ' NULLS FIRST';
  if (place.kind === 'unset') return [];
  if (place.kind === 'json') return [`${place.json.sortKey(descending)}${direction}`];
  const { column } = place;
  if (column.notNull) return column.names.map((name) => `${name}${descending ? ' DESC' : ''}`);
  if (column.schema.type === 'String')
    return column.names.map((name) => `${context.dialect.ordered(name)}${direction}`);
  return (column.sorted ?? column.names).map((name) => `${name}${direction}`);
}

function distanceTerms(context: CompileContext, where: Where): readonly string[] {
  const near = findLeaf(where, (leaf) => leaf.op === 'near' && leaf.sorted);
  if (near?.op !== 'near') return [];
  const at = pointOf(context, near.key);
  // Rows that satisfy another branch of the query may have no point; they come last.
  return at ? [`coalesce(${context.dialect.geo.distance(at, near.point, context.bind)}, 9)`] : [];
}

function scoreTerms(context: CompileContext, where: Where): readonly string[] {
  const score = compileScore(context, where);
  return score === undefined ? [] : [`${score} DESC`];
}

/** How well a row satisfies the search of the condition; undefined without one. */
export function compileScore(context: CompileContext, where: Where): string | undefined {
  const leaf = findLeaf(where, ({ op }) => op === 'text');
  if (leaf?.op !== 'text') return undefined;
  const place = placeOf(context, leaf.key);
  if (place.kind !== 'scalar' || place.column.schema.type !== 'String') return undefined;
  const [text = 'NULL'] = place.column.names;
  const searched = { schema: context.layout.schema, field: place.column.field, text };
  return context.dialect.textScore(searched, leaf.search, context.bind);
}

function findLeaf(where: Where, test: (leaf: Condition) => boolean): Condition | undefined {
  let found: Condition | undefined;
  visitLeaves(where, (leaf: Condition) => {
    if (!found && test(leaf)) found = leaf;
  });
  return found;
}
