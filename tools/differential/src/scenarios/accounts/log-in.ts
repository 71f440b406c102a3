import { get, logIn, post, put, scenario, signUp } from '../../dsl.js';

export const scenarios = [
  scenario('A log-in answers the user, by GET and by POST', [
    signUp('alice', { email: 'alice@example.org', nick: 'Al', score: 1 }),
    logIn('alice'),
    get('/login', { username: 'alice', password: 'secret of alice' }),
  ]),
  scenario('An address is as good as a name', [
    signUp('alice', { email: 'alice@example.org' }),
    post('/login', { email: 'alice@example.org', password: 'secret of alice' }),
    post('/login', { username: 'alice', email: 'alice@example.org', password: 'secret of alice' }),
    post('/login', { username: 'other', email: 'alice@example.org', password: 'secret of alice' }),
    post('/login', { username: 'alice@example.org', password: 'secret of alice' }),
    post('/login', { email: 'ALICE@example.org', password: 'secret of alice' }),
  ]),
  scenario('Names and passwords that are no texts are refused', [
    signUp('alice'),
    post('/login', { username: { $ne: '' }, password: 'secret of alice' }),
    post('/login', { username: 'alice', password: { $ne: '' } }),
    post('/login', { username: 7, password: 7 }),
    post('/login', { username: '', password: '' }),
    post('/login', { email: ['alice@example.org'], password: 'x' }),
  ]),
  scenario('A name counts with its case', [
    signUp('alice'),
    post('/login', { username: 'Alice', password: 'secret of alice' }),
  ]),
  scenario('A password is verified without a session', [
    signUp('alice'),
    get('/verifyPassword', { username: 'alice', password: 'secret of alice' }),
    post('/verifyPassword', { username: 'alice', password: 'secret of alice' }),
    get('/verifyPassword', { username: 'alice', password: 'wrong' }),
    get('/verifyPassword', { username: 'alice' }),
    get('/verifyPassword', {}),
  ]),
  scenario('The master key logs in as anybody', [
    signUp('alice'),
    post('/loginAs', { userId: '<alice.objectId>' }, { by: 'master', name: 'as' }),
    get('/users/me', {}, { by: 'as' }),
    get('/sessions/me', {}, { by: 'as' }),
    post('/loginAs', { userId: 'nobody' }, { by: 'master' }),
    post('/loginAs', {}, { by: 'master' }),
    post('/loginAs', { userId: '<alice.objectId>' }, { by: 'readOnly' }),
    post('/loginAs', { userId: '<alice.objectId>' }, { by: 'alice' }),
  ]),
  scenario('Somebody whose ACL is empty cannot log in', [
    signUp('alice'),
    put('/users/<alice.objectId>', { ACL: {} }, { by: 'master' }),
    logIn('alice'),
    get('/users/me', {}, { by: 'alice' }),
  ]),
  scenario('A device has one session at a time', [
    signUp('alice'),
    logIn('alice', { name: 'one', headers: { 'X-Parse-Installation-Id': 'phone' } }),
    logIn('alice', { name: 'two', headers: { 'X-Parse-Installation-Id': 'phone' } }),
    get('/users/me', {}, { by: 'one' }),
    get('/users/me', {}, { by: 'two' }),
    get('/users/me', {}, { by: 'alice' }),
  ]),
  scenario('The read-only master key signs nobody up and logs in', [
    post('/users', { username: 'bob', password: 'x' }, { by: 'readOnly' }),
    signUp('alice'),
    logIn('alice', { by: 'readOnly' }),
    logIn('alice', { by: 'master' }),
  ]),
];
