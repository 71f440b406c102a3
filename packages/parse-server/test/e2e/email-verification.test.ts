import { resendEmailVerification, verifyEmail } from '@parse/core';
import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest, type HttpAnswer } from './support/http-request.js';
import { createMailbox } from './support/mailbox.js';
import { mailsSent } from './support/mails-sent.js';
import { publicContext } from './support/public-context.js';
import { refusalOf } from './support/refusal-of.js';

const MINUTE = 60_000;
const mail = (mailbox: ReturnType<typeof createMailbox>) => ({
  appName: 'Notes',
  publicServerURL: 'https://notes.example/parse/',
  emailAdapter: mailbox,
});
const isVerified = async (id: string): Promise<unknown> =>
  (await new Parse.Query(Parse.User).get(id, MASTER)).get('emailVerified');

const mailbox = createMailbox();
describeOnEveryStorage(
  'e-mail verification',
  (server) => {
    beforeAll(() => mailbox.clear());

    const request = async (email: unknown): Promise<HttpAnswer> => {
      const answer = await httpRequest(server, { path: '/verificationEmailRequest', body: { email } });
      await mailsSent(server);
      return answer;
    };

    test('a sign-up with an address is mailed a link, and following it verifies the address', async () => {
      const anna = await signUp('anna', { email: 'anna@example.com' });
      const to = 'anna@example.com';
      expect(await isVerified(anna.id)).toBe(false);
      expect(mailbox.mails.at(-1)).toEqual({
        kind: 'verification',
        to,
        appName: 'Notes',
        link: `https://notes.example/parse/apps/${encodeURIComponent(server.appId)}/verify_email?token=${mailbox.tokenFor(to)}`,
      });
      const verified = await verifyEmail(await publicContext(server), { token: mailbox.tokenFor(to) });
      expect(verified).toEqual({ state: 'valid', username: 'anna' });
      expect(await isVerified(anna.id)).toBe(true);
    });

    test('a link works once, also when it is followed many times at once', async () => {
      await signUp('bert', { email: 'bert@example.com' });
      const ctx = await publicContext(server);
      const token = mailbox.tokenFor('bert@example.com');
      const results = await Promise.all(Array.from({ length: 20 }, () => verifyEmail(ctx, { token })));
      expect(results.filter(({ state }) => state === 'valid')).toHaveLength(1);
      expect(await verifyEmail(ctx, { token })).toEqual({ state: 'invalid' });
    });

    test('anything but the mailed text is no token (GHSA-vgjh-hmwf-c588)', async () => {
      const victim = await signUp('victim', { email: 'victim@example.com' });
      const ctx = await publicContext(server);
      for (const token of ['', 'abc', 5, ['a'], { $ne: null }, { $regex: '.' }, null]) {
        expect(await verifyEmail(ctx, { token })).toEqual({ state: 'invalid' });
      }
      expect(await verifyEmail(ctx, {})).toEqual({ state: 'invalid' });
      expect(await isVerified(victim.id)).toBe(false);
    });

    test('a link ends when its time has passed, and another one can be had for it', async () => {
      const carl = await signUp('carl', { email: 'carl@example.com' });
      const ctx = await publicContext(server);
      const token = mailbox.tokenFor('carl@example.com');
      server.clock.advance(61 * MINUTE);
      expect(await verifyEmail(ctx, { token })).toEqual({ state: 'expired' });
      await resendEmailVerification(ctx, { token });
      await mailsSent(server);
      const fresh = mailbox.tokenFor('carl@example.com');
      expect(fresh).not.toBe(token);
      expect(await verifyEmail(ctx, { token: fresh })).toMatchObject({ state: 'valid' });
      expect(await isVerified(carl.id)).toBe(true);
    });

    test('a new address has to be verified, the same one not again', async () => {
      const dora = await signUp('dora', { email: 'dora@example.com' });
      await verifyEmail(await publicContext(server), { token: mailbox.tokenFor('dora@example.com') });
      await dora.user.save({ email: 'dora@example.com' }, dora.session);
      await mailsSent(server);
      expect(mailbox.count('dora@example.com')).toBe(1);
      await dora.user.save({ email: 'dora@new.example' }, dora.session);
      await mailsSent(server);
      expect(mailbox.count('dora@new.example')).toBe(1);
      expect(await isVerified(dora.id)).toBe(false);
    });

    test('the link to an address that was replaced is void', async () => {
      const emil = await signUp('emil', { email: 'emil@old.example' });
      const token = mailbox.tokenFor('emil@old.example');
      await emil.user.save({ email: 'emil@new.example' }, emil.session);
      expect(await verifyEmail(await publicContext(server), { token })).toEqual({ state: 'invalid' });
    });

    test('the mail can be had again, and its link replaces the one before', async () => {
      await signUp('fred', { email: 'fred@example.com' });
      const first = mailbox.tokenFor('fred@example.com');
      expect(await request('fred@example.com')).toEqual({ status: 200, body: {} });
      expect(mailbox.count('fred@example.com')).toBe(2);
      expect(await verifyEmail(await publicContext(server), { token: first })).toEqual({ state: 'invalid' });
    });

    test('whether an address is known or verified is told to nobody (GHSA-w54v-hf9p-8856)', async () => {
      await signUp('gina', { email: 'gina@example.com' });
      await verifyEmail(await publicContext(server), { token: mailbox.tokenFor('gina@example.com') });
      expect(await request('gina@example.com')).toEqual({ status: 200, body: {} });
      expect(await request('nobody@example.com')).toEqual({ status: 200, body: {} });
      expect(mailbox.count('gina@example.com')).toBe(1);
    });

    test('a page that sends the mail again tells nobody whether there is such a user (GHSA-h29g-q5c2-9h4f)', async () => {
      await signUp('gus', { email: 'gus@example.com' });
      const ctx = await publicContext(server);
      const used = mailbox.tokenFor('gus@example.com');
      await verifyEmail(ctx, { token: used });
      const unknown = ['nobody', '', 5, { $ne: null }, null];
      for (const asked of [
        { username: 'gus' },
        { token: used },
        ...unknown.map((username) => ({ username })),
      ]) {
        await resendEmailVerification(ctx, asked);
        await mailsSent(server);
      }
      expect(mailbox.count('gus@example.com')).toBe(1);
    });

    test.each([
      [undefined, 204, 'you must provide an email'],
      ['', 204, 'you must provide an email'],
      [5, 125, 'you must provide a valid email string'],
      [{ $gt: '' }, 125, 'you must provide a valid email string'],
    ])('a request for %j is refused with %i', async (email, code, error) => {
      expect(await request(email)).toEqual({ status: 400, body: { code, error } });
    });

    test('the tokens are seen by the maintenance key and by nobody else', async () => {
      const hugo = await signUp('hugo', { email: 'hugo@example.com' });
      const read = async (headers: Record<string, string>) =>
        (await httpRequest(server, { path: `/users/${hugo.id}`, headers })).body;
      expect(await read({ 'X-Parse-Maintenance-Key': 'repair' })).toMatchObject({
        _email_verify_token: mailbox.tokenFor('hugo@example.com'),
      });
      for (const headers of [
        { 'X-Parse-Master-Key': server.masterKey },
        { 'X-Parse-Session-Token': hugo.session.sessionToken },
      ]) {
        expect(Object.keys(await read(headers)).filter((field) => field.startsWith('_'))).toEqual([]);
      }
    });
  },
  {
    ...mail(mailbox),
    verifyUserEmails: true,
    emailVerifyTokenValidityDuration: 3600,
    maintenanceKey: 'repair',
  },
);

