import { get, logIn, post, put, scenario, signUp } from '../../dsl.js';

const onPhone = { headers: { 'X-Parse-Installation-Id': 'phone' } };
const inCloud = { headers: { 'X-Parse-Installation-Id': 'cloud' } };
const sessions = get('/sessions', { order: 'createdAt' }, { by: 'master' });
const bob = { username: 'bob', password: 'x' };
const identity = { authData: { anonymous: { id: 'one' } } };

export const scenarios = [
  scenario('The master key signs somebody up on a device', [
    post('/users', bob, { by: 'master', ...onPhone }),
    sessions,
  ]),
  scenario('The master key signs somebody up by an identity, and again, on a device', [
    post('/users', identity, { by: 'master', ...onPhone }),
    post('/users', identity, { by: 'master', ...onPhone }),
    sessions,
  ]),
  scenario('The master key signs somebody up by an identity, and again', [
    post('/users', identity, { by: 'master' }),
    post('/users', identity, { by: 'master' }),
    sessions,
  ]),
  scenario('Somebody signs up on a device called cloud', [
    post('/users', bob, inCloud),
    post('/login', bob, inCloud),
    sessions,
  ]),
  scenario('Somebody signs up and logs in by an identity on a device', [
    post('/users', identity, onPhone),
    post('/users', identity, onPhone),
    sessions,
  ]),
  scenario('Somebody who is logged in gets a new password on another device', [
    signUp('alice'),
    logIn('alice', { name: 'again', ...onPhone }),
    put('/users/<alice.objectId>', { password: 'new' }, { by: 'again', ...onPhone }),
    sessions,
  ]),
  scenario('Somebody who is logged in gets an identity on another device', [
    signUp('alice'),
    put('/users/<alice.objectId>', identity, { by: 'alice', ...onPhone }),
    sessions,
  ]),
  scenario('The master key gives a new password, on a device', [
    signUp('alice'),
    put('/users/<alice.objectId>', { password: 'new' }, { by: 'master', ...onPhone }),
    sessions,
  ]),
];
