import { cast, everything, person } from '../../dsl/cast.js';
import {
  acl,
  create,
  declareClass,
  del,
  find,
  get,
  listOp,
  pointer,
  post,
  put,
  scenario,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const shut: JsonObject = {
  ...Object.fromEntries(Object.keys(everything).map((operation) => [operation, {}])),
  protectedFields: { '*': ['secret'] },
};

const rows: readonly Step[] = [
  declareClass('Thing', {
    fields: { n: { type: 'Number' }, secret: { type: 'Number' } },
    classLevelPermissions: shut,
  }),
  create('Thing', { n: 1, secret: 2, ACL: {} }, { by: 'master', name: 'thing' }),
  create(
    'Thing',
    { n: 2, secret: 3, ACL: acl({ '<alice.objectId>': 'r' }) },
    { by: 'master', name: 'other' },
  ),
  create(
    'Holder',
    {
      n: 2,
      p: pointer('Thing', '<thing.objectId>'),
      u: person('alice'),
      r: pointer('_Role', '<team.objectId>'),
      many: listOp('AddRelation', pointer('Thing', '<thing.objectId>')),
    },
    { name: 'holder' },
  ),
];

const ways = (by: JsonObject): readonly Step[] => [
  find('Thing', { order: 'n' }, by),
  find('Thing', { where: { secret: 2 }, count: 1 }, by),
  find('Thing', { order: '-secret', keys: 'secret' }, by),
  find('Thing', { count: 1, limit: 0 }, by),
  get('/classes/Thing/<thing.objectId>', {}, by),
  find('Holder', { include: 'p,u,r' }, by),
  find('Holder', { where: { p: { $inQuery: { className: 'Thing', where: { secret: 2 } } } } }, by),
  find('Holder', { where: { n: { $select: { query: { className: 'Thing' }, key: 'n' } } } }, by),
  find(
    'Thing',
    { where: { $relatedTo: { object: pointer('Holder', '<holder.objectId>'), key: 'many' } } },
    by,
  ),
  find('Holder', { redirectClassNameForKey: 'many' }, by),
  find('Holder', { redirectClassNameForKey: 'u' }, by),
  get('/aggregate/Thing', { pipeline: [{ $match: { n: 1 } }] }, by),
  get('/aggregate/Thing', { distinct: 'n' }, by),
  get('/schemas', {}, by),
  get('/schemas/Thing', {}, by),
  get('/roles', { order: 'name' }, by),
  get('/users', { order: 'username', keys: 'username' }, by),
  get('/classes/_JobStatus', {}, by),
  get('/classes/_Hooks', {}, by),
  get('/classes/_GlobalConfig', {}, by),
  get('/classes/_Audience', {}, by),
  get('/classes/_PushStatus', {}, by),
  get('/classes/_JobSchedule', {}, by),
  get('/hooks/functions', {}, by),
  get('/push_audiences', {}, by),
  get('/cloud_code/jobs', {}, by),
  create('Thing', { n: 3 }, by),
  create('New', { n: 3 }, by),
  put('/classes/Thing/<thing.objectId>', { n: 4 }, by),
  put('/users/<alice.objectId>', { nick: 'x' }, by),
  put('/users/<alice.objectId>', { emailVerified: true }, by),
  post('/roles', { name: 'made', ACL: {} }, by),
  put('/roles/<team.objectId>', { note: 1 }, by),
  post('/schemas/Made', { className: 'Made' }, by),
  put('/schemas/Thing', { fields: { more: { type: 'String' } } }, by),
  del('/purge/Holder', by),
  del('/schemas/Made', by),
  del('/classes/Thing/<other.objectId>', by),
  post('/loginAs', { userId: '<alice.objectId>' }, by),
  post('/functions/none', {}, by),
  post('/jobs/none', {}, by),
  post('/batch', { requests: [{ method: 'DELETE', path: '/parse/classes/Thing/<thing.objectId>' }] }, by),
];

export const scenarios = [undefined, 'alice', 'master', 'readOnly', 'maintenance'].map((by) =>
  scenario(
    `What is shut is read and written by ${by ?? 'nobody'}`,
    [...cast, ...rows, ...ways(by === undefined ? {} : { by })],
    { profile: 'open' },
  ),
);