const strictBox = createMailbox();
describeOnEveryStorage(
  'a log-in that needs a verified address',
  (server) => {
    beforeAll(() => strictBox.clear());

    const UNVERIFIED = '205 User email is not verified.';

    test('sign-up gives no session, log-in works once the address is verified', async () => {
      const user = await new Parse.User({
        username: 'ida',
        password: 'secret',
        email: 'ida@example.com',
      }).signUp();
      expect(user.getSessionToken()).toBeUndefined();
      expect(await refusalOf(Parse.User.logIn('ida', 'secret'))).toBe(UNVERIFIED);
      expect(await refusalOf(Parse.User.verifyPassword('ida', 'secret'))).toBe(UNVERIFIED);
      expect(await refusalOf(Parse.User.logIn('ida', 'wrong'))).toBe('101 Invalid username/password.');
      await verifyEmail(await publicContext(server), { token: strictBox.tokenFor('ida@example.com') });
      expect((await Parse.User.logIn('ida', 'secret')).getSessionToken()).toMatch(/^r:/);
    });

    test('only the master key may pass over it', async () => {
      await new Parse.User({ username: 'jan', password: 'secret', email: 'jan@example.com' }).signUp();
      const body = { username: 'jan', password: 'secret', ignoreEmailVerification: true };
      const logIn = (headers: Record<string, string>) =>
        httpRequest(server, { path: '/login', body, headers });
      expect((await logIn({})).body.code).toBe(205);
      expect((await logIn({ 'X-Parse-Master-Key': server.masterKey })).status).toBe(200);
    });

    test('errors tell what the app wants told', async () => {
      const request = (email: string) =>
        httpRequest(server, { path: '/verificationEmailRequest', body: { email } });
      expect((await request('nobody@example.com')).body).toEqual({
        code: 205,
        error: 'No user found with email nobody@example.com',
      });
      await new Parse.User({ username: 'kai', password: 'secret', email: 'kai@example.com' }).signUp();
      await mailsSent(server);
      await verifyEmail(await publicContext(server), { token: strictBox.tokenFor('kai@example.com') });
      expect((await request('kai@example.com')).body).toEqual({
        code: -1,
        error: 'Email kai@example.com is already verified.',
      });
    });
  },
  {
    ...mail(strictBox),
    verifyUserEmails: true,
    preventLoginWithUnverifiedEmail: true,
    emailVerifySuccessOnInvalidEmail: false,
  },
);

