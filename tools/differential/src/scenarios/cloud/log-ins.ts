import { create, del, find, get, inCloud, logIn, post, put, signUp } from '../../dsl.js';

// The handlers of cloud/account-triggers.cjs leave numbered rows: the state shows in which order they ran.

const alice = signUp('alice');
const again = logIn('alice', { name: 'again' });
const ran = find('Step', { order: 'i' }, { by: 'master' });
const sessions = find('_Session', {}, { by: 'master' });

/** What the triggers of log-ins are told by the field `how` of who logs in. */
const ways = ['banned', 'fails before', 'fails after', 'changes'];

export const scenarios = [
  inCloud(
    'A log-in runs beforeLogin, then afterLogin; a log-out runs afterLogout',
    alice,
    again,
    post('/logout', {}, { by: 'again' }),
    ran,
  ),
  ...ways.map((how) =>
    inCloud(
      `A log-in whose triggers are told: ${how}`,
      signUp('alice', { how, nick: 'Al' }),
      again,
      get('/users/me', {}, { by: 'alice' }),
      sessions,
      ran,
    ),
  ),
  inCloud(
    'Two log-ins, and two log-outs of one session',
    alice,
    again,
    logIn('alice', { name: 'third' }),
    post('/logout', {}, { by: 'again' }),
    post('/logout', {}, { by: 'again' }),
    post('/logout', {}, { by: 'third' }),
    ran,
  ),
  inCloud('A log-in with another password', alice, post('/login', { username: 'alice', password: 'x' }), ran),
  inCloud('A log-in of nobody', post('/login', { username: 'bob', password: 'x' }), ran),
  inCloud(
    'A log-in by a parameter of the URL',
    alice,
    get('/login', { username: 'alice', password: 'secret of alice' }),
    ran,
  ),
  inCloud(
    'A log-in with a context',
    alice,
    logIn('alice', { headers: { 'X-Parse-Cloud-Context': '{"a":1}' } }),
    ran,
  ),
  inCloud(
    'A log-in by the master key, as somebody else',
    alice,
    post('/loginAs', { userId: '<alice.objectId>' }, { by: 'master' }),
    sessions,
    ran,
  ),
  inCloud(
    'A log-in by the master key, as somebody who is banned',
    signUp('alice', { how: 'banned' }),
    post('/loginAs', { userId: '<alice.objectId>' }, { by: 'master' }),
    ran,
  ),
  inCloud(
    'A question whether a password is right',
    alice,
    get('/verifyPassword', { username: 'alice', password: 'secret of alice' }),
    ran,
  ),
  inCloud(
    'A sign-up and a log-in by an identity',
    post('/users', { authData: { anonymous: { id: 'one' } } }, { name: 'first' }),
    post('/users', { authData: { anonymous: { id: 'one' } } }, { name: 'second' }),
    post('/logout', {}, { by: 'second' }),
    sessions,
    ran,
  ),
  inCloud(
    'A log-in by an identity of somebody who is banned',
    post('/users', { authData: { anonymous: { id: 'one' } }, how: 'banned' }),
    post('/users', { authData: { anonymous: { id: 'one' } } }),
    ran,
  ),
  inCloud('A log-out of nobody', post('/logout'), ran),
  inCloud(
    'A log-out with a session that is none',
    post('/logout', {}, { headers: { 'X-Parse-Session-Token': 'r:none' } }),
    ran,
  ),
  inCloud(
    'A session that is removed in other ways',
    alice,
    again,
    get('/sessions/me', {}, { by: 'again', name: 'mine' }),
    del('/sessions/<mine.objectId>', { by: 'alice' }),
    put('/users/<alice.objectId>', { password: 'new' }, { by: 'alice' }),
    ran,
  ),
  inCloud('A sign-up beside triggers of log-ins', alice, ran),
  inCloud(
    'A session made by its user',
    alice,
    create('Note', {}),
    post('/sessions', {}, { by: 'alice' }),
    ran,
  ),
];
