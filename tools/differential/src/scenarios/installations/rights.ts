import { cast, everything, person } from '../../dsl/cast.js';
import {
  acl,
  create,
  del,
  find,
  get,
  pointer,
  post,
  put,
  scenario,
  type Json,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const on = (installationId: string): JsonObject => ({
  headers: { 'X-Parse-Installation-Id': installationId },
});

const phone = post(
  '/installations',
  { installationId: 'phone', deviceType: 'ios', deviceToken: 'abc', channels: ['a'] },
  { ...on('phone'), name: 'phone' },
);
const tablet = post(
  '/installations',
  { installationId: 'tablet', deviceType: 'ios', user: person('alice') },
  { by: 'alice', name: 'tablet' },
);
const holder = create('Holder', { i: pointer('_Installation', '<phone.objectId>'), n: 'phone' });

const ways = (by: JsonObject, n: number): readonly Step[] => [
  get('/installations', {}, by),
  find('_Installation', { where: { installationId: 'phone' } }, by),
  get('/installations', { where: { objectId: '<phone.objectId>' } }, by),
  get('/installations', { where: { deviceToken: 'abc' }, count: 1, limit: 0 }, by),
  get('/installations/<phone.objectId>', {}, by),
  get('/installations/<tablet.objectId>', { include: 'user' }, by),
  find('Holder', { include: 'i' }, by),
  find(
    'Holder',
    { where: { i: { $inQuery: { className: '_Installation', where: { deviceType: 'ios' } } } } },
    by,
  ),
  find(
    'Holder',
    { where: { n: { $select: { query: { className: '_Installation' }, key: 'installationId' } } } },
    by,
  ),
  put('/installations/<phone.objectId>', { badge: n }, by),
  put('/classes/_Installation/<phone.objectId>', { badge: n, [`extra${n}`]: n }, by),
  put('/installations/<phone.objectId>', { deviceToken: `token${n}` }, by),
  put('/installations/<tablet.objectId>', { channels: [`c${n}`] }, by),
  put('/installations/<tablet.objectId>', { installationId: 'other' }, by),
  put('/installations/<tablet.objectId>', { deviceType: 'android' }, by),
  post('/installations', { installationId: 'phone', deviceType: 'ios', badge: 5 }, by),
  post('/installations', { installationId: `new${n}`, deviceType: 'ios', ACL: acl({ '*': 'r' }) }, by),
  post(
    '/batch',
    { requests: [{ method: 'PUT', path: '/parse/installations/<phone.objectId>', body: { badge: 10 + n } }] },
    by,
  ),
  del('/installations/gone', by),
  del('/classes/_Installation/<tablet.objectId>', by),
];

const callers: readonly JsonObject[] = [{}, on('phone'), on('other'), { by: 'alice', ...on('phone') }];

const permissions: readonly (readonly [string, JsonObject])[] = [
  ['get', { get: {} }],
  ['create', { create: {} }],
  ['update', { update: {} }],
  ['addField', { addField: {} }],
  ['see tokens', { protectedFields: { '*': ['deviceToken'] } }],
];

const rights: readonly (readonly [string, Json])[] = [
  ['nobody', {}],
  ['everybody to read', acl({ '*': 'r' })],
  ['one user', acl({ '<alice.objectId>': 'rw' })],
];

const setUp = [...cast, phone, tablet, holder];

export const scenarios = [
  scenario(
    'Installations are read and written by the device that asks, and by others',
    [...setUp, ...[...callers, { by: 'bob' }, { by: 'readOnly' }].flatMap(ways)],
    { profile: 'open' },
  ),
  ...rights.map(([who, ACL]) =>
    scenario(
      `An installation that is for ${who} is read and written`,
      [...setUp, put('/installations/<phone.objectId>', { ACL }, { by: 'master' }), ...callers.flatMap(ways)],
      { profile: 'open' },
    ),
  ),
  ...permissions.map(([what, classLevelPermissions]) =>
    scenario(
      `Installations that clients may not ${what}`,
      [
        ...setUp,
        put(
          '/schemas/_Installation',
          { classLevelPermissions: { ...everything, ...classLevelPermissions } },
          { by: 'master' },
        ),
        ...callers.slice(0, 2).flatMap(ways),
      ],
      { profile: 'open' },
    ),
  ),
];
