import { checkPasswordResetToken, resetPassword, type PasswordReset } from '@parse/core';
import Parse from 'parse/node';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest, type HttpAnswer } from './support/http-request.js';
import { createMailbox } from './support/mailbox.js';
import { mailsSent } from './support/mails-sent.js';
import { publicContext } from './support/public-context.js';
import { refusalOf } from './support/refusal-of.js';
import { removeHooks } from './support/remove-hooks.js';
import { serverCloud } from './support/server-cloud.js';

const WRONG = '101 Invalid username/password.';
const HOUR = 3_600_000;

const mailbox = createMailbox();
describeOnEveryStorage(
  'password reset',
  (server) => {
    beforeAll(() => mailbox.clear());

    const request = async (body: object): Promise<HttpAnswer> => {
      const answer = await httpRequest(server, { path: '/requestPasswordReset', body });
      await mailsSent(server);
      return answer;
    };
    const reset = async (token: string, password: string): Promise<PasswordReset> =>
      resetPassword(await publicContext(server), { token, password });

    test('a mailed link changes the password and ends the sessions', async () => {
      const anna = await signUp('anna', { email: 'anna@example.com' });
      await Parse.User.requestPasswordReset('anna@example.com');
      await mailsSent(server);
      const token = mailbox.tokenFor('anna@example.com');
      expect(mailbox.mails.at(-1)).toMatchObject({
        kind: 'reset',
        link: `https://notes.example/apps/${encodeURIComponent(server.appId)}/request_password_reset?token=${token}`,
      });
      expect(await checkPasswordResetToken(await publicContext(server), { token })).toEqual({
        state: 'valid',
        username: 'anna',
      });
      expect(await reset(token, 'changed')).toEqual({ state: 'valid', username: 'anna' });
      expect(await refusalOf(Parse.User.logIn('anna', 'secret'))).toBe(WRONG);
      expect((await Parse.User.logIn('anna', 'changed')).id).toBe(anna.id);
      expect(await refusalOf(Parse.User.me(anna.session.sessionToken))).toMatch(/^209 /);
    });

    test('of many who use one link at once one succeeds (GHSA-r3xq-68wh-gwvh)', async () => {
      await signUp('bert', { email: 'bert@example.com' });
      await request({ email: 'bert@example.com' });
      const token = mailbox.tokenFor('bert@example.com');
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, racer) => reset(token, `password ${racer}`)),
      );
      const winner = results.findIndex(({ state }) => state === 'valid');
      expect(results.filter(({ state }) => state === 'valid')).toHaveLength(1);
      expect((await Parse.User.logIn('bert', `password ${winner}`)).getSessionToken()).toMatch(/^r:/);
      expect(await reset(token, 'again')).toEqual({ state: 'invalid' });
    });

    test('beforePasswordResetRequest is told of known users only, and may refuse', async () => {
      const asked: unknown[] = [];
      serverCloud.beforePasswordResetRequest(({ object }) => {
        asked.push([object.get('username'), object.get('password'), object.get('sessionToken')]);
        if (object.get('username') === 'frozen') throw new Error('no new passwords');
      });
      onTestFinished(removeHooks);
      for (const name of ['frozen', 'free']) await signUp(name, { email: `${name}@example.com` });
      const answers = [];
      for (const name of ['frozen', 'free', 'unknown'])
        answers.push((await request({ email: `${name}@example.com` })).body);
      expect(answers).toEqual([{ code: 141, error: 'no new passwords' }, {}, {}]);
      expect(asked).toEqual([
        ['frozen', undefined, undefined],
        ['free', undefined, undefined],
      ]);
      expect([mailbox.count('frozen@example.com'), mailbox.count('free@example.com')]).toEqual([0, 1]);
    });

    test('a link ends when its time has passed; with it a new one can be had', async () => {
      await signUp('carl', { email: 'carl@example.com' });
      await request({ email: 'carl@example.com' });
      const token = mailbox.tokenFor('carl@example.com');
      server.clock.advance(2 * HOUR);
      expect(await reset(token, 'late')).toEqual({ state: 'expired' });
      expect(await request({ token })).toEqual({ status: 200, body: {} });
      const fresh = mailbox.tokenFor('carl@example.com');
      expect(fresh).not.toBe(token);
      expect(await reset(fresh, 'in time')).toMatchObject({ state: 'valid' });
    });

    test('a new password or address makes the link void', async () => {
      const dora = await signUp('dora', { email: 'dora@example.com' });
      await request({ email: 'dora@example.com' });
      const first = mailbox.tokenFor('dora@example.com');
      await dora.user.save({ email: 'dora@new.example' }, dora.session);
      expect(await reset(first, 'x')).toEqual({ state: 'invalid' });
      await request({ email: 'dora@new.example' });
      const second = mailbox.tokenFor('dora@new.example');
      await dora.user.save({ password: 'own choice' }, dora.session);
      expect(await reset(second, 'x')).toEqual({ state: 'invalid' });
    });

    test('a user whose name is an address and who has no other is found by it', async () => {
      await signUp('emil@example.com');
      await request({ email: 'emil@example.com' });
      expect(mailbox.count('emil@example.com')).toBe(1);
    });

    test.each(['m@example.com\r\nBcc: victim@example.com', 'm@example.com, victim@example.com', 'mallory'])(
      'a name that is no address is mailed nothing: %j',
      async (name) => {
        await signUp(name);
        const before = mailbox.mails.length;
        expect(await request({ email: name })).toEqual({ status: 200, body: {} });
        expect(mailbox.mails).toHaveLength(before);
      },
    );

    test('whether an address is known is told to nobody', async () => {
      const before = mailbox.mails.length;
      expect(await request({ email: 'nobody@example.com' })).toEqual({ status: 200, body: {} });
      expect(await request({ token: 'abc' })).toEqual({ status: 200, body: {} });
      expect(mailbox.mails).toHaveLength(before);
    });

    test.each([
      [{}, 204, 'you must provide an email'],
      [{ email: '' }, 204, 'you must provide an email'],
      [{ email: 5 }, 125, 'you must provide a valid email string'],
      [{ email: { $gt: '' } }, 125, 'you must provide a valid email string'],
      [{ token: { $gt: '' } }, 162, 'you must provide a valid token string'],
    ])('%j is refused with %i', async (body, code, error) => {
      expect(await request(body)).toEqual({ status: 400, body: { code, error } });
    });

    test('a session that came along and is over is told as such', async () => {
      const answer = await httpRequest(server, {
        path: '/requestPasswordReset',
        body: { email: 'nobody@example.com' },
        headers: { 'X-Parse-Session-Token': 'r:over' },
      });
      expect(answer).toEqual({ status: 400, body: { code: 209, error: 'Invalid session token' } });
    });

    test('nobody can choose a link', async () => {
      const fred = await signUp('fred', { email: 'fred@example.com' });
      const answer = await httpRequest(server, {
        method: 'PUT',
        path: `/users/${fred.id}`,
        body: { _perishable_token: 'mine' },
        headers: { 'X-Parse-Session-Token': fred.session.sessionToken },
      });
      expect(answer.body.code).toBe(105);
      expect(await reset('mine', 'x')).toEqual({ state: 'invalid' });
    });
  },
  {
    appName: 'Notes',
    publicServerURL: () => Promise.resolve('https://notes.example'),
    emailAdapter: mailbox,
    passwordPolicy: { resetTokenValidityDuration: 3600 },
    cloud: () => undefined,
  },
);

