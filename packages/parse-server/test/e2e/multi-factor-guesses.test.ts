import { beforeAll, expect, test } from 'vitest';
import { signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { mfaOf } from './support/fake-providers.js';
import { httpRequest } from './support/http-request.js';
import {
  mfaOptions,
  newSecret,
  secondFactors,
  shownBy,
  textMessages,
  wrongFor,
} from './support/second-factors.js';
import { race } from './support/race.js';

const INVALID = { status: 400, body: { code: 141, error: 'Invalid MFA token' } };
const TOO_MANY = { status: 400, body: { code: 141, error: 'Too many wrong MFA codes, try again later' } };
const MINUTE = 60_000;

const messages = textMessages();

describeOnEveryStorage(
  'guesses of a second factor',
  (server) => {
    beforeAll(() => messages.clear());
    const { logIn, change, enrol, confirm } = secondFactors(server, messages);

    test('wrong codes hold up an authenticator, also those shown at the same time', async () => {
      const { secret, recovery } = await enrol('bob');
      const wrong = { token: wrongFor(server, secret) };
      const answers = await race(server, 50, () => logIn('bob', wrong));
      expect(answers.filter(({ status }) => status === 200)).toEqual([]);
      for (let time = 0; time < 5; time += 1) await logIn('bob', wrong);
      const right = () => logIn('bob', { token: shownBy(server, secret) });
      expect(await right()).toEqual(TOO_MANY);
      expect(await logIn('bob', wrong)).toEqual(TOO_MANY);
      expect((await logIn('bob', { token: recovery[0] })).status).toBe(200);
      expect(await right()).toEqual(TOO_MANY);

      server.clock.advance(MINUTE);
      expect(await logIn('bob', wrong)).toEqual(INVALID);
      server.clock.advance(MINUTE);
      expect(await right()).toEqual(TOO_MANY);
      server.clock.advance(MINUTE);
      expect((await right()).status).toBe(200);
      for (let time = 0; time < 4; time += 1) expect(await logIn('bob', wrong)).toEqual(INVALID);
      server.clock.advance(MINUTE);
      expect((await right()).status).toBe(200);
    });

    test('of fifty wrong codes at the same time no more are judged than one after the other', async () => {
      const { caller, secret } = await enrol('bud');
      const wrong = { token: wrongFor(server, secret) };
      const answers = await race(server, 50, () => logIn('bud', wrong));
      const judged = answers.filter(({ body }) => body.error === INVALID.body.error);
      expect(judged.length).toBeLessThanOrEqual(5);
      expect(await mfaOf(caller.id)).toMatchObject({ wrong: { count: judged.length } });
    });

    test('wrong codes beside another service are counted, too', async () => {
      const { caller, secret } = await enrol('bix');
      const device = { id: 'the device of bix' };
      const link = { method: 'PUT', path: `/users/${caller.id}`, body: { authData: { anonymous: device } } };
      await httpRequest(server, {
        ...link,
        headers: { 'X-Parse-Session-Token': caller.session.sessionToken },
      });
      const enter = (token: string) =>
        httpRequest(server, { path: '/users', body: { authData: { anonymous: device, mfa: { token } } } });
      for (let time = 0; time < 5; time += 1) {
        expect(await enter(wrongFor(server, secret))).toEqual(INVALID);
      }
      expect(await enter(shownBy(server, secret))).toEqual(TOO_MANY);
      expect(await logIn('bix', { token: shownBy(server, secret) })).toEqual(TOO_MANY);
      server.clock.advance(MINUTE);
      expect((await enter(shownBy(server, secret))).status).toBe(200);
    });

    test('wrong codes hold up whoever changes the authenticator', async () => {
      const { caller, secret } = await enrol('bee');
      const next = newSecret();
      const data = { secret: next, token: shownBy(server, next) };
      for (let time = 0; time < 5; time += 1) {
        expect(await change(caller, { ...data, old: wrongFor(server, secret) })).toEqual(INVALID);
      }
      expect(await change(caller, { ...data, old: shownBy(server, secret) })).toEqual(TOO_MANY);
    });

    test('wrong guesses make a code in a message void, also those made at the same time', async () => {
      const caller = await confirm('rio', '+15550000007');
      await logIn('rio', { token: 'request' });
      const token = messages.lastCode('+15550000007');
      await race(server, 20, () => logIn('rio', { token: 'wrong' }));
      for (let time = 0; time < 5; time += 1) {
        expect(await logIn('rio', { token: 'wrong' })).toEqual(INVALID);
      }
      expect(await logIn('rio', { token })).toEqual(INVALID);

      await logIn('rio', { token: 'request' });
      const old = messages.lastCode('+15550000007');
      for (let time = 0; time < 5; time += 1) {
        expect(await change(caller, { mobile: '+15550000008', old: 'wrong' })).toEqual(INVALID);
      }
      expect(await change(caller, { mobile: '+15550000008', old })).toEqual(INVALID);
      expect(messages.countTo(['+15550000008'])).toBe(0);
    });

    test('wrong guesses of who confirms a number are counted', async () => {
      const caller = await signUp('sam');
      await change(caller, { mobile: '+15550000009' });
      const token = messages.lastCode('+15550000009');
      for (let time = 0; time < 5; time += 1) {
        expect(await change(caller, { mobile: '+15550000009', token: 'wrong' })).toEqual(INVALID);
      }
      expect(await change(caller, { mobile: '+15550000009', token })).toEqual(INVALID);
      expect((await logIn('sam')).status).toBe(200);
    });

    test('a user gets few messages in an hour, also for requests at the same time', async () => {
      await confirm('tom', '+15550000010');
      const sent = () => messages.countTo(['+15550000010']);
      await race(server, 20, () => logIn('tom', { token: 'request' }));
      for (let time = 0; time < 5; time += 1) await logIn('tom', { token: 'request' });
      expect(sent()).toBe(5);
      const answer = await logIn('tom', { token: 'request' });
      expect(answer.body).toEqual({ code: 141, error: 'Too many MFA messages, try again later' });
      expect((await logIn('tom', { token: messages.lastCode('+15550000010') })).status).toBe(200);
      server.clock.advance(61 * MINUTE);
      await logIn('tom', { token: 'request' });
      expect(sent()).toBe(6);
    });

    test('who takes the factor away and sets it up again gets no more messages', async () => {
      const caller = await confirm('una', '+15550000012');
      const sent = () => messages.countTo(['+15550000012']);
      for (let time = 0; time < 8; time += 1) {
        expect((await change(caller, null)).status).toBe(200);
        await change(caller, { mobile: '+15550000012' });
      }
      expect(sent()).toBe(5);
      expect((await change(caller, null)).status).toBe(200);
      await caller.user.fetch(caller.session);
      expect(caller.user.get('authData')).toBeUndefined();
      expect((await logIn('una')).status).toBe(200);

      const secret = newSecret();
      expect((await change(caller, { secret, token: shownBy(server, secret) })).status).toBe(200);
      expect((await logIn('una')).body.code).toBe(-1);
      expect((await change(caller, null)).status).toBe(200);
      await change(caller, { mobile: '+15550000012' });
      expect(sent()).toBe(5);
      server.clock.advance(61 * MINUTE);
      await change(caller, { mobile: '+15550000012' });
      expect(sent()).toBe(6);
    });

    test('who proposes numbers gets few messages, too', async () => {
      const caller = await signUp('uma');
      const numbers = Array.from({ length: 8 }, (_, index) => `+1555100000${index}`);
      for (const mobile of numbers) await change(caller, { mobile });
      expect(messages.countTo(numbers)).toBe(5);
    });

    test('no guess is part of a transaction, which would undo its count', async () => {
      await confirm('vic', '+15550000011');
      const body = { username: 'vic', password: 'secret', authData: { mfa: { token: 'wrong' } } };
      const answer = await httpRequest(server, {
        path: '/batch',
        body: { transaction: true, requests: [{ method: 'POST', path: '/parse/login', body }] },
      });
      expect(answer.body).toMatchObject([{ error: { code: 119 } }]);
    });
  },
  { auth: { mfa: mfaOptions(messages) } },
);