describeOnEveryStorage(
  'a sign-up that needs a verified address',
  (server) => {
    test.each<[string, object]>([
      ['a client', {}],
      ['a client of a device called cloud', { installationId: 'cloud' }],
      ['the master key', MASTER],
      ['the master key for no device', { ...MASTER, installationId: 'cloud' }],
    ])('%s is told so, and the user is made', async (who, options) => {
      const user = new Parse.User({ username: who, password: 'secret', email: `${who.length}@example.com` });
      expect(await refusalOf(user.signUp(null, options))).toBe('205 User email is not verified.');
      const made = new Parse.Query(Parse.User).equalTo('username', who);
      expect(await made.count(MASTER)).toBe(1);
    });

    test('Cloud Code is told so', async () => {
      Parse.Cloud.define('register', () =>
        new Parse.User({ username: 'by code', password: 'secret', email: 'code@example.com' }).signUp(),
      );
      const { body } = await httpRequest(server, { path: '/functions/register', body: {} });
      expect(body).toMatchObject({ code: 205 });
    });
  },
  {
    ...mail(createMailbox()),
    cloud: () => undefined,
    verifyUserEmails: true,
    preventLoginWithUnverifiedEmail: true,
    preventSignupWithUnverifiedEmail: true,
  },
);

const asked: object[] = [];
describeOnEveryStorage(
  'verification decided by functions',
  (_server) => {
    test('they are asked about the user and how the session is made', async () => {
      const lena = await signUp('lena', { email: 'lena@example.com' });
      expect(lena.session.sessionToken).toMatch(/^r:/);
      expect(await isVerified(lena.id)).toBeUndefined();
      expect(asked.at(-1)).toEqual({
        username: 'lena',
        createdWith: { action: 'signup', authProvider: 'password' },
        master: false,
        ip: '127.0.0.1',
      });
      const staff = await new Parse.User({
        username: 'max',
        password: 'secret',
        email: 'max@staff.example',
      }).signUp();
      expect(await isVerified(staff.id ?? '')).toBe(false);
    });
  },
  {
    ...mail(createMailbox()),
    verifyUserEmails: ({ object, createdWith, master, ip }) => {
      asked.push({ username: object.get('username'), createdWith, master, ip });
      return JSON.stringify(object.get('email')).includes('@staff.example');
    },
    sendUserEmailVerification: () => false,
  },
);

describeOnEveryStorage(
  'a mail provider that is down',
  (server) => {
    test.each(['throws', 'rejects', 'hangs'])(
      'one that %s holds up no request and breaks none (CVE-2026-110854)',
      async (how) => {
        const user = await new Parse.User({
          username: how,
          password: 'secret',
          email: `${how}@example.com`,
        }).signUp();
        expect(user.getSessionToken()).toMatch(/^r:/);
        expect(
          await httpRequest(server, { path: '/requestPasswordReset', body: { email: `${how}@example.com` } }),
        ).toEqual({ status: 200, body: {} });
      },
    );
  },
  {
    appName: 'Notes',
    publicServerURL: 'https://notes.example/parse',
    verifyUserEmails: true,
    emailAdapter: {
      sendMail: ({ to }: { readonly to: string }) => {
        if (to.startsWith('throws')) throw new TypeError('the provider is down');
        return to.startsWith('rejects')
          ? Promise.reject(new TypeError('the provider is down'))
          : new Promise(() => undefined);
      },
    },
  },
);
