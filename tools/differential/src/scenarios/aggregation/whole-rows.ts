import { acl, create, get, put, scenario, signUp, unset, type JsonObject, type Step } from '../../dsl.js';

const byMaster = { by: 'master' } as const;

const rows: readonly Step[] = [
  signUp('alice'),
  create('Item', { n: 1 }, byMaster),
  create('Item', { n: 2, ACL: acl({ '*': 'r' }) }, byMaster),
  create('Item', { n: 3, ACL: acl({ '<alice.objectId>': 'rw', 'role:team': 'w' }) }, byMaster),
  create('Item', { n: 4, ACL: {} }, byMaster),
  create('Item', { n: 5, ACL: acl({ '*': 'r' }) }, { ...byMaster, name: 'opened' }),
  put('/classes/Item/<opened.objectId>', { ACL: unset }, byMaster),
];

const inOrder: JsonObject = { $sort: { n: 1 } };

const pipelines: readonly (readonly [string, readonly JsonObject[]])[] = [
  ['in order', [inOrder]],
  ['that match', [{ $match: { n: { $gt: 1 } } }, inOrder]],
  ['of a page', [inOrder, { $skip: 1 }, { $limit: 2 }]],
  ['with a field added', [inOrder, { $addFields: { m: 1 } }]],
  ['whose ACL is asked for', [inOrder, { $project: { n: 1, ACL: 1 } }]],
];

const empty = create('Thing', { Text: '', Map: {}, List: [] });

export const scenarios = [
  ...pipelines.map(([which, pipeline]) =>
    scenario(`Rows ${which} are shown without their ACL`, [
      ...rows,
      get('/aggregate/Item', { pipeline }, byMaster),
    ]),
  ),
  scenario('Users are shown without their ACL', [
    signUp('alice', { email: 'alice@example.com' }),
    get('/aggregate/_User', { pipeline: [{ $match: { username: 'alice' } }] }, byMaster),
  ]),
  ...['Text', 'Map', 'List'].map((field) =>
    scenario(`The group of an empty ${field.toLowerCase()} has no name`, [
      empty,
      get('/aggregate/Thing', { pipeline: [{ $group: { _id: `$${field}`, c: { $sum: 1 } } }] }, byMaster),
    ]),
  ),
];
