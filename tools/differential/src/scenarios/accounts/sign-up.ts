import { acl, get, post, scenario, signUp, type JsonObject, type Json } from '../../dsl.js';

const refused: readonly (readonly [string, JsonObject])[] = [
  ['a number for a name', { username: 7, password: 'x' }],
  ['an object for a name', { username: { a: 1 }, password: 'x' }],
  ['a number for a password', { username: 'alice', password: 7 }],
  ['an empty password', { username: 'alice', password: '' }],
  ['null for a password', { username: 'alice', password: null }],
  ['a number for an address', { username: 'alice', password: 'x', email: 7 }],
  ['an empty address', { username: 'alice', password: 'x', email: '' }],
  ['an address without a domain', { username: 'alice', password: 'x', email: 'alice@' }],
  ['nothing', {}],
  ['a session token', { username: 'alice', password: 'x', sessionToken: 'r:mine' }],
  ['a hash', { username: 'alice', password: 'x', _hashed_password: 'mine' }],
  ['an id', { username: 'alice', password: 'x', objectId: 'mine' }],
  ['a date of creation', { username: 'alice', password: 'x', createdAt: '2020-01-01T00:00:00.000Z' }],
  ['a verified address', { username: 'alice', password: 'x', emailVerified: true }],
];

const identities: readonly (readonly [string, Json])[] = [
  ['anonymous', { anonymous: { id: 'abc' } }],
  ['an anonymous id that is no text', { anonymous: { id: 7 } }],
  ['no id', { anonymous: {} }],
  ['a provider nobody knows', { unknown: { id: 'abc' } }],
  ['a provider that is null', { anonymous: null }],
  ['no provider', {}],
  ['a text', 'abc'],
];

export const scenarios = [
  ...refused.map(([what, body]) => scenario(`A sign-up with ${what}`, [post('/users', body)])),
  scenario('Names are taken without regard to case', [
    signUp('alice'),
    post('/users', { username: 'Alice', password: 'x' }),
    post('/users', { username: ' alice', password: 'x' }),
    post('/users', { username: 'älice', password: 'x' }),
  ]),
  scenario('Addresses are taken without regard to case', [
    signUp('alice', { email: 'a@example.org' }),
    signUp('bob', { email: 'A@example.org' }),
    signUp('carol', { email: 'a@example.org' }),
  ]),
  scenario('A user signs up with rights of the own', [
    signUp('alice', { ACL: acl({ '*': 'r' }) }),
    get('/users/<alice.objectId>'),
    get('/users/<alice.objectId>', {}, { by: 'alice' }),
  ]),
  scenario('Somebody who is logged in signs another one up', [
    signUp('alice'),
    post('/users', { username: 'bob', password: 'x' }, { by: 'alice', name: 'bob' }),
    get('/users/me', {}, { by: 'bob' }),
  ]),
  scenario('The master key signs somebody up', [
    post('/users', { username: 'bob', password: 'x' }, { by: 'master', name: 'bob' }),
    get('/users/me', {}, { by: 'bob' }),
  ]),
  scenario('A device is noted in the session', [
    post(
      '/users',
      { username: 'bob', password: 'x' },
      { name: 'bob', headers: { 'X-Parse-Installation-Id': 'phone' } },
    ),
    get('/sessions/me', {}, { by: 'bob' }),
  ]),
  ...identities.map(([what, authData]) =>
    scenario(`A sign-up with authData that is ${what}`, [
      post('/users', { authData: authData }, { name: 'one' }),
      post('/users', { authData: authData }, { name: 'two' }),
      get('/users/me', {}, { by: 'one' }),
    ]),
  ),
];
