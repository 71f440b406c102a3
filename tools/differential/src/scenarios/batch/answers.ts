import {
  acl,
  create,
  find,
  get,
  increment,
  logIn,
  operation,
  post,
  scenario,
  signUp,
  type Json,
  type Step,
} from '../../dsl.js';

const batch = (requests: readonly Json[], options: Parameters<typeof post>[2] = {}): Step =>
  post('/batch', { requests }, options);

export const scenarios = [
  scenario('Each operation of a batch is done by whoever sends it', [
    signUp('alice'),
    create('Note', { n: 1, ACL: acl({ '<alice.objectId>': 'rw' }) }, { name: 'note' }),
    batch([operation('PUT', '/classes/Note/<note.objectId>', { n: 2 })]),
    batch([operation('PUT', '/classes/Note/<note.objectId>', { n: 3 })], { by: 'alice' }),
    batch([operation('PUT', '/classes/Note/<note.objectId>', { n: 4 })], { by: 'master' }),
  ]),
  scenario('A batch reads', [
    create('Note', { n: 1 }, { name: 'note' }),
    batch([
      operation('GET', '/classes/Note/<note.objectId>'),
      operation('GET', '/classes/Note', { where: { n: 1 } }),
      operation('GET', '/classes/Note/nothing'),
      operation('GET', '/config'),
      operation('GET', '/health'),
    ]),
  ]),
  scenario('A batch counts in one object', [
    create('Note', { n: 1 }, { name: 'note' }),
    batch([operation('PUT', '/classes/Note/<note.objectId>', { n: increment(5) })]),
    find('Note'),
  ]),
  scenario('A batch signs up and logs in', [
    signUp('alice'),
    batch([operation('POST', '/users', { username: 'bob', password: 'x' })]),
    batch([operation('POST', '/login', { username: 'alice', password: 'secret of alice' })]),
    batch([operation('POST', '/login', { username: 'alice', password: 'wrong' })]),
    logIn('alice'),
  ]),
  scenario('A path without the mount is refused', [
    batch([{ method: 'POST', path: '/classes/Note', body: { n: 1 } }]),
    batch([{ method: 'POST', path: 'parse/classes/Note', body: { n: 1 } }]),
    find('Note'),
  ]),
  scenario('A path of nothing is refused', [
    batch([operation('POST', '/nothing')]),
    batch([operation('FLY', '/classes/Note')]),
  ]),
  scenario('An operation without a path or a method is refused', [
    batch([{ method: 'POST' }]),
    batch([{ path: '/parse/classes/Note' }]),
    batch([{}]),
    batch([null]),
    batch(['x']),
  ]),
  scenario('Operations that are no list are refused', [
    post('/batch', { requests: {} }),
    post('/batch', { requests: 'x' }),
    post('/batch', { requests: null }),
  ]),
  scenario('An operation without a body', [batch([{ method: 'POST', path: '/parse/classes/Note' }])]),
  scenario('Schemas in a batch', [
    batch([operation('POST', '/schemas/Thing', { className: 'Thing' })], { by: 'master' }),
    batch([operation('GET', '/schemas')]),
  ]),
  scenario('An update and a delete of what is not there', [
    create('Note', { n: 1 }),
    batch([
      operation('PUT', '/classes/Note/nothing', { n: 2 }),
      operation('DELETE', '/classes/Note/nothing'),
    ]),
  ]),
  scenario('The parameters of the address are not those of the operations', [
    create('Note', { n: 1 }),
    batch([operation('GET', '/classes/Note?limit=0')]),
    get('/classes/Note', { limit: 0 }),
  ]),
];
