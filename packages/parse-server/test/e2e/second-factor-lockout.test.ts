import { expect, test } from 'vitest';
import { signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { fakeProviders } from './support/fake-providers.js';
import { httpRequest } from './support/http-request.js';
import { race } from './support/race.js';

describeOnEveryStorage(
  'wrong second factors beside another service',
  (server) => {
    const enter = (authData: object) => httpRequest(server, { path: '/users', body: { authData } });
    const first = { club: { id: 'ada', token: 'good ada' } };

    test('lock the account, and those beside a password with them', async () => {
      const ada = await signUp('ada');
      const headers = { 'X-Parse-Session-Token': ada.session.sessionToken };
      const body = { authData: { ...first, mfa: { code: 'set up' } } };
      await httpRequest(server, { method: 'PUT', path: `/users/${ada.id}`, body, headers });
      const guess = () => enter({ ...first, mfa: { code: 'wrong' } });
      await race(server, 20, guess);
      const LOCKED = { code: 101, error: expect.stringMatching(/^Your account is locked/) };
      expect((await enter({ ...first, mfa: { code: '1' } })).body).toEqual(LOCKED);
      expect(
        (await httpRequest(server, { path: '/login', body: { username: 'ada', password: 'secret' } })).body,
      ).toEqual(LOCKED);
      server.clock.advance(6 * 60_000);
      expect((await enter({ ...first, mfa: { code: '1' } })).status).toBe(200);
    });

    test('are not forgotten by showing the password alone', async () => {
      const cay = await signUp('cay');
      const headers = { 'X-Parse-Session-Token': cay.session.sessionToken };
      const body = { authData: { mfa: { code: 'set up' } } };
      await httpRequest(server, { method: 'PUT', path: `/users/${cay.id}`, body, headers });
      const password = { username: 'cay', password: 'secret' };
      const logIn = (code: string) =>
        httpRequest(server, { path: '/login', body: { ...password, authData: { mfa: { code } } } });
      for (let guess = 0; guess < 3; guess += 1) {
        expect((await logIn('wrong')).body.error).toBe('wrong code');
        await httpRequest(server, { path: '/verifyPassword', body: password });
        await httpRequest(server, { path: '/challenge', body: { ...password, challengeData: { mfa: {} } } });
      }
      expect((await logIn('1')).body.error).toMatch(/^Your account is locked/);
    });

    test('are asked for of nobody who has none, locked or not', async () => {
      const bea = { club: { id: 'bea', token: 'good bea' } };
      expect((await enter(bea)).status).toBe(201);
      for (let time = 0; time < 4; time += 1) await enter({ club: { id: 'bea', token: 'bad' } });
      expect((await enter(bea)).status).toBe(200);
    });
  },
  { auth: fakeProviders(), accountLockout: { threshold: 3, duration: 5 } },
);
