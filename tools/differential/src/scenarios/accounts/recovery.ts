import { get, post, scenario, signUp } from '../../dsl.js';

export const scenarios = [
  scenario('Without mail no password is reset', [
    signUp('alice', { email: 'a@example.org' }),
    post('/requestPasswordReset', { email: 'a@example.org' }),
    post('/requestPasswordReset', { email: 'nobody@example.org' }),
    post('/requestPasswordReset', {}),
    post('/requestPasswordReset', { email: 7 }),
  ]),
  scenario('Without mail no address is verified', [
    signUp('alice', { email: 'a@example.org' }),
    post('/verificationEmailRequest', { email: 'a@example.org' }),
    post('/verificationEmailRequest', { email: 'nobody@example.org' }),
    post('/verificationEmailRequest', {}),
    post('/verificationEmailRequest', { email: 7 }),
  ]),
  scenario('A challenge needs its data', [
    post('/challenge', {}),
    post('/challenge', { challengeData: 'x' }),
    post('/challenge', { challengeData: { unknown: {} } }),
    post('/challenge', { challengeData: { anonymous: {} } }),
    post('/challenge', { challengeData: { anonymous: {} }, authData: { a: { id: '1' }, b: { id: '2' } } }),
    post('/challenge', { challengeData: { anonymous: {} }, username: 'nobody', password: 'x' }),
  ]),
  scenario('A session of today is not upgraded', [
    signUp('alice'),
    post('/upgradeToRevocableSession', {}, { by: 'alice' }),
    post('/upgradeToRevocableSession', {}),
    get('/users/me', {}, { by: 'alice' }),
  ]),
  scenario('A token that nobody has is not upgraded', [
    ...['unknown', 'r:unknown', 'null', '*', 'with space', '{"$ne":""}'].map((token) =>
      post('/upgradeToRevocableSession', {}, { headers: { 'X-Parse-Session-Token': token } }),
    ),
    ...['unknown', 'r:unknown'].map((token) =>
      post('/upgradeToRevocableSession', {}, { by: 'master', headers: { 'X-Parse-Session-Token': token } }),
    ),
  ]),
];
