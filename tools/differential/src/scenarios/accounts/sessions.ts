import { del, get, logIn, post, put, scenario, signUp } from '../../dsl.js';

export const scenarios = [
  scenario('A session is made by its user', [
    signUp('alice'),
    post('/sessions', { note: 'x' }, { by: 'alice', name: 'made' }),
    post('/sessions', { sessionToken: 'r:mine', user: 'x', expiresAt: 'x' }, { by: 'alice' }),
    post('/sessions', {}),
    post('/sessions', {}, { by: 'master' }),
  ]),
  scenario('What a session is made of is not changed', [
    signUp('alice'),
    get('/sessions/me', {}, { by: 'alice', name: 'session' }),
    ...['sessionToken', 'installationId', 'expiresAt', 'createdWith', 'ACL', 'user'].map((field) =>
      put('/sessions/<session.objectId>', { [field]: 'x' }, { by: 'alice' }),
    ),
    put('/sessions/<session.objectId>', { note: 'x' }, { by: 'alice' }),
    put('/sessions/<session.objectId>', { note: 'x' }, { by: 'master' }),
  ]),
  scenario('Sessions of others are not there', [
    signUp('alice'),
    signUp('bob'),
    get('/sessions/me', {}, { by: 'alice', name: 'session' }),
    get('/sessions/<session.objectId>', {}, { by: 'bob' }),
    get('/sessions/<session.objectId>'),
    put('/sessions/<session.objectId>', { note: 'x' }, { by: 'bob' }),
    del('/sessions/<session.objectId>', { by: 'bob' }),
    get('/sessions', {}, { by: 'bob' }),
    get('/classes/_Session', {}, { by: 'bob' }),
    get(
      '/sessions',
      { where: { user: { __type: 'Pointer', className: '_User', objectId: '<alice.objectId>' } } },
      { by: 'bob' },
    ),
    get('/sessions', {}, { by: 'master' }),
  ]),
  scenario('One session is ended and the other stays', [
    signUp('alice'),
    logIn('alice', { name: 'second' }),
    get('/sessions/me', {}, { by: 'second', name: 'session' }),
    del('/sessions/<session.objectId>', { by: 'alice' }),
    get('/users/me', {}, { by: 'second' }),
    get('/users/me', {}, { by: 'alice' }),
  ]),
  scenario('Logging out needs no session', [
    post('/logout'),
    post('/logout', {}, { headers: { 'X-Parse-Session-Token': 'r:nobody' } }),
    post('/logout', {}, { by: 'master' }),
  ]),
];
