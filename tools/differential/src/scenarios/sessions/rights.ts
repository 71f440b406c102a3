import { asked, cast, everything, person } from '../../dsl/cast.js';
import {
  create,
  del,
  find,
  get,
  logIn,
  pointer,
  post,
  put,
  scenario,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const setUp: readonly Step[] = [
  ...cast,
  logIn('alice', { name: 'again', headers: { 'X-Parse-Installation-Id': 'phone' } }),
  get('/sessions/me', {}, { by: 'alice', name: 'first' }),
  get('/sessions/me', {}, { by: 'again', name: 'second' }),
  create('Holder', {
    n: 1,
    s: pointer('_Session', '<first.objectId>'),
    l: [pointer('_Session', '<second.objectId>')],
  }),
];

const ways = (by: JsonObject, n: number): readonly Step[] => [
  get('/sessions', {}, by),
  find('_Session', { where: { user: person('alice') } }, by),
  find('_Session', { where: { user: person('bob') } }, by),
  find('_Session', { where: { sessionToken: '<alice.sessionToken>' } }, by),
  find('_Session', { where: { installationId: 'phone' }, keys: 'installationId' }, by),
  find('_Session', { where: { objectId: '<first.objectId>' } }, by),
  find('_Session', { where: { $or: [{ user: person('alice') }, { installationId: 'phone' }] } }, by),
  find('_Session', { count: 1, limit: 0 }, by),
  find('_Session', { include: 'user', keys: 'user.username' }, by),
  find('_Session', { excludeKeys: 'sessionToken,user' }, by),
  get('/sessions/<first.objectId>', {}, by),
  get('/sessions/<first.objectId>', { include: 'user' }, by),
  get('/classes/_Session/<second.objectId>', { keys: 'createdWith' }, by),
  get('/sessions/me', {}, by),
  find('Holder', { include: 's,l' }, by),
  find(
    'Holder',
    { where: { s: { $inQuery: { className: '_Session', where: { installationId: 'phone' } } } } },
    by,
  ),
  find('Holder', { where: { s: { $inQuery: { className: '_Session', where: {} } } } }, by),
  put('/sessions/<second.objectId>', { note: n }, by),
  put('/sessions/<second.objectId>', {}, by),
  put('/classes/_Session/<second.objectId>', { [`field${n}`]: n }, by),
  put('/sessions/<second.objectId>', { restricted: true }, by),
  put('/sessions/<second.objectId>', { expiresAt: { __type: 'Date', iso: '2099-01-01T00:00:00.000Z' } }, by),
  post('/classes/_Session', { user: person('bob'), sessionToken: 'r:x' }, by),
  post(
    '/batch',
    { requests: [{ method: 'PUT', path: '/parse/sessions/<second.objectId>', body: { note: 'x' } }] },
    by,
  ),
];

const last = (by: JsonObject): readonly Step[] => [
  del('/sessions/gone', by),
  del('/sessions/<second.objectId>', by),
  del('/classes/_Session/<first.objectId>', by),
  get('/users/me', {}, by),
];

const permissions: readonly (readonly [string, JsonObject])[] = [
  ['find', { find: {} }],
  ['get', { get: {} }],
  ['count', { count: {} }],
  ['create', { create: {} }],
  ['update', { update: {} }],
  ['delete', { delete: {} }],
  ['addField', { addField: {} }],
  ['see where they were made', { protectedFields: { '*': ['createdWith', 'installationId'] } }],
];

export const scenarios = [
  ...(['standard', 'open'] as const).map((profile) =>
    scenario(
      `Sessions are read and written by their users, and by others${profile === 'open' ? '; all is told' : ''}`,
      [
        ...setUp,
        ...asked(['bob', 'alice', 'again', 'readOnly', 'maintenance']).flatMap(ways),
        ...asked(['bob', 'again', 'alice']).flatMap(last),
      ],
      { profile },
    ),
  ),
  ...permissions.map(([what, classLevelPermissions]) =>
    scenario(
      `Sessions that clients may not ${what} are used`,
      [
        ...setUp,
        put(
          '/schemas/_Session',
          { classLevelPermissions: { ...everything, ...classLevelPermissions } },
          { by: 'master' },
        ),
        ...asked(['alice']).flatMap(ways),
        logIn('alice', { name: 'third' }),
        get('/users/me', {}, { by: 'third' }),
        post('/logout', {}, { by: 'third' }),
        get('/users/me', {}, { by: 'third' }),
        ...asked(['again', 'alice']).flatMap(last),
      ],
      { profile: 'open' },
    ),
  ),
];