const reusing = createMailbox();
describeOnEveryStorage(
  'reset links that are sent again',
  (server) => {
    beforeAll(() => reusing.clear());

    test('are the same while they work', async () => {
      await signUp('gina', { email: 'gina@example.com' });
      const request = async (): Promise<void> => {
        await Parse.User.requestPasswordReset('gina@example.com');
        await mailsSent(server);
      };
      await request();
      const token = reusing.tokenFor('gina@example.com');
      await request();
      expect(reusing.tokenFor('gina@example.com')).toBe(token);
      server.clock.advance(2 * HOUR);
      await request();
      expect(reusing.tokenFor('gina@example.com')).not.toBe(token);
    });

    test('unknown addresses are told where the app wants that', async () => {
      const answer = await httpRequest(server, {
        path: '/requestPasswordReset',
        body: { email: 'nobody@example.com' },
      });
      expect(answer.body).toEqual({ code: 205, error: 'No user found with email nobody@example.com.' });
    });
  },
  {
    appName: 'Notes',
    publicServerURL: 'https://notes.example',
    emailAdapter: reusing,
    passwordPolicy: {
      resetTokenValidityDuration: 3600,
      resetTokenReuseIfValid: true,
      resetPasswordSuccessOnInvalidEmail: false,
    },
  },
);

describeOnEveryStorage('an app without mail', (server) => {
  test('says so', async () => {
    for (const path of ['/requestPasswordReset', '/verificationEmailRequest']) {
      expect(await httpRequest(server, { path, body: { email: 'a@example.com' } })).toEqual({
        status: 500,
        body: {
          code: 1,
          error:
            'An appName, publicServerURL, and emailAdapter are required for password reset and email verification functionality.',
        },
      });
    }
    expect(await new Parse.Query(Parse.User).count(MASTER)).toBe(0);
  });
});
