import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import {
  TEXT_SCORE,
  type ClassSchema,
  type SortOrder,
  type TextSearch,
  type Where,
} from '@parse/core/adapter';
import { expectIds, expectIdSet, expectSame } from '../expectations.js';
import { insertRows, keysOf, row, type Rows } from '../fixture.js';
import { defineCases, type StorageCase, type StorageCaseContext } from '../storage-case.js';

const rows: Rows = {
  a: { v: 'coffee shop' },
  b: { v: 'Java coffee bean, coffee' },
  c: { v: 'tea house' },
  d: { v: 'Cr\u00e8me br\u00fbl\u00e9e' },
  e: {},
};

function search(term: string, more: Partial<TextSearch> = {}): TextSearch {
  return { term, caseSensitive: false, diacriticSensitive: false, ...more };
}

/** A class with the rows, and the condition that searches it. */
async function searchedClass(
  ctx: StorageCaseContext,
  wanted: TextSearch,
): Promise<{ readonly schema: ClassSchema; readonly where: Where }> {
  const schema = await ctx.createClass({ v: 'String' });
  await ctx.storage.ensureIndex(schema, { name: 'v_text', keys: { v: 'text' } });
  await insertRows(ctx.storage, schema, rows);
  return { schema, where: { op: 'text', key: keysOf(schema)('v'), search: wanted } };
}

function textCase(name: string, wanted: TextSearch, finds: readonly string[], sort?: SortOrder): StorageCase {
  return {
    name,
    needs: ['textSearch'],
    run: async (ctx) => {
      const { schema, where } = await searchedClass(ctx, wanted);
      const found = await ctx.storage.find(schema, where, sort ? { sort } : {});
      if (sort) expectIds(found, finds);
      else expectIdSet(found, finds);
    },
  };
}

/** Full text, as far as every store promises it. */
export const textCases = defineCases([
  textCase('text finds a word', search('coffee'), ['a', 'b']),
  textCase('text finds any of the words', search('tea bean'), ['b', 'c']),
  textCase('text ignores case', search('COFFEE'), ['a', 'b']),
  textCase('text minds case when told so', search('java', { caseSensitive: true }), []),
  textCase('text ignores accents', search('creme'), ['d']),
  textCase('text finds a phrase', search('"coffee shop"'), ['a']),
  textCase('text leaves out a negated word', search('coffee -shop'), ['b']),
  textCase('text finds nothing for a word nobody has', search('zebra'), []),
  textCase('text sorts by score, best first', search('coffee java'), ['b', 'a'], [{ score: true }]),
  {
    name: 'text that is sorted by score comes as whole rows, without the score',
    needs: ['textSearch'],
    run: async (ctx) => {
      const { schema, where } = await searchedClass(ctx, search('coffee tea'));
      const found = await ctx.storage.find(schema, where, { sort: [{ score: true }] });
      expectSame(
        found.toSorted((one, other) => one.objectId.localeCompare(other.objectId)),
        [
          row('a', { v: 'coffee shop' }),
          row('b', { v: 'Java coffee bean, coffee' }),
          row('c', { v: 'tea house' }),
        ],
      );
    },
  },
  {
    name: 'text tells its score when asked, and sorts by it',
    needs: ['textSearch'],
    run: async (ctx) => {
      const { schema, where } = await searchedClass(ctx, search('coffee tea'));
      const options = { sort: [{ score: true }], score: true } as const;
      const found = await ctx.storage.find(schema, where, options);
      const scores = found.map((each) => Number(each[TEXT_SCORE]));
      ok(scores.every((score) => score > 0));
      deepStrictEqual(
        scores,
        scores.toSorted((one, other) => other - one),
      );
      ok(found.every(({ v }) => typeof v === 'string'));
      const [bare] = await ctx.storage.find(schema, where, { ...options, fields: [] });
      strictEqual(bare?.[TEXT_SCORE], scores[0]);
    },
  },
]);
