import { del, get, post, put, scenario, signUp } from '../../dsl.js';

export const scenarios = [
  scenario('A user sees the own sessions', [
    signUp('alice'),
    get('/sessions/me', {}, { by: 'alice' }),
    get('/sessions', {}, { by: 'alice' }),
    get('/sessions'),
    get('/sessions/me'),
  ]),
  scenario('A token that nobody has is refused', [
    get('/users/me', {}, { headers: { 'X-Parse-Session-Token': 'r:nobody' } }),
    get('/classes/Note', {}, { headers: { 'X-Parse-Session-Token': 'r:nobody' } }),
    post('/classes/Note', { a: 1 }, { headers: { 'X-Parse-Session-Token': 'r:nobody' } }),
  ]),
  scenario('Logging out ends the session', [
    signUp('alice'),
    post('/logout', {}, { by: 'alice' }),
    get('/users/me', {}, { by: 'alice' }),
    post('/logout'),
  ]),
  scenario('What the server writes into a session stays', [
    signUp('alice'),
    { ...get('/sessions/me', {}, { by: 'alice' }), name: 'session' },
    put('/sessions/<session.objectId>', { user: null }, { by: 'alice' }),
    put('/sessions/<session.objectId>', { note: 'x' }, { by: 'alice' }),
    del('/sessions/<session.objectId>', { by: 'alice' }),
  ]),
];
