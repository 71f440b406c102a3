import { del, get, logIn, post, put, scenario, signUp } from '../../dsl.js';

export const scenarios = [
  scenario('Whoever signs up is logged in', [
    signUp('alice', { email: 'alice@example.org', nick: 'Al' }),
    get('/users/me', {}, { by: 'alice' }),
    get('/users/<alice.objectId>'),
    get('/users/<alice.objectId>', {}, { by: 'alice' }),
  ]),
  scenario('A sign-up needs a name and a password nobody else has', [
    post('/users', { password: 'x' }),
    post('/users', { username: 'alice' }),
    post('/users', { username: '', password: 'x' }),
    signUp('alice', { email: 'alice@example.org' }),
    post('/users', { username: 'alice', password: 'x' }),
    post('/users', { username: 'ALICE', password: 'x' }),
    post('/users', { username: 'bob', password: 'x', email: 'Alice@example.org' }),
    post('/users', { username: 'carol', password: 'x', email: 'no mail' }),
  ]),
  scenario('A log-in needs the right password', [
    signUp('alice'),
    logIn('alice'),
    post('/login', { username: 'alice', password: 'wrong' }),
    post('/login', { username: 'nobody', password: 'wrong' }),
    post('/login', { username: 'alice' }),
    post('/login', { password: 'x' }),
    post('/login', {}),
  ]),
  scenario('Users change themselves and nobody else', [
    signUp('alice'),
    signUp('bob'),
    put('/users/<alice.objectId>', { nick: 'Al' }, { by: 'alice' }),
    put('/users/<alice.objectId>', { nick: 'Bo' }, { by: 'bob' }),
    put('/users/<alice.objectId>', { nick: 'No' }),
    del('/users/<alice.objectId>', { by: 'bob' }),
    del('/users/<alice.objectId>'),
    del('/users/<alice.objectId>', { by: 'alice' }),
    get('/users/me', {}, { by: 'alice' }),
  ]),
];
