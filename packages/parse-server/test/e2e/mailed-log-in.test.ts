import type { LogInMail } from '@parse/core';
import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { createParseServer } from '../../src/index.js';
import { MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest, type HttpAnswer } from './support/http-request.js';
import { mailsSent } from './support/mails-sent.js';
import { storages } from './support/storages.js';
import { race } from './support/race.js';

const SECRET = 'a secret of thirty-two characters';
const MINUTE = 60_000;
const NO_CODE = { status: 404, body: { code: 101, error: 'emailCode auth is invalid for this user.' } };
const NO_LINK = { status: 404, body: { code: 101, error: 'magicLink auth is invalid for this user.' } };

const mails: LogInMail[] = [];

const emailAdapter = {
  kind: 'email' as const,
  name: 'mailbox',
  spec: 'email/1' as const,
  send: () => Promise.resolve(),
  sendLogIn: (mail: LogInMail) => {
    mails.push(mail);
    return Promise.resolve();
  },
};

const mailsTo = (address: string) => mails.filter(({ to }) => to === address);
const codeFor = (address: string): string => mailsTo(address).at(-1)?.code ?? '';
const wrongCode = (code: string): string => (code === '000000' ? '000001' : '000000');

describeOnEveryStorage(
  'log-in by mail',
  (server) => {
    beforeAll(() => void mails.splice(0));
    const ask = async (challengeData: object, more: object = {}): Promise<HttpAnswer> => {
      const answer = await httpRequest(server, { path: '/challenge', body: { challengeData, ...more } });
      await mailsSent(server);
      return answer;
    };
    const enter = (authData: object): Promise<HttpAnswer> =>
      httpRequest(server, { path: '/users', body: { authData } });
    const askForCode = async (name: string) => {
      const email = `${name}@example.com`;
      const caller = await signUp(name, { email });
      expect((await ask({ emailCode: { email } })).status).toBe(200);
      return { email, caller, code: codeFor(email) };
    };

    test('the SDK logs in with a code that was mailed', async () => {
      const { email, caller, code } = await askForCode('ada');
      expect(code).toMatch(/^\d{6}$/);
      expect(mailsTo(email)).toEqual([
        expect.objectContaining({ to: email, appName: 'Notes', link: '', code }),
      ]);
      const user = await Parse.User.logInWith('emailCode', { authData: { email, code } });
      expect(user.id).toBe(caller.id);
      expect(user.getSessionToken()).toMatch(/^r:/);
    });

    test('a link brings its address and a token, which log in once', async () => {
      const caller = await signUp('bea', { email: 'bea@example.com' });
      await ask({ magicLink: { email: 'bea@example.com' } });
      const link = new URL(mailsTo('bea@example.com').at(-1)?.link ?? '');
      expect(`${link.origin}${link.pathname}`).toBe('https://notes.example/enter');
      const given = Object.fromEntries(link.searchParams);
      expect(given).toMatchObject({ from: 'mail', email: 'bea@example.com' });
      expect(await enter({ magicLink: { ...given, token: 'x'.repeat(43) } })).toEqual(NO_LINK);
      const user = await Parse.User.logInWith('magicLink', { authData: given });
      expect(user.id).toBe(caller.id);
      expect(await enter({ magicLink: given })).toEqual(NO_LINK);
    });

    test('of many at once with the same code one gets in, and none later', async () => {
      const { email, code } = await askForCode('cay');
      const answers = await race(server, 50, () => enter({ emailCode: { email, code } }));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await enter({ emailCode: { email, code } })).toEqual(NO_CODE);
    });

    test('wrong guesses make a code void, also those made at the same time', async () => {
      const { email, code } = await askForCode('dee');
      const guess = () => enter({ emailCode: { email, code: wrongCode(code) } });
      for (let time = 0; time < 4; time += 1) expect(await guess()).toEqual(NO_CODE);
      expect((await enter({ emailCode: { email, code } })).status).toBe(200);

      await ask({ emailCode: { email } });
      const next = codeFor(email);
      const guesses = await race(server, 50, () => enter({ emailCode: { email, code: wrongCode(next) } }));
      expect(guesses).toEqual(Array.from({ length: 50 }, () => NO_CODE));
      for (let time = 0; time < 5; time += 1) {
        await enter({ emailCode: { email, code: wrongCode(next) } });
      }
      expect(await enter({ emailCode: { email, code: next } })).toEqual(NO_CODE);
    });

    test('nothing tells an address that is known from one that is not', async () => {
      const { email } = await askForCode('eve');
      const unknown = 'nobody@example.com';
      expect(await ask({ emailCode: { email: unknown } })).toEqual(await ask({ emailCode: { email } }));
      const guess = (address: string, more: object = {}) =>
        enter({ emailCode: { email: address, code: 'x' }, ...more });
      expect(await guess(unknown)).toEqual(NO_CODE);
      expect(await guess(email)).toEqual(NO_CODE);
      for (const more of [{ mfa: { token: '123456' } }, { mfa: { token: 'request' } }]) {
        expect(await guess(unknown, more)).toEqual(NO_CODE);
        expect(await guess(email, more)).toEqual(NO_CODE);
      }
      expect(mailsTo(unknown)).toEqual([]);
      const neverAsked = await signUp('fay', { email: 'fay@example.com' });
      expect(await guess('fay@example.com')).toEqual(NO_CODE);
      expect(await enter({ emailCode: { email: 'fay@example.com', id: neverAsked.id } })).toEqual(NO_CODE);
    });

    test('a user gets few mails in an hour, and the asker learns nothing by it', async () => {
      const { email } = await askForCode('gil');
      const answers = await race(server, 30, () => ask({ emailCode: { email } }));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      for (let time = 0; time < 5; time += 1) await ask({ emailCode: { email } });
      expect(mailsTo(email)).toHaveLength(5);
      expect((await enter({ emailCode: { email, code: codeFor(email) } })).status).toBe(200);
      server.clock.advance(61 * MINUTE);
      await ask({ emailCode: { email } });
      expect(mailsTo(email)).toHaveLength(6);
    });

    test('who takes the provider away gets no more mails by it', async () => {
      const { email, caller } = await askForCode('lou');
      for (let mail = 0; mail < 6; mail += 1) await ask({ emailCode: { email } });
      const before = mailsTo(email).length;
      await caller.user._unlinkFrom('emailCode', caller.session);
      await ask({ emailCode: { email } });
      expect(mailsTo(email)).toHaveLength(before);
      server.clock.advance(61 * MINUTE);
      await ask({ emailCode: { email } });
      expect(mailsTo(email)).toHaveLength(before + 1);
    });

    test('a code expires, and is void with another address or another code', async () => {
      const late = await askForCode('hal');
      server.clock.advance(11 * MINUTE);
      expect(await enter({ emailCode: { email: late.email, code: late.code } })).toEqual(NO_CODE);
      await ask({ emailCode: { email: late.email } });
      const first = codeFor(late.email);
      await ask({ emailCode: { email: late.email } });
      if (codeFor(late.email) !== first) {
        expect(await enter({ emailCode: { email: late.email, code: first } })).toEqual(NO_CODE);
      }
      const moved = await askForCode('ivy');
      await moved.caller.user.save({ email: 'new-ivy@example.com' }, moved.caller.session);
      expect(await enter({ emailCode: { email: moved.email, code: moved.code } })).toEqual(NO_CODE);
      expect(await enter({ emailCode: { email: 'new-ivy@example.com', code: moved.code } })).toEqual(NO_CODE);
    });

    test('a code of one user does not log in as another', async () => {
      const one = await askForCode('jay');
      const other = await askForCode('kim');
      if (one.code !== other.code) {
        expect(await enter({ emailCode: { email: other.email, code: one.code } })).toEqual(NO_CODE);
      }
      const { user } = other.caller;
      const link = user.linkWith(
        'emailCode',
        { authData: { email: one.email, code: one.code } },
        other.caller.session,
      );
      await expect(link).rejects.toMatchObject({ code: expect.any(Number) });
    });

    test('what is stored shows no code, and the user nothing of it', async () => {
      const { caller, code } = await askForCode('lea');
      const stored = await new Parse.Query(Parse.User).get(caller.id, MASTER);
      const { emailCode } = stored.get('authData') as Parse.Attributes;
      expect(JSON.stringify(emailCode.hash)).not.toContain(code);
      await caller.user.fetch(caller.session);
      expect(caller.user.get('authData')).toBeUndefined();
    });

    test('an address asks no other provider for anything', async () => {
      const { email } = await askForCode('mia');
      const answer = await ask({ mfa: { token: 'request' }, emailCode: { email } });
      expect(answer.body).toEqual({ code: 141, error: 'Invalid MFA data' });
    });

    test('in the name of an address others are asked by who has its code, and that one is used up', async () => {
      const { email, caller, code } = await askForCode('max');
      const NOBODY = { status: 404, body: { code: 101, error: 'User not found.' } };
      const request = (emailCode: object) =>
        ask({ passkey: { for: 'registration' } }, { authData: { emailCode } });
      expect(await request({ email })).toEqual(NOBODY);
      expect(await request({ email, code: wrongCode(code) })).toEqual(NOBODY);
      expect(await request({ email: 'nobody@example.com', code })).toEqual(NOBODY);
      const answer = await request({ email, code });
      expect(answer.body.challengeData.passkey.user.name).toBe(caller.user.getUsername());
      expect(await request({ email, code })).toEqual(NOBODY);
      expect(await enter({ emailCode: { email, code } })).toEqual(NO_CODE);
    });

    test.each([{}, { email: 1 }, { email: { ne: 1 } }, { email: 'nobody' }, { email: '@' }])(
      'nothing is mailed for %j',
      async (emailCode) => {
        expect(await ask({ emailCode })).toEqual(NO_CODE);
      },
    );

    test.each([{}, { code: '123456' }, { email: { ne: 1 }, code: '1' }, { email: 'lea@example.com' }])(
      'nobody is let in with %j',
      async (emailCode) => {
        expect((await enter({ emailCode })).body.code).toBeGreaterThan(100);
      },
    );

    test('no guess is part of a transaction, which would undo its count', async () => {
      const { email, code } = await askForCode('nat');
      const body = { authData: { emailCode: { email, code } } };
      const answer = await httpRequest(server, {
        path: '/batch',
        body: { transaction: true, requests: [{ method: 'POST', path: '/parse/users', body }] },
      });
      expect(answer.body).toMatchObject([{ error: { code: 119 } }]);
      expect((await enter({ emailCode: { email, code } })).status).toBe(200);
    });
  },
  {
    appName: 'Notes',
    emailAdapter,
    auth: {
      emailCode: { secret: SECRET },
      magicLink: { secret: SECRET, url: 'https://notes.example/enter?from=mail' },
      mfa: { options: ['TOTP', 'SMS'], sendSMS: () => undefined },
      passkey: {
        rpId: 'notes.example',
        rpName: 'Notes',
        origins: 'https://notes.example',
        secret: SECRET,
      },
    },
  },
);

test.each([
  [{ emailCode: { secret: SECRET } }, /auth\.emailCode mails what logs in: it needs an emailAdapter/],
  [{ emailCode: {} }, /auth\.emailCode\.secret must be a random text/],
  [{ emailCode: { secret: SECRET, digits: 4 } }, /auth\.emailCode\.digits must be/],
  [{ magicLink: { secret: SECRET } }, /auth\.magicLink\.url is missing/],
  [{ magicLink: { secret: SECRET, url: 'javascript:alert(1)' } }, /auth\.magicLink\.url must begin/],
])('%j stops the start', async (auth, problem) => {
  const options = { appId: 'a', masterKey: 'm', storage: await storages[0]?.create(), silent: true };
  await expect(createParseServer({ ...options, auth })).rejects.toThrow(problem);
});
