import { asked, audiences, cast, everything, person } from '../../dsl/cast.js';
import {
  acl,
  create,
  declareClass,
  find,
  listOp,
  pointer,
  scenario,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const fields = {
  n: { type: 'Number' },
  owner: { type: 'Pointer', targetClass: '_User' },
  readers: { type: 'Array' },
};

const ways = (by: JsonObject): readonly Step[] => [
  find('Holder', { redirectClassNameForKey: 'things', order: 'n' }, by),
  find('Holder', { redirectClassNameForKey: 'things', where: { objectId: 'o1' } }, by),
  find('Holder', { redirectClassNameForKey: 'things', limit: 0, count: 1 }, by),
  find('Holder', { redirectClassNameForKey: 'p' }, by),
  find('Holder', { redirectClassNameForKey: 'none' }, by),
  find('Thing', { redirectClassNameForKey: 'back' }, by),
  find('Holder', { redirectClassNameForKey: 'users', order: 'username', keys: 'username' }, by),
  find('Holder', { redirectClassNameForKey: 'roles' }, by),
  find('Holder', { redirectClassNameForKey: 'sessions' }, by),
  find('Holder', { redirectClassNameForKey: 'installations' }, by),
  find(
    'Holder',
    {
      where: { p: { $inQuery: { className: 'Holder', redirectClassNameForKey: 'things', where: { n: 1 } } } },
    },
    by,
  ),
];

export const scenarios = audiences.flatMap(({ who, rule, callers }) =>
  [['find', 'count', 'get'], ['get']].map((operations) =>
    scenario(
      `A query is redirected to a class where only ${who} may ${operations.join(', ')}`,
      [
        ...cast,
        declareClass('Thing', {
          fields: { ...fields, back: { type: 'Relation', targetClass: 'Holder' } },
          classLevelPermissions: {
            ...everything,
            ...Object.fromEntries(operations.map((name) => [name, rule])),
          },
        }),
        declareClass('Holder', {
          fields: {
            things: { type: 'Relation', targetClass: 'Thing' },
            p: { type: 'Pointer', targetClass: 'Thing' },
            users: { type: 'Relation', targetClass: '_User' },
            roles: { type: 'Relation', targetClass: '_Role' },
            sessions: { type: 'Relation', targetClass: '_Session' },
            installations: { type: 'Relation', targetClass: '_Installation' },
          },
        }),
        create('Thing', { objectId: 'o1', n: 1, owner: person('alice') }, { by: 'master' }),
        create('Thing', { objectId: 'o2', n: 2, readers: [person('bob')] }, { by: 'master' }),
        create('Thing', { objectId: 'o3', n: 3, ACL: acl({ 'role:team': 'r' }) }, { by: 'master' }),
        create('Holder', {
          p: pointer('Thing', 'o1'),
          things: listOp('AddRelation', pointer('Thing', 'o1')),
        }),
        ...asked(callers).flatMap(ways),
      ],
      { profile: 'open' },
    ),
  ),
);
