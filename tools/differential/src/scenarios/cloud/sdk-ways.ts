import {
  acl,
  create,
  find,
  get,
  inCloud,
  listOp,
  pointer,
  post,
  signUp,
  type JsonObject,
  type Step,
} from '../../dsl.js';

// The function `way` of cloud/sdk-ways.cjs asks its own server in the ways of the SDK; triggers tell what they see.

const ways = [
  ...['create', 'create with fields of every type', 'update', 'update by counting', 'update by adding'],
  ...['update by taking away', 'update of a part', 'update of a relation', 'update of nothing'],
  ...['update of what was found', 'save of several', 'save of several at once or none'],
  ...['save of several, one of which is wrong', 'save of a tree', 'delete', 'delete of all'],
  ...['delete of all, one of which is gone', 'get', 'first', 'first of none', 'find'],
  ...['find of several kinds', 'find of some fields', 'find without a field', 'find and count'],
  ...['find of all', 'count', 'each', 'fetch', 'fetch with an include', 'fetch of all', 'distinct'],
  ...['aggregate', 'include of it', 'subquery'],
];

const people = [
  ...['a sign-up', 'a sign-up by an identity', 'a log-in'],
  ...['two log-ins', 'a check of a password', 'a new name of the caller'],
  ...['a new password of the caller', 'the caller again', 'who has a session', 'the end of the caller'],
  ...['the sessions', 'a role', 'a role with members', 'a function', 'a function that is none'],
  ...['a function that fails', 'the purge of a class'],
];
const others = [
  'a device',
  'the parameters',
  'new parameters',
  'a job',
  'a class',
  'an event',
  'whether it is there',
];

const ran = find('Step', { order: 'i' }, { by: 'master' });

const call = (way: string, as: string, more: JsonObject = {}): Step =>
  post(
    '/functions/way',
    { way, as, device: 'tablet', ...more },
    { by: 'alice', headers: { 'X-Parse-Installation-Id': 'phone', 'X-Own': 'told' } },
  );

export const scenarios = [
  ...ways.flatMap((way) =>
    ['master', 'caller', 'nobody', 'told'].map((as) =>
      inCloud(
        `Cloud Code asks for ${way} as ${as}`,
        signUp('alice'),
        create('Note', { n: 1 }, { name: 'note' }),
        create(
          'Traced',
          {
            n: 1,
            map: { a: 1 },
            to: pointer('Note', '<note.objectId>'),
            list: [1],
            ACL: acl({ '<alice.objectId>': 'rw' }),
          },
          { by: 'alice', name: 'row' },
        ),
        create('Traced', { n: 2, tags: listOp('AddUnique', 'a') }, { name: 'second' }),
        call(way, as, { id: '<row.objectId>' }),
        ran,
      ),
    ),
  ),
  ...people.flatMap((way) =>
    ['master', 'caller', 'nobody', 'told'].map((as) =>
      inCloud(
        `Cloud Code asks for ${way} as ${as}`,
        signUp('alice'),
        call(way, as),
        find('_Session', {}, { by: 'master' }),
        ran,
      ),
    ),
  ),
  ...others.map((way) =>
    inCloud(
      `Cloud Code asks for ${way}`,
      signUp('alice'),
      call(way, 'master'),
      get('/config', {}, { by: 'master' }),
      find('_Installation', {}, { by: 'master' }),
    ),
  ),
];
