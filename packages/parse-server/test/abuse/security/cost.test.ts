import { describe, expect, test } from 'vitest';
import { outcome } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const MANY = 50_000;

/** Milliseconds after which a test fails: far more than it takes, far less than a quadratic or exponential step would. */
const PATIENCE = 20_000;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const nested = (depth: number, open: string, close: string, inner = '1') =>
  open.repeat(depth) + inner + close.repeat(depth);

describeApi('a costly query', (api) => {
  test.each([
    ['$or', nested(11, '{"$or":[', ']}', '{"a":1}')],
    ['$and', nested(11, '{"$and":[', ']}', '{"a":1}')],
    ['$nor', nested(11, '{"$nor":[', ']}', '{"a":1}')],
    ['$or of arrays', nested(5000, '{"$or":[', ']}', '{"a":1}')],
    ['$inQuery', nested(11, '{"a":{"$inQuery":{"className":"A","where":', '}}}', '{}')],
    ['$select', nested(11, '{"a":{"$select":{"key":"a","query":{"className":"A","where":', '}}}}', '{}')],
    ['values', `{"a.b":{"$eq":${nested(5000, '[', ']')}}}`],
  ])(
    'of too many %s inside one another is refused (GHSA-9xp9-j92r-p88v, GHSA-9fjp-q3c4-6w3j)',
    async (_name, where) => {
      expect(outcome(await api().post('/classes/A', `{"_method":"GET","where":${where}}`))).toBe('400 102');
      const counted = `{"_method":"GET","count":1,"limit":0,"where":${where}}`;
      expect(outcome(await api().post('/classes/A', counted))).toBe('400 102');
    },
  );

  test('of too many conditions is refused', async () => {
    const where = { $or: numbers(11_000).map((a) => ({ a })) };
    expect(outcome(await api().post('/classes/A', { _method: 'GET', where }, api().master))).toBe('400 102');
  });

  test('of too many or too long includes is refused (GHSA-cmj3-wx7h-ffvg)', async () => {
    const include = numbers(101)
      .map((index) => `a${index}`)
      .join();
    expect(outcome(await api().get('/classes/A', { include }))).toBe('400 102');
    expect(outcome(await api().get('/classes/A', { include: `a${'.a'.repeat(10)}` }))).toBe('400 102');
    expect(outcome(await api().get('/classes/A', { keys: `a${'.a'.repeat(400)}` }))).toMatch(
      /^(200|400 102)$/,
    );
  });

  test('with includes that multiply is refused before they do (GHSA-cgxm-vr2f-6fj8)', async () => {
    const id = await api().create('Fan', { a: 1 });
    const self = { __type: 'Pointer', className: 'Fan', objectId: id };
    await api().put(`/classes/Fan/${id}`, { list: Array.from({ length: 100 }, () => self) });
    expect(outcome(await api().get('/classes/Fan', { include: 'list' }))).toBe('200');
    const include = 'list,list.list,list.list.list,list.list.list.list';
    expect(outcome(await api().get('/classes/Fan', { include }))).toBe('400 102');
    await api().put(`/classes/Fan/${id}`, { text: 'x'.repeat(1_000_000) });
    expect(outcome(await api().get('/classes/Fan', { include: 'list' }))).toBe('400 102');
  });

  test.each([
    ['nested repetition', '^(a+)+$'],
    ['alternatives that overlap', '^(a|aa)+$'],
    ['many stars', `${'a*'.repeat(50)}b`],
    ['any text many times', `${'.*'.repeat(30)}=`],
    ['counted repetition', '^(a{1,50}){1,50}$'],
    ['counts that multiply', '((((a{1,99}){1,99}){1,99}){1,99}){1,99}'],
    ['a back-reference', '(a*)\\1b'],
    ['a look-ahead', '(?=(a+))a*b'],
    ['a long pattern', 'a?'.repeat(5000)],
    ['deep groups', `${'('.repeat(5000)}a${')'.repeat(5000)}`],
    ['broken groups (GHSA-827p-g5x5-h86c)', '((('],
    ['a broken class', '[a'],
    ['a broken count', 'a{2,1}'],
  ])(
    'with %s in a pattern ends soon',
    async (name, pattern) => {
      const className = `Re${name.replace(/[^a-z]/gi, '')}`;
      await api().create(className, { s: `${'a'.repeat(30_000)}!`, l: [`${'a'.repeat(30_000)}!`] });
      for (const where of [
        { s: { $regex: pattern } },
        { l: { $regex: pattern } },
        { l: { $all: [{ $regex: pattern }] } },
      ]) {
        const answer = await api().post(`/classes/${className}`, { _method: 'GET', where });
        expect(outcome(answer)).toMatch(/^(200|400 102)$/);
        expect(answer.text).not.toMatch(/sqlite|SQLITE|stack|node_modules/);
      }
    },
    PATIENCE,
  );

  const lists: readonly (readonly [string, (list: readonly number[]) => object])[] = [
    ['$in', (list) => ({ n: { $in: list } })],
    ['$nin', (list) => ({ n: { $nin: list } })],
    ['$all', (list) => ({ l: { $all: list } })],
    ['$containedBy', (list) => ({ l: { $containedBy: list } })],
    ['objectId $in', (list) => ({ objectId: { $in: list.map(String) } })],
    ['a list of a path', (list) => ({ 'o.x': { $in: list } })],
  ];
  test.each(lists)(
    'with a huge list in %s ends soon',
    async (_name, where) => {
      await api().create('Lists', { n: 1, l: [1, 2, 3], o: { x: 1 } });
      const body = { _method: 'GET', where: where(numbers(MANY)), keys: 'n' };
      expect(outcome(await api().post('/classes/Lists', body))).toBe('200');
    },
    PATIENCE,
  );
});

