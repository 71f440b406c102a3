import Parse from 'parse/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

describeOnEveryStorage('order and paging', () => {
  beforeAll(async () => {
    await Parse.Object.saveAll([
      new Parse.Object('Score', { name: 'a', points: 3, level: 1 }),
      new Parse.Object('Score', { name: 'b', points: 1, level: 2 }),
      new Parse.Object('Score', { name: 'c', points: 3, level: 2 }),
      new Parse.Object('Score', { name: 'd', points: 2, level: 1 }),
    ]);
  });
  const scores = (): Parse.Query => new Parse.Query('Score');

  test.each<[name: string, query: () => Parse.Query, expected: string]>([
    ['ascending', () => scores().ascending('name'), 'abcd'],
    ['descending', () => scores().descending('name'), 'dcba'],
    ['ascending by two keys', () => scores().ascending('points', 'name'), 'bdac'],
    ['addAscending', () => scores().descending('points').addAscending('level'), 'acdb'],
    ['addDescending', () => scores().ascending('level').addDescending('points'), 'adcb'],
    ['ascending replaces an earlier order', () => scores().descending('name').ascending('name'), 'abcd'],
    ['limit', () => scores().ascending('name').limit(2), 'ab'],
    ['skip', () => scores().ascending('name').skip(3), 'd'],
    ['limit and skip', () => scores().ascending('name').limit(2).skip(1), 'bc'],
    ['skip past the end', () => scores().ascending('name').skip(9), ''],
    ['limit 0', () => scores().limit(0), ''],
  ])('%s', async (_name, query, expected) => {
    expect((await query().find()).map((score) => score.get('name')).join('')).toBe(expected);
  });

  test('unset sorts before everything', async () => {
    await Parse.Object.saveAll([
      new Parse.Object('Sparse', { name: 'x', n: 1 }),
      new Parse.Object('Sparse', { name: 'none' }),
    ]);
    const first = await new Parse.Query('Sparse').ascending('n').first();
    expect(first?.get('name')).toBe('none');
    const last = await new Parse.Query('Sparse').descending('n').first();
    expect(last?.get('name')).toBe('x');
  });

  test('withCount gives the number of all matches beside a page', async () => {
    const page: unknown = await scores().withCount().limit(2).ascending('name').find();
    expect(page).toMatchObject({ count: 4, results: [{ className: 'Score' }, { className: 'Score' }] });
  });

  test('count ignores limit and skip', async () => {
    expect(await scores().count()).toBe(4);
    expect(await scores().greaterThan('points', 1).limit(1).skip(1).count()).toBe(3);
  });

  test('a find without a limit returns 100', async () => {
    await Parse.Object.saveAll(
      Array.from({ length: 101 }, (_, n) => new Parse.Object('Many', { n })),
      { batchSize: 100 },
    );
    expect(await new Parse.Query('Many').find()).toHaveLength(100);
    expect(await new Parse.Query('Many').limit(1000).find()).toHaveLength(101);
  });

  test('a query of a class nobody made finds nothing', async () => {
    expect(await new Parse.Query('Unheard').find()).toEqual([]);
    expect(await new Parse.Query('Unheard').count()).toBe(0);
    expect(await refusalOf(new Parse.Query('Unheard').get('abcdefghij'))).toBe('101 Object not found.');
  });
});

describeOnEveryStorage('what a query brings along', () => {
  beforeAll(async () => {
    const country = new Parse.Object('Country', { name: 'France', code: 'FR' });
    const author = new Parse.Object('Author', { name: 'Jules', age: 77, country });
    const reviewers = ['x', 'y'].map((name) => new Parse.Object('Author', { name, country }));
    await Parse.Object.saveAll([country, author, ...reviewers]);
    await new Parse.Object('Book', {
      title: 'Around the world',
      pages: 300,
      meta: { lang: 'fr', size: { width: 10, height: 20 } },
      author,
      reviewers,
    }).save();
  });

  const books = (): Parse.Query => new Parse.Query('Book');
  const book = async (query: Parse.Query): Promise<Parse.Object> => {
    const found = await query.first();
    if (!found) throw new TypeError('no book');
    return found;
  };

  test('pointers come without data unless included', async () => {
    expect((await book(books())).get('author').isDataAvailable()).toBe(false);
    expect((await book(books().include('author'))).get('author').get('name')).toBe('Jules');
  });

  test('include goes through pointers', async () => {
    const found = await book(books().include('author.country'));
    expect(found.get('author').get('name')).toBe('Jules');
    expect(found.get('author').get('country').get('code')).toBe('FR');
  });

  test('include fills arrays of pointers', async () => {
    const found = await book(books().include('reviewers.country'));
    const reviewers: readonly Parse.Object[] = found.get('reviewers');
    expect(reviewers.map((each) => [each.get('name'), each.get('country').get('name')])).toEqual([
      ['x', 'France'],
      ['y', 'France'],
    ]);
  });

  test.each([
    ['includeAll', (q: Parse.Query) => q.includeAll()],
    ['include *', (q: Parse.Query) => q.include('*')],
  ])('%s includes every pointer of the object', async (_name, build) => {
    const found = await book(build(books()));
    expect(found.get('author').get('name')).toBe('Jules');
    expect(found.get('reviewers')[0].get('name')).toBe('x');
  });

  test('include of what is no pointer or not there does nothing', async () => {
    const found = await book(books().include('title', 'nothing.at.all'));
    expect(found.get('title')).toBe('Around the world');
  });

  test('get includes too', async () => {
    const { id = '' } = await book(books());
    const found = await books().include('author').get(id);
    expect(found.get('author').get('age')).toBe(77);
  });

  const keysOf = (object: Parse.Object): readonly string[] => Object.keys(object.attributes).toSorted();

  describe('selection', () => {
    test('select brings only those keys', async () => {
      expect(keysOf(await book(books().select('title', 'pages')))).toEqual([
        'createdAt',
        'pages',
        'title',
        'updatedAt',
      ]);
    });

    test('exclude leaves those keys out', async () => {
      expect(keysOf(await book(books().exclude('title', 'reviewers', 'meta')))).toEqual([
        'author',
        'createdAt',
        'pages',
        'updatedAt',
      ]);
    });

    test('select of a key of an included object includes it', async () => {
      const found = await book(books().select('author.name'));
      expect(found.get('author').get('name')).toBe('Jules');
      expect(found.get('author').has('age')).toBe(false);
      expect(found.has('title')).toBe(false);
    });

    test('exclude of a key of an included object', async () => {
      const found = await book(books().include('author').exclude('author.age'));
      expect(found.get('author').get('name')).toBe('Jules');
      expect(found.get('author').has('age')).toBe(false);
    });

    test('select in an object by dots', async () => {
      const found = await book(books().select('meta.lang'));
      expect(found.get('meta')).toMatchObject({ lang: 'fr' });
      expect(found.has('title')).toBe(false);
    });

    test('an object fetched in part keeps what it had', async () => {
      const full = await book(books());
      const partial = await books()
        .select('title')
        .get(full.id ?? '');
      await full.fetch();
      expect(full.get('pages')).toBe(300);
      expect(partial.has('pages')).toBe(false);
    });
  });
});
