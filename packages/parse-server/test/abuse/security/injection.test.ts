import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcome, type Api } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const SQL = [
  "'",
  '"',
  '`',
  '\'; DROP TABLE "Game"; --',
  '" OR 1=1 --',
  "' UNION SELECT * FROM sqlite_master --",
  ') OR (1=1',
  '%',
  '_',
  '\\',
  '$1',
  '?1',
  ':name',
  '{"$ne":null}',
  'sqlite_master',
  '\u0000',
  '/*',
  '[0]',
  '$[0]',
  '"."',
  '#-',
];

/** Whether the database of the server can hold the text as a value, and as a key. */
function canHold(api: Api, text: string): boolean {
  const { lacks } = api.server;
  return !text.includes('\0') || !(lacks.has('nul in texts') || lacks.has('nul in keys'));
}

describeApi('text that means something to a database', (api) => {
  test.each(SQL)('%j is a value like any other', async (text) => {
    const body = { s: text, l: [text], o: { [text.replaceAll(/[$.]/g, '')]: text } };
    if (!canHold(api(), text)) {
      expect(outcome(await api().post('/classes/Sql', body))).toBe('400 102');
      return;
    }
    const id = await api().create('Sql', body);
    expect((await api().get(`/classes/Sql/${id}`)).body).toMatchObject(body);
    for (const where of [{ s: text }, { l: text }, { s: { $in: [text] } }, { l: { $all: [text] } }]) {
      const found = await api().get('/classes/Sql', { where: { objectId: id, ...where } });
      expect(found.body.results).toHaveLength(1);
    }
    expect((await api().get('/classes/Sql', { where: { s: `${text}!` } })).body.results).toEqual([]);
  });

  test.each(SQL)(
    '%j is no field, path, class, index or order (GHSA-qpr4-jrj4-6f27, GHSA-c442-97qw-j6c6)',
    async (text) => {
      await api().create('Sql', { n: 1, o: { a: 1 } });
      const increment = { __op: 'Increment', amount: 1 };
      const answers = [
        await api().post('/classes/Sql', { [`x${text}`]: 1 }),
        await api().get('/classes/Sql', { where: { [`n${text}`]: 1 } }),
        await api().get('/classes/Sql', { order: `n${text}` }),
        await api().get('/aggregate/Sql', { distinct: `n${text}` }, api().master),
        await api().get(`/classes/${encodeURIComponent(`Sql${text}`)}`),
        await api().post(
          '/schemas/SqlIndex',
          { fields: { a: { type: 'String' } }, indexes: { [text]: { [text]: 1 } } },
          api().master,
        ),
        await api().put('/classes/Sql/none', { [`o.${text}`]: increment }),
        await api().get('/classes/Sql', { where: { [`o.${text}`]: 1 } }),
      ];
      for (const answer of answers) {
        expect(outcome(answer)).toMatch(/^(400 10[2-7]|400 121|404 101|200|201)$/);
        expect(answer.text).not.toMatch(/syntax|near "|SQLITE|no such/);
      }
      expect(outcome(await api().get('/classes/Sql'))).toBe('200');
    },
  );

  test('of any kind comes back as it was stored, under any key', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const key = text.filter((name) => !/[$.]|__proto__|constructor|^__type$|^__op$|^_bsontype$/.test(name));
    await fc.assert(
      fc.asyncProperty(text, key, async (value, name) => {
        fc.pre(canHold(api(), value) && canHold(api(), name));
        const body = { s: value, o: Object.fromEntries([[name, value]]) };
        const id = await api().create('Any', body);
        const { body: stored } = await api().get(`/classes/Any/${id}`);
        expect(stored.s).toBe(value);
        expect(stored.o).toEqual(body.o);
        const found = await api().post('/classes/Any', { _method: 'GET', where: { objectId: id, s: value } });
        expect(found.body.results).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});

describeApi('names that differ in nothing but case', (api) => {
  test('are different classes and fields', async () => {
    await api().create('Case', { a: 1, A: 'x' });
    await api().create('case', { a: 'x' });
    expect((await api().get('/classes/Case')).body.results).toMatchObject([{ a: 1, A: 'x' }]);
    expect((await api().get('/classes/case')).body.results).toMatchObject([{ a: 'x' }]);
  });
});
