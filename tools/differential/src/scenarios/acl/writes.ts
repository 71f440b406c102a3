import { asked, cast, person } from '../../dsl/cast.js';
import {
  acl,
  create,
  del,
  find,
  get,
  increment,
  listOp,
  operation,
  pointer,
  post,
  put,
  scenario,
  unset,
  type Json,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const note = (id: string, ACL: Json | undefined, more: JsonObject = {}): Step =>
  create('Note', { objectId: id, n: 1, ...more, ...(ACL === undefined ? {} : { ACL }) }, { by: 'master' });

/** Objects by whom their ACL lets read and write. */
const objects: readonly (readonly [string, Json | undefined])[] = [
  ['no ACL', undefined],
  ['an ACL of nobody', {}],
  ['everybody to read', acl({ '*': 'r' })],
  ['everybody to write', acl({ '*': 'w' })],
  ['a user to read and a role to write', acl({ '<alice.objectId>': 'r', 'role:team': 'w' })],
  ['a user to write', acl({ '<alice.objectId>': 'w' })],
  ['a role that roles are in', acl({ 'role:team': 'rw' })],
  ['a role that is in others', acl({ 'role:inner': 'rw' })],
];

const shut = pointer('Note', 'shut');

const ways = (by: JsonObject): readonly Step[] => [
  put('/classes/Note/o', { n: increment(1), list: listOp('AddUnique', 1) }, by),
  put('/classes/Note/o', {}, by),
  put('/classes/Note/o', { n: unset }, by),
  put('/classes/Note/o', { p: shut, l: [shut], r: listOp('AddRelation', shut) }, by),
  get('/classes/Note/o', { include: 'p,l' }, by),
  find('Note', { where: { p: shut } }, by),
  find('Note', { where: { r: shut } }, by),
  find('Note', { where: { p: { $inQuery: { className: 'Note', where: { objectId: 'shut' } } } } }, by),
  find('Note', { where: { $relatedTo: { object: pointer('Note', 'o'), key: 'r' } } }, by),
  create('Note', { objectId: 'o', n: 5 }, by),
  create('Note', { objectId: 'shut', n: 5 }, by),
  post(
    '/batch',
    {
      requests: [
        operation('PUT', '/classes/Note/shut', { n: 7 }),
        operation('PUT', '/classes/Note/o', { n: 7 }),
        operation('DELETE', '/classes/Note/shut'),
      ],
    },
    by,
  ),
  post('/batch', { transaction: true, requests: [operation('PUT', '/classes/Note/o', { n: 8 })] }, by),
];

const lastly = (by: JsonObject): readonly Step[] => [
  put('/classes/Note/o', { ACL: acl({ '<dave.objectId>': 'rw' }) }, by),
  put('/classes/Note/o', { n: 9 }, by),
  del('/classes/Note/o', by),
];

export const scenarios = objects.flatMap(([who, ACL]) => [
  scenario(
    `An object with ${who} is written in many ways`,
    [
      ...cast,
      note('shut', {}),
      note('o', ACL),
      ...asked(['alice', 'carol', 'dave', 'readOnly']).flatMap(ways),
      ...asked(['dave', 'carol', 'alice']).flatMap(lastly),
    ],
    { profile: 'open' },
  ),
  scenario(`An object is made with ${who}, and by itself`, [
    ...cast,
    ...asked(['alice', 'bob', 'carol']).flatMap((by, index) => [
      create('Note', { n: index, ...(ACL === undefined ? {} : { ACL }) }, { ...by, name: `note${index}` }),
      get(`/classes/Note/<note${index}.objectId>`, {}, by),
      put(`/classes/Note/<note${index}.objectId>`, { p: person('alice') }, by),
      del(`/classes/Note/<note${index}.objectId>`, by),
    ]),
  ]),
]);
