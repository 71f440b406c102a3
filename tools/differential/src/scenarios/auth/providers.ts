import { get, post, put, signUp, withMails, type Json, type JsonObject, type Step } from '../../dsl.js';

// The providers are cloud/door.cjs and cloud/second-door.cjs.

const door = (id: Json, secret: Json = 'open'): JsonObject => ({ door: { id, secret } });
const enter = (authData: Json, name?: string): Step =>
  post('/users', { authData }, name === undefined ? {} : { name });
const mine = { by: 'alice' } as const;

export const scenarios = [
  withMails(
    'Whoever the provider knows is signed up, then logged in',
    enter(door('a'), 'alice'),
    enter(door('a')),
    get('/users/me', {}, mine),
  ),
  withMails('Whoever the provider does not know is refused', enter(door('a', 'shut')), enter({ door: {} })),
  withMails('A provider nobody has', enter({ window: { id: 'a' } }), enter({ door: null }), enter({})),
  withMails('An id that is no text', enter(door(7)), enter(door({ a: 1 })), enter(door(''))),
  withMails(
    'A user is linked, and unlinked',
    signUp('alice'),
    put('/users/<alice.objectId>', { authData: door('a') }, mine),
    enter(door('a')),
    put('/users/<alice.objectId>', { authData: { door: null } }, mine),
    get('/users/me', {}, mine),
  ),
  withMails(
    'An identity belongs to one user',
    enter(door('a'), 'alice'),
    signUp('bob'),
    put('/users/<bob.objectId>', { authData: door('a') }, { by: 'bob' }),
  ),
  withMails(
    'A linked identity is seen by its user alone',
    enter(door('a'), 'alice'),
    put(
      '/users/<alice.objectId>',
      { ACL: { '*': { read: true }, '<alice.objectId>': { write: true } } },
      mine,
    ),
    get('/users/<alice.objectId>', {}, mine),
    get('/users/<alice.objectId>'),
    get('/users/<alice.objectId>', {}, { by: 'master' }),
  ),
  withMails(
    'A stranger links nothing',
    signUp('alice'),
    put('/users/<alice.objectId>', { authData: door('a') }),
    put('/users/<alice.objectId>', { authData: door('a') }, { by: 'master' }),
  ),
  withMails(
    'A name and a password beside an identity',
    post('/users', { username: 'alice', password: 'x', authData: door('a') }, { name: 'alice' }),
    post('/login', { username: 'alice', password: 'x' }),
    enter(door('a')),
  ),
  withMails(
    'A second factor is set up and asked for',
    signUp('alice'),
    put('/users/<alice.objectId>', { authData: { secondDoor: { pin: '1' } } }, mine),
    post('/login', { username: 'alice', password: 'secret of alice' }),
    post('/login', {
      username: 'alice',
      password: 'secret of alice',
      authData: { secondDoor: { pin: '2' } },
    }),
    post('/login', {
      username: 'alice',
      password: 'secret of alice',
      authData: { secondDoor: { pin: '1' } },
    }),
  ),
  withMails(
    'A second factor is no identity',
    signUp('alice'),
    put('/users/<alice.objectId>', { authData: { secondDoor: { pin: '1' } } }, mine),
    enter({ secondDoor: { pin: '1' } }),
  ),
];
