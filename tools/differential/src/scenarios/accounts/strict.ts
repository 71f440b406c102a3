import { logIn, post, put, scenario, type Scenario, type Step } from '../../dsl.js';

const strictly = (title: string, ...steps: readonly Step[]): Scenario =>
  scenario(title, steps, { profile: 'strictUsers' });

const enter = (name: string, password: string, options = {}): Step =>
  post('/users', { username: name, password }, { name, ...options });

export const scenarios = [
  strictly(
    'A password follows the rules',
    enter('alice', 'short1'),
    enter('bob', 'no digits at all'),
    enter('carol', 'with carol and 1'),
    enter('dave', 'long enough 1'),
  ),
  strictly(
    'A new password follows the rules, and was not used lately',
    enter('alice', 'long enough 1'),
    put('/users/<alice.objectId>', { password: 'short' }, { by: 'alice' }),
    put('/users/<alice.objectId>', { password: 'long enough 1' }, { by: 'alice' }),
    put('/users/<alice.objectId>', { password: 'long enough 2' }, { by: 'alice', name: 'second' }),
    put('/users/<alice.objectId>', { password: 'long enough 1' }, { by: 'second' }),
    put('/users/<alice.objectId>', { password: 'long enough 3' }, { by: 'second', name: 'third' }),
    put('/users/<alice.objectId>', { password: 'long enough 1' }, { by: 'third' }),
  ),
  strictly(
    'After three wrong passwords the right one does not help',
    enter('alice', 'secret of alice 1'),
    ...[1, 2, 3, 4].map(() => post('/login', { username: 'alice', password: 'wrong' })),
    post('/login', { username: 'alice', password: 'secret of alice 1' }),
    post('/verifyPassword', { username: 'alice', password: 'secret of alice 1' }),
  ),
  strictly(
    'A right password in between starts the count again',
    enter('alice', 'secret of alice 1'),
    enter('bob', 'long enough 1'),
    ...[1, 2].map(() => post('/login', { username: 'bob', password: 'wrong' })),
    post('/login', { username: 'bob', password: 'long enough 1' }),
    ...[1, 2].map(() => post('/login', { username: 'bob', password: 'wrong' })),
    post('/login', { username: 'bob', password: 'long enough 1' }),
    logIn('nobody'),
  ),
];
