import { create, del, get, logIn, put, scenario, signUp, type Json } from '../../dsl.js';

/** Bob, whose ACL is what the master key makes it. */
const bobWith = (ACL: Json) => [
  signUp('alice'),
  signUp('bob'),
  put('/users/<bob.objectId>', { ACL }, { by: 'master' }),
];

const granted = { '<bob.objectId>': { read: true, write: true }, '<alice.objectId>': { write: true } };
const grantedAll = {
  '<bob.objectId>': { read: true, write: true },
  '<alice.objectId>': { read: true, write: true },
};
const asBob = get('/users/<bob.objectId>', {}, { by: 'master' });

const changes: readonly (readonly [string, Json])[] = [
  ['a field', { nick: 'Bo' }],
  ['nothing', {}],
  ['the name', { username: 'robert' }],
  ['a name that is taken', { username: 'alice' }],
  ['the address', { email: 'bob@example.org' }],
  ['the password', { password: 'of alice' }],
  ['the ACL', { ACL: {} }],
  ['whether the address is verified', { emailVerified: true }],
  ['the identities', { authData: { anonymous: { id: 'x' } } }],
];

export const scenarios = [
  ...changes.map(([what, change]) =>
    scenario(`Whom the ACL of a user lets write changes ${what} of the user`, [
      ...bobWith(grantedAll),
      put('/users/<bob.objectId>', change, { by: 'alice' }),
      asBob,
      get('/users/me', {}, { by: 'bob' }),
      logIn('bob'),
    ]),
  ),
  scenario('Whom the ACL of a user lets write needs not read', [
    ...bobWith(granted),
    put('/users/<bob.objectId>', { nick: 'Bo' }, { by: 'alice' }),
    asBob,
  ]),
  scenario('Whom the ACL of a user lets write deletes the user', [
    ...bobWith(grantedAll),
    del('/users/<bob.objectId>', { by: 'alice' }),
    asBob,
  ]),
  scenario('A role that the ACL of a user lets write changes the user', [
    signUp('alice'),
    signUp('bob'),
    create(
      '_Role',
      {
        name: 'admins',
        ACL: {},
        users: {
          __op: 'AddRelation',
          objects: [{ __type: 'Pointer', className: '_User', objectId: '<alice.objectId>' }],
        },
      },
      { by: 'master' },
    ),
    put('/users/<bob.objectId>', { ACL: { 'role:admins': { read: true, write: true } } }, { by: 'master' }),
    put('/users/<bob.objectId>', { nick: 'Bo' }, { by: 'alice' }),
    asBob,
  ]),
  ...(
    [
      ['everybody write', { '*': { read: true, write: true } }],
      ['everybody read', { '*': { read: true } }],
      ['nobody write', {}],
    ] as const
  ).map(([whom, ACL]) =>
    scenario(`An ACL of a user that lets ${whom}, for another user and for nobody`, [
      ...bobWith(ACL),
      put('/users/<bob.objectId>', { nick: 'Bo' }, { by: 'alice' }),
      put('/users/<bob.objectId>', { nick: 'No' }),
      del('/users/<bob.objectId>', { by: 'alice' }),
      del('/users/<bob.objectId>'),
      asBob,
    ]),
  ),
  scenario('A user without an ACL is changed by another user, or not', [
    ...bobWith({ __op: 'Delete' }),
    put('/users/<bob.objectId>', { nick: 'Bo' }, { by: 'alice' }),
    put('/users/<bob.objectId>', { password: 'of alice' }, { by: 'alice' }),
    del('/users/<bob.objectId>', { by: 'alice' }),
    asBob,
  ]),
  scenario('A user without an ACL logs in', [...bobWith({ __op: 'Delete' }), logIn('bob'), asBob]),
  scenario('A new password by whom everybody may be', [
    ...bobWith({ '*': { read: true, write: true } }),
    put('/users/<bob.objectId>', { password: 'of alice' }, { by: 'alice' }),
    logIn('bob'),
  ]),
];