describeApi('a huge or deep value', (api) => {
  const depths = [101, 5000, 100_000];
  const bodies: readonly (readonly [string, string, string, string])[] = [
    ['an array', '{"a":', '[', ']'],
    ['an object', '{"a":', '{"a":', '}'],
    ['an operation', '{"a":{"__op":', '[', ']'],
    ['a type', '{"a":{"__type":', '[', ']'],
    ['a nested type', '{"a":{"b":{"__type":', '[', ']'],
    ['elements', '{"a":{"__op":"Add","objects":', '[', ']'],
    ['members', '{"a":{"__op":"AddRelation","objects":', '[', ']'],
    ['a batch of operations', '{"a":{"__op":"Batch","ops":', '[', ']'],
    ['a default', '{"a":{"__op":"SetOnInsert","amount":', '[', ']'],
    ['a path', '{"a.b.c":', '[', ']'],
  ];
  test.each(bodies)('is refused as %s', async (_name, start, open, close) => {
    const braces = '}'.repeat(start.split('{').length - 1);
    for (const depth of depths) {
      const body = start + nested(depth, open, close) + braces;
      expect(outcome(await api().post('/classes/Deep', body))).toMatch(/^400 (107|108|111)$/);
      expect(outcome(await api().put('/config', `{"params":${body}}`, api().master))).toMatch(
        /^400 (107|108|111)$/,
      );
    }
  });

  test.each([
    ['fields', '{"fields":{"a":', '}}'],
    ['a default value', '{"fields":{"a":{"type":"Array","defaultValue":', '}}}'],
    ['permissions', '{"classLevelPermissions":', '}'],
    ['a permission', '{"classLevelPermissions":{"find":', '}}'],
    ['a right', '{"classLevelPermissions":{"find":{"*":', '}}}'],
    ['protected fields', '{"classLevelPermissions":{"protectedFields":{"*":[', ']}}}'],
    ['a default ACL', '{"classLevelPermissions":{"ACL":{"*":', '}}}'],
    ['an index', '{"indexes":{"a":{"b":', '}}}'],
    ['the name of a class', '{"className":', '}'],
  ])('is refused in a schema as %s', async (_name, start, end) => {
    for (const depth of depths) {
      const body = start + nested(depth, '[', ']') + end;
      expect(outcome(await api().post('/schemas/DeepSchema', body, api().master))).toMatch(/^400 \d+$/);
    }
  });

  test('is refused as the query of an audience, and in a pipeline', async () => {
    const query = nested(5000, '{"a":', '}');
    const audience = api().post('/push_audiences', { name: 'n', query }, api().master);
    expect(outcome(await audience)).toBe('400 102');
    expect(outcome(await api().get('/push_audiences', {}, api().master))).toBe('200');
    const pipeline = `{"_method":"GET","pipeline":[{"$match":${query}}]}`;
    expect(outcome(await api().post('/aggregate/Deep', pipeline, api().master))).toMatch(/^(200|400 \d+)$/);
  });

  test.each([
    ['10,000 keys in an object', { o: Object.fromEntries(numbers(10_000).map((n) => [`k${n}`, n])) }],
    ['10,000 columns', Object.fromEntries(numbers(10_000).map((n) => [`k${n}`, n]))],
    ['a text of a megabyte', { s: 'x'.repeat(1_000_000) }],
    [
      '10,000 entries in an ACL',
      { ACL: Object.fromEntries(numbers(10_000).map((n) => [`u${n}`, { read: true }])) },
    ],
    ['a polygon of 10,000 corners', polygon(10_000)],
    ['50,000 elements to add once', { l: { __op: 'AddUnique', objects: numbers(MANY) } }],
    ['50,000 elements to remove', { l: { __op: 'Remove', objects: numbers(MANY) } }],
  ])('of %s is stored or refused soon', async (name, body) => {
    const className = `Huge${name.replace(/[^a-z]/gi, '')}`;
    expect(outcome(await api().post(`/classes/${className}`, body))).toMatch(/^(201|400 (102|116))$/);
    expect(outcome(await api().get(`/classes/${className}`))).toBe('200');
  });

  test('of many paths into one object or list is changed once', async () => {
    const paths = (name: string) => Object.fromEntries(numbers(10_000).map((n) => [`${name}.${n}`, n]));
    const keys = Object.fromEntries(numbers(10_000).map((n) => [`o.k${n}`, n]));
    const id = await api().create('Paths', { o: { a: 1 }, l: [0] });
    expect(outcome(await api().put(`/classes/Paths/${id}`, keys))).toBe('200');
    expect(outcome(await api().put(`/classes/Paths/${id}`, paths('l')))).toBe('200');
    expect(outcome(await api().put('/config', { params: keys }, api().master))).toBe('200');
    const { body } = await api().get(`/classes/Paths/${id}`);
    expect(Object.keys(body.o)).toHaveLength(10_001);
    expect(body.l).toHaveLength(10_000);
  });

  test('larger than the limit is refused by its length, and the server lives on', async () => {
    const answer = await api().post('/classes/Huge', `{"a":"${'x'.repeat(21 * 1024 * 1024)}"}`);
    expect(outcome(answer)).toBe('413');
    expect(outcome(await api().get('/health'))).toBe('200');
  });
});

describe('a batch', () => {
  describeApi('of too many operations', (api) => {
    const requests = numbers(101).map(() => ({ method: 'GET', path: '/parse/classes/A' }));

    test('is refused to clients (#10265)', async () => {
      expect(outcome(await api().post('/batch', { requests }))).toBe('400 107');
      expect(outcome(await api().post('/batch', { requests }, api().master))).toBe('200');
    });

    test('cannot be hidden in batches inside one another', async () => {
      const inner = { method: 'POST', path: '/parse/batch', body: { requests } };
      for (const path of ['/parse/batch', '/parse/BATCH', '/parse//batch/', '/parse/%62atch']) {
        expect(outcome(await api().post('/batch', { requests: [{ ...inner, path }] }))).toBe('400 107');
      }
    });
  });
});

function polygon(corners: number): object {
  const coordinates = numbers(corners).map((n) => [(n % 180) - 90, ((n * 7) % 360) - 180]);
  return { area: { __type: 'Polygon', coordinates } };
}
