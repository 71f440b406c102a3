import {
  mapLeaves,
  readPath,
  visitLeaves,
  type Condition,
  type FieldPath,
  type QueryHints,
  type Where,
} from '@parse/core/adapter';
import { decodeDocument } from '../codec/decode-document.js';
import { decodeId } from '../codec/decode-value.js';
import { compileWhere } from '../query/compile-where.js';
import { placeOf } from '../query/place.js';
import { readOptions } from './call-options.js';
import type { RowCall } from './row-call.js';
import { withSearchIndex } from './search-indexes.js';

/**
 * The condition in a form that one filter can express. A full text search that is not a plain part of the whole is
 * asked by itself first, and so are the spellings of a text that is looked for regardless of case: the collation
 * that an index for it has would otherwise apply to every other condition too.
 */
export async function resolveWhere(call: RowCall, where: Where, hints: QueryHints = {}): Promise<Where> {
  const leaves: Condition[] = [];
  visitLeaves(where, (leaf: Condition) => {
    if (isFolded(leaf, hints) || (leaf.op === 'text' && !isPart(where, leaf))) leaves.push(leaf);
  });
  if (leaves.length === 0) return where;
  const answers = new Map<Condition, Where>();
  for (const leaf of leaves) {
    answers.set(
      leaf,
      leaf.op === 'text' ? await rowsWithText(call, leaf) : await anySpelling(call, leaf, hints),
    );
  }
  return mapLeaves<Condition, Condition>(where, (leaf) => answers.get(leaf) ?? leaf);
}

/** Whether no row can satisfy the condition, as far as that is plain to see. */
export function isNothing(where: Where): boolean {
  return where.op === 'nothing' || (where.op === 'and' && where.nodes.some(isNothing));
}

type TextEqual = Extract<Condition, { op: 'equal' }>;

function isFolded(leaf: Condition, { caseInsensitive }: QueryHints): leaf is TextEqual {
  return caseInsensitive === true && leaf.op === 'equal' && typeof leaf.value === 'string';
}

/** Whether the condition holds only where the leaf does: the only place where engines take a text search. */
function isPart(where: Where, leaf: Condition): boolean {
  return where === leaf || (where.op === 'and' && where.nodes.some((node) => isPart(node, leaf)));
}

async function rowsWithText(call: RowCall, leaf: Condition): Promise<Where> {
  const { access, layout, collection } = call;
  const found = await withSearchIndex(call, leaf, () =>
    collection
      .find(compileWhere(layout, leaf), { ...readOptions(access, layout), projection: { _id: 1 } })
      .toArray(),
  );
  const key: FieldPath = { field: 'objectId', path: [], schema: { type: 'String' } };
  return { op: 'in', key, values: found.map(({ _id: id }) => decodeId(id)) };
}

async function anySpelling(
  { access, layout, collection }: RowCall,
  leaf: Condition,
  hints: QueryHints,
): Promise<Where> {
  if (!isFolded(leaf, hints) || typeof leaf.value !== 'string') return leaf;
  const { key, value } = leaf;
  const place = placeOf(layout, key);
  if (place.kind !== 'stored') return leaf;
  const { hint: _forTheWhole, ...options } = readOptions(access, layout, hints);
  const found = await collection
    .find({ [place.path]: value }, { ...options, projection: { [place.path]: 1 }, collation: IGNORING_CASE })
    .toArray();
  const folded = value.toLowerCase();
  const spellings = found
    .flatMap((document) => readPath(decodeDocument(layout, document), key) ?? [])
    .filter((text) => typeof text === 'string' && text.toLowerCase() === folded);
  return spellings.length === 0 ? { op: 'nothing' } : { op: 'in', key, values: [...new Set(spellings)] };
}

/** The collation of the indexes that ignore case; a find uses an index only when it names the same one. */
export const IGNORING_CASE = { locale: 'en_US', strength: 2 } as const;
