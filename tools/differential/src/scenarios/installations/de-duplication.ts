import { del, get, post, put, scenario, signUp, type JsonObject, type Step } from '../../dsl.js';

const token = 'a'.repeat(64);
const install = (fields: JsonObject, options = {}): Step =>
  post('/installations', { deviceType: 'ios', ...fields }, options);
const all = get('/installations', {}, { by: 'master' });

export const scenarios = [
  scenario('A token is enough', [
    install({ deviceToken: token }),
    install({ deviceToken: token, badge: 2 }),
    all,
  ]),
  scenario('A token moves to a new installation', [
    install({ installationId: 'one', deviceToken: token }),
    install({ installationId: 'two', deviceToken: token }),
    all,
  ]),
  scenario('An installation gets the row of its token', [
    install({ deviceToken: token, badge: 1 }),
    install({ installationId: 'one', deviceToken: token }),
    all,
  ]),
  scenario('An installation gets a token that another row has', [
    install({ deviceToken: token, badge: 1 }),
    install({ installationId: 'one' }, { name: 'one' }),
    put('/installations/<one.objectId>', { deviceToken: token }),
    all,
  ]),
  scenario('A new token takes the place of the old one', [
    install({ installationId: 'one', deviceToken: token }, { name: 'one' }),
    install({ installationId: 'one', deviceToken: 'b'.repeat(64) }),
    all,
  ]),
  scenario('Tokens of 64 letters and ids are stored in small ones', [
    install({ installationId: 'ONE', deviceToken: 'A'.repeat(64) }),
    install({ installationId: 'TWO', deviceToken: 'Short' }),
    all,
  ]),
  scenario('What tells an installation is not changed', [
    install({ installationId: 'one', deviceToken: token }, { name: 'one' }),
    put('/installations/<one.objectId>', { installationId: 'other' }),
    put('/installations/<one.objectId>', { deviceType: 'android' }),
    put('/installations/<one.objectId>', { installationId: 'one', deviceType: 'ios' }),
    put('/installations/<one.objectId>', { deviceToken: 'c'.repeat(64) }),
    all,
  ]),
  scenario('A row without an id keeps its token', [
    install({ deviceToken: token }, { name: 'one' }),
    put('/installations/<one.objectId>', { deviceToken: 'd'.repeat(64) }),
    put('/installations/<one.objectId>', { badge: 3 }),
    all,
  ]),
  scenario('The header says the id', [
    post('/installations', { deviceType: 'ios' }, { headers: { 'X-Parse-Installation-Id': 'phone' } }),
    install({ installationId: 'other' }, { headers: { 'X-Parse-Installation-Id': 'phone' } }),
    all,
  ]),
  scenario('Only the master key finds and deletes', [
    install({ installationId: 'one' }, { name: 'one' }),
    get('/installations'),
    get('/installations/<one.objectId>'),
    get('/classes/_Installation'),
    del('/installations/<one.objectId>'),
    del('/installations/<one.objectId>', { by: 'master' }),
  ]),
  scenario('Channels, badges and own fields are changed', [
    install({ installationId: 'one', channels: ['a'] }, { name: 'one' }),
    put('/installations/<one.objectId>', { channels: { __op: 'AddUnique', objects: ['b'] } }),
    put('/installations/<one.objectId>', { badge: { __op: 'Increment', amount: 1 } }),
    put('/installations/<one.objectId>', { channels: 'x' }),
    put('/installations/<one.objectId>', { own: { a: 1 }, timeZone: 'Europe/Rome' }),
    get('/installations/<one.objectId>'),
  ]),
  scenario('An installation belongs to a user by a field of its own', [
    signUp('alice'),
    install(
      {
        installationId: 'one',
        user: { __type: 'Pointer', className: '_User', objectId: '<alice.objectId>' },
      },
      { by: 'alice', name: 'one' },
    ),
    get('/installations', { where: { installationId: 'one' }, include: 'user' }, { by: 'master' }),
  ]),
];
