import type { SortOrder, TextSearch } from '@parse/core/adapter';
import { expectIds, expectIdSet } from '../expectations.js';
import { insertRows, keysOf, type Rows } from '../fixture.js';
import { defineCases, type StorageCase } from '../storage-case.js';

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

function textCase(name: string, wanted: TextSearch, finds: readonly string[], sort?: SortOrder): StorageCase {
  return {
    name,
    needs: ['textSearch'],
    run: async (ctx) => {
      const schema = await ctx.createClass({ v: 'String' });
      await ctx.storage.ensureIndex(schema, { name: 'v_text', keys: { v: 'text' } });
      await insertRows(ctx.storage, schema, rows);
      const where = { op: 'text', key: keysOf(schema)('v'), search: wanted } as const;
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
]);
