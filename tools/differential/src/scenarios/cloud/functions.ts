import {
  create,
  date,
  geoPoint,
  get,
  inCloud,
  pointer,
  post,
  signUp,
  type Json,
  type Step,
} from '../../dsl.js';

const call = (name: string, params: Json = {}, options: Parameters<typeof post>[2] = {}): Step =>
  post(`/functions/${name}`, params, options);

const parameters: readonly (readonly [string, Json])[] = [
  ['plain values', { s: 'x', n: 1, b: true, z: null, l: [1, { a: 2 }], o: { deep: { er: 1 } } }],
  ['a date', { d: date('2024-01-01T00:00:00.000Z') }],
  ['a pointer', { p: pointer('Note', 'abc') }],
  ['a point', { g: geoPoint(1, 2) }],
  ['a file', { f: { __type: 'File', name: 'a.txt', url: 'https://example.org/a.txt' } }],
  ['an unknown type', { u: { __type: 'Unknown', a: 1 } }],
];

const results = [
  'nothing',
  'null',
  'date',
  'point',
  'saved',
  'nested',
  'calls',
  'status',
  'deep.down.there',
  'unknown',
];
const failures = [
  'throwText',
  'throwError',
  'throwParseError',
  'throwObject',
  'throwNumber',
  'throwNothing',
  'reject',
  'failingSave',
  'failure',
];

export const scenarios = [
  ...parameters.map(([what, params]) =>
    inCloud(
      `A function is given ${what} as it was sent, and knows its type`,
      call('echo', params),
      call('typesOf', params),
    ),
  ),
  ...results.map((name) => inCloud(`The result of ${name} is answered`, call(name))),
  ...failures.map((name) => inCloud(`What ${name} throws is answered`, call(name))),
  inCloud(
    'A function knows who calls',
    signUp('alice'),
    call('who'),
    call('who', {}, { by: 'alice' }),
    call('who', {}, { by: 'master' }),
    call('who', {}, { headers: { 'X-Parse-Installation-Id': 'phone' } }),
  ),
  inCloud(
    'A context is an object in a header or in the body',
    call('context', {}, { headers: { 'X-Parse-Cloud-Context': '{"a":1}' } }),
    call('context', { _context: { b: 2 } }),
    call('context', {}, { headers: { 'X-Parse-Cloud-Context': '[1]' } }),
    call('context', {}, { headers: { 'X-Parse-Cloud-Context': 'no json' } }),
  ),
  inCloud(
    'Parameters come from the address, too',
    call('echo', { a: 1 }, { query: { b: '2' } }),
    get('/functions/echo'),
  ),
  inCloud(
    'Queries in functions are nobody’s unless they say otherwise',
    signUp('alice'),
    create('Note', { n: 1 }),
    create('Note', { n: 2, ACL: { '<alice.objectId>': { read: true } } }, { by: 'alice' }),
    call('notes', {}, { by: 'alice' }),
    call('notesAsCaller', {}, { by: 'alice' }),
    call('notes', {}, { by: 'master' }),
  ),
  inCloud(
    'Functions in a batch answer in their places',
    post('/batch', {
      requests: [
        { method: 'POST', path: '/parse/functions/echo', body: { a: 1 } },
        { method: 'POST', path: '/parse/functions/throwText', body: {} },
        { method: 'POST', path: '/parse/functions/unknown', body: {} },
      ],
    }),
  ),
];
