import { resetPassword } from '@parse/core';
import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { createMailbox } from './support/mailbox.js';
import { mailsSent } from './support/mails-sent.js';
import { publicContext } from './support/public-context.js';
import { refusalOf } from './support/refusal-of.js';
import { race } from './support/race.js';

const WRONG = '101 Invalid username/password.';
const MINUTE = 60_000;
const DAY = 86_400_000;

describeOnEveryStorage(
  'a policy for passwords',
  () => {
    const WEAK = '142 At least eight letters and a digit.';
    const signUpWith = (username: string, password: string) =>
      refusalOf(new Parse.User({ username, password }).signUp());

    test.each([
      ['too short', 'abc1', WEAK],
      ['one that the function refuses', 'forbidden1', WEAK],
      ['one with the name in it', 'my-berta-99', WEAK],
      ['a good one', 'correct horse 1', 'none'],
    ])('a sign-up with %s', async (name, password, refusal) => {
      expect(await signUpWith(name === 'one with the name in it' ? 'berta' : name, password)).toBe(refusal);
    });

    test('an update obeys it, too, and the old password stays', async () => {
      const anna = await signUp('anna', { password: 'correct horse 1' });
      expect(await refusalOf(anna.user.save({ password: 'weak' }, anna.session))).toBe(WEAK);
      expect((await Parse.User.logIn('anna', 'correct horse 1')).id).toBe(anna.id);
    });

    test('former passwords are not used again, until they are long ago', async () => {
      await signUp('carl', { password: 'password 1' });
      const change = async (from: string, to: string): Promise<string> => {
        const user = await Parse.User.logIn('carl', from);
        return refusalOf(user.save({ password: to }, { sessionToken: user.getSessionToken() ?? '' }));
      };
      const USED = '142 New password should not be the same as last 3 passwords.';
      expect(await change('password 1', 'password 1')).toBe(USED);
      expect(await change('password 1', 'password 2')).toBe('none');
      expect(await change('password 2', 'password 3')).toBe('none');
      expect(await change('password 3', 'password 1')).toBe(USED);
      expect(await change('password 3', 'password 4')).toBe('none');
      expect(await change('password 4', 'password 1')).toBe('none');
    });
  },
  {
    passwordPolicy: {
      validatorPattern: '/^(?=.*[0-9]).{8,}$/',
      validatorCallback: (password) => Promise.resolve(!password.startsWith('forbidden')),
      validationError: 'At least eight letters and a digit.',
      doNotAllowUsername: true,
      maxPasswordHistory: 3,
    },
  },
);

const mailbox = createMailbox();
describeOnEveryStorage(
  'passwords that grow old, and accounts that are locked',
  (server) => {
    beforeAll(() => mailbox.clear());
    const LOCKED =
      '101 Your account is locked due to multiple failed login attempts. Please try again after 5 minute(s)';
    const fail = (username: string) => refusalOf(Parse.User.logIn(username, 'wrong'));

    test('an old password has to be reset', async () => {
      await signUp('anna', { email: 'anna@example.com' });
      server.clock.advance(31 * DAY);
      const EXPIRED = '101 Your password has expired. Please reset your password.';
      expect(await refusalOf(Parse.User.logIn('anna', 'secret'))).toBe(EXPIRED);
      expect(await refusalOf(Parse.User.logIn('anna', 'wrong'))).toBe(WRONG);
      await Parse.User.requestPasswordReset('anna@example.com');
      await mailsSent(server);
      await resetPassword(await publicContext(server), {
        token: mailbox.tokenFor('anna@example.com'),
        password: 'fresh',
      });
      expect((await Parse.User.logIn('anna', 'fresh')).getSessionToken()).toMatch(/^r:/);
    });

    test('wrong passwords lock the account for a while', async () => {
      await signUp('bert');
      for (let attempt = 1; attempt <= 3; attempt += 1) expect(await fail('bert')).toBe(WRONG);
      expect(await fail('bert')).toBe(LOCKED);
      expect(await refusalOf(Parse.User.logIn('bert', 'secret'))).toBe(LOCKED);
      expect(await refusalOf(Parse.User.verifyPassword('bert', 'secret'))).toBe(LOCKED);
      server.clock.advance(6 * MINUTE);
      expect(await fail('bert')).toBe(WRONG);
      expect(await refusalOf(Parse.User.logIn('bert', 'secret'))).toBe('none');
    });

    test('a right password forgets the wrong ones', async () => {
      await signUp('carl');
      for (let round = 1; round <= 3; round += 1) {
        expect(await fail('carl')).toBe(WRONG);
        expect(await fail('carl')).toBe(WRONG);
        expect(await refusalOf(Parse.User.logIn('carl', 'secret'))).toBe('none');
      }
    });

    test('of guesses at the same time no more count than one after the other (#10266)', async () => {
      await signUp('dora');
      await race(server, 20, () => fail('dora'));
      expect(await refusalOf(Parse.User.logIn('dora', 'secret'))).toBe(LOCKED);
    });

    test('no password is tried in a transaction, which would undo that it is counted', async () => {
      await signUp('edna');
      const body = { username: 'edna', password: 'wrong' };
      const requests = [{ method: 'POST', path: '/parse/login', body }];
      const answer = await httpRequest(server, { path: '/batch', body: { transaction: true, requests } });
      expect(answer.body).toMatchObject([{ error: { code: 119 } }]);
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        await httpRequest(server, { path: '/batch', body: { requests } });
      }
      expect(await fail('edna')).toBe(LOCKED);
    });

    test('unknown names are never locked, and answered like wrong passwords', async () => {
      for (let attempt = 1; attempt <= 5; attempt += 1) expect(await fail('nobody')).toBe(WRONG);
    });

    test('clients cannot unlock', async () => {
      const emil = await signUp('emil');
      for (const field of ['_failed_login_count', '_account_lockout_expires_at']) {
        const answer = await httpRequest(server, {
          method: 'PUT',
          path: `/users/${emil.id}`,
          body: { [field]: { __op: 'Delete' } },
          headers: { 'X-Parse-Session-Token': emil.session.sessionToken },
        });
        expect(answer.body.code).toBe(105);
      }
    });

    test('a reset password unlocks where the app wants that', async () => {
      await signUp('fred', { email: 'fred@example.com' });
      for (let attempt = 1; attempt <= 4; attempt += 1) await fail('fred');
      await Parse.User.requestPasswordReset('fred@example.com');
      await mailsSent(server);
      await resetPassword(await publicContext(server), {
        token: mailbox.tokenFor('fred@example.com'),
        password: 'fresh',
      });
      expect(await refusalOf(Parse.User.logIn('fred', 'fresh'))).toBe('none');
    });
  },
  {
    appName: 'Notes',
    publicServerURL: 'https://notes.example',
    emailAdapter: mailbox,
    passwordPolicy: { maxPasswordAge: 30 },
    accountLockout: { threshold: 3, duration: 5, unlockOnPasswordReset: true },
  },
);
