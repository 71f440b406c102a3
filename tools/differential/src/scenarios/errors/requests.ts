import { create, del, fetchBack, find, get, post, put, scenario, type Json, type Step } from '../../dsl.js';

/** Bodies that are no object of fields. */
const bodies: readonly (readonly [string, string])[] = [
  ['no JSON', '{'],
  ['half an object', '{"n":'],
  ['a text', '"x"'],
  ['a number', '7'],
  ['null', 'null'],
  ['true', 'true'],
  ['nothing', ''],
  ['spaces', '  '],
  ['two objects', '{"n":1}{"n":2}'],
  ['a name twice', '{"n":1,"n":2}'],
  ['names without quotes', '{n:1}'],
  ['a comma too much', '{"n":1,}'],
  ['NaN', '{"n":NaN}'],
];

/** Parameters that are no JSON where JSON is asked for. */
const parameters: readonly (readonly [string, string])[] = [
  ['where', '{'],
  ['where', '[]'],
  ['where', ''],
  ['where', '"x"'],
  ['limit', 'x'],
  ['limit', ''],
  ['limit', '-1'],
  ['limit', '1.5'],
  ['limit', '1e2'],
  ['skip', 'x'],
  ['skip', '-1'],
  ['skip', ''],
  ['count', 'x'],
  ['count', '0'],
  ['count', '2'],
  ['order', ''],
  ['order', ','],
  ['order', '-'],
  ['order', 'a b'],
  ['order', '$n'],
  ['order', '--n'],
  ['order', '+n'],
];

const fieldNames = [
  '',
  ' ',
  'a b',
  'a-b',
  '1a',
  '_a',
  'a$',
  '$a',
  'ä',
  'a.b.c',
  '.a',
  'a..b',
  'className',
  'objectId',
  'createdAt',
  'updatedAt',
  '__type',
  '__op',
  'length',
  'constructor',
  '__proto__',
];

const classNames = [
  'a b',
  'a-b',
  '1a',
  '_a',
  'Ä',
  'a.b',
  '$a',
  '_Join:users:_Role',
  '_SCHEMA',
  'A'.repeat(130),
];

const methods: readonly Step['method'][] = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'];
const paths = [
  '/users',
  '/users/me',
  '/login',
  '/logout',
  '/sessions/me',
  '/roles',
  '/installations',
  '/batch',
  '/functions/none',
  '/jobs/none',
  '/schemas',
  '/schemas/None',
  '/aggregate/None',
  '/purge/None',
  '/hooks/functions',
  '/requestPasswordReset',
  '/verificationEmailRequest',
  '/verifyPassword',
  '/security',
  '/serverInfo',
  '/graphql',
  '/classes/None/none/none',
];

const values: readonly (readonly [string, Json])[] = [
  ['a text for a number', 'x'],
  ['a list for a number', [1]],
  ['an object for a number', { a: 1 }],
  ['a flag for a number', true],
  ['a date for a number', { __type: 'Date', iso: '2024-01-01T00:00:00.000Z' }],
  ['a pointer for a number', { __type: 'Pointer', className: 'Note', objectId: 'x' }],
  ['a relation for a number', { __type: 'Relation', className: 'Note' }],
  ['a file without a name for a number', { __type: 'File' }],
  ['a type nobody knows', { __type: 'Unknown' }],
];

const path = (name: string): string => `/classes/${encodeURIComponent(name)}`;

export const scenarios = [
  ...bodies.map(([what, raw]) =>
    scenario(`A body may be ${what}`, [
      create('Note', { n: 0 }, { name: 'note' }),
      post('/classes/Note', undefined, { raw, headers: { 'Content-Type': 'application/json' } }),
      put('/classes/Note/<note.objectId>', undefined, {
        raw,
        headers: { 'Content-Type': 'application/json' },
      }),
    ]),
  ),
  ...parameters.map(([name, text]) =>
    scenario(`The parameter ${name} may be "${text}"`, [
      create('Note', { n: 1 }),
      find('Note', { [name]: text }),
      find('Note', { [name]: text }, { by: 'master' }),
    ]),
  ),
  ...fieldNames.map((name) =>
    scenario(`A field may be called "${name}"`, [
      create('Note', { n: 1 }, { name: 'note' }),
      create('Note', { [name]: 'x' }),
      put('/classes/Note/<note.objectId>', { [name]: 'x' }),
      find('Note', { where: { [name]: 'x' }, order: 'n' }),
    ]),
  ),
  ...classNames.map((name) =>
    scenario(`A class may be called "${name.slice(0, 20)}"`, [
      post(path(name), { n: 1 }),
      get(path(name)),
      get(`${path(name)}/x`),
      put(`${path(name)}/x`, { n: 1 }),
      del(`${path(name)}/x`),
      get(`/schemas/${encodeURIComponent(name)}`, {}, { by: 'master' }),
    ]),
  ),
  ...paths.map((route) =>
    scenario(`Methods of ${route}`, [
      ...methods.map((method): Step => ({
        method,
        path: route,
        ...(method === 'POST' || method === 'PUT' ? { body: {} } : {}),
      })),
    ]),
  ),
  ...values.map(([what, value]) =>
    scenario(`A field is given ${what}`, [
      create('Note', { n: 1 }, { name: 'note' }),
      create('Note', { n: value }),
      put('/classes/Note/<note.objectId>', { n: value }),
      create('Other', { n: value }),
      fetchBack('Note', 'note'),
    ]),
  ),
  scenario('An object that is not there', [
    get('/classes/None/none'),
    put('/classes/None/none', { n: 1 }),
    del('/classes/None/none'),
    create('Note', { n: 1 }),
    get('/classes/Note/none'),
    put('/classes/Note/none', { n: 1 }),
    put('/classes/Note/none', {}),
    put('/classes/Note/none', { n: 'x' }),
    del('/classes/Note/none'),
    del('/classes/Note/none', { by: 'master' }),
  ]),
  scenario('An object that was deleted is not there any more', [
    create('Note', { n: 1 }, { name: 'note' }),
    del('/classes/Note/<note.objectId>'),
    fetchBack('Note', 'note'),
    put('/classes/Note/<note.objectId>', { n: 2 }),
    del('/classes/Note/<note.objectId>'),
  ]),
  scenario(
    'Logical operators without a list are told where errors are open',
    [
      create('Note', { n: 1 }),
      find('Note', { where: { $or: { n: 1 } } }),
      find('Note', { where: { $and: 7 } }),
      find('Note', { where: { $nor: [7] } }),
    ],
    { profile: 'open' },
  ),
  scenario('The report on weak settings is for the master key, and off', [
    get('/security'),
    get('/security', {}, { by: 'readOnly' }),
    get('/security', {}, { by: 'maintenance' }),
    get('/security', {}, { by: 'master' }),
  ]),
];
