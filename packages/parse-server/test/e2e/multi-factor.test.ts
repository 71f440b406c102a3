import { Secret, TOTP } from 'otpauth';
import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { mfaOf } from './support/fake-providers.js';
import { httpRequest, type HttpAnswer } from './support/http-request.js';
import type { TestServer } from './support/start-server.js';

const INVALID = { status: 400, body: { code: 141, error: 'Invalid MFA token' } };
const MINUTE = 60_000;

const messages: { readonly code: string; readonly mobile: string }[] = [];

function lastCode(mobile: string): string {
  return messages.findLast((message) => message.mobile === mobile)?.code ?? '';
}

/** What an authenticator shows, some periods from the server's time. */
function shownBy(server: TestServer, secret: string, periods = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 8, period: 30, algorithm: 'SHA256' });
  return totp.generate({ timestamp: server.clock.now().getTime() + periods * 30_000 });
}

const newSecret = () => new Secret({ size: 20 }).base32;

describeOnEveryStorage(
  'multi-factor log-in',
  (server) => {
    beforeAll(() => void messages.splice(0));
    const logIn = (username: string, mfa?: object | null): Promise<HttpAnswer> =>
      httpRequest(server, {
        path: '/login',
        body: { username, password: 'secret', ...(mfa !== undefined && { authData: { mfa } }) },
      });
    const change = (caller: Awaited<ReturnType<typeof signUp>>, mfa: object | null): Promise<HttpAnswer> =>
      httpRequest(server, {
        method: 'PUT',
        path: `/users/${caller.id}`,
        body: { authData: { mfa } },
        headers: { 'X-Parse-Session-Token': caller.session.sessionToken },
      });
    const enrol = async (name: string) => {
      const caller = await signUp(name);
      const secret = newSecret();
      const answer = await change(caller, { secret, token: shownBy(server, secret) });
      expect(answer.status).toBe(200);
      const recovery: string[] = answer.body.authDataResponse.mfa.recovery.split(', ');
      return { caller, secret, recovery };
    };
    const confirm = async (name: string, mobile: string) => {
      const caller = await signUp(name);
      expect((await change(caller, { mobile })).status).toBe(200);
      expect((await change(caller, { mobile, token: lastCode(mobile) })).status).toBe(200);
      return caller;
    };

    test('the SDK sets up an authenticator and logs in with its codes', async () => {
      const { user, session } = await signUp('ada');
      const secret = newSecret();
      await user.save({ authData: { mfa: { secret, token: shownBy(server, secret) } } }, session);
      expect(user.get('authDataResponse').mfa.recovery).toMatch(/^\S{27}, \S{27}$/);
      await user.fetch(session);
      expect(user.get('authData')).toEqual({ mfa: { status: 'enabled' } });
      await expect(Parse.User.logIn('ada', 'secret')).rejects.toMatchObject({
        code: -1,
        message: 'Missing additional authData mfa',
      });
      const logged = await Parse.User.logInWithAdditionalAuth('ada', 'secret', {
        mfa: { token: shownBy(server, secret) },
      });
      expect(logged.id).toBe(user.id);
      expect(logged.getSessionToken()).toMatch(/^r:/);
    });

    test.each<[what: string, data: (secret: string) => object, error: string]>([
      ['no code', (secret) => ({ secret }), 'Invalid MFA data'],
      ['a wrong code', (secret) => ({ secret, token: '00000000' }), 'Invalid MFA token'],
      ['a number as code', (secret) => ({ secret, token: 12_345_678 }), 'Invalid MFA token'],
      ['an object as code', (secret) => ({ secret, token: { ne: null } }), 'Invalid MFA token'],
      ['a short secret', () => ({ secret: 'ABC', token: '00000000' }), 'Invalid MFA data'],
      ['a secret that is none', () => ({ secret: '1'.repeat(32), token: '00000000' }), 'Invalid MFA data'],
      ['a secret that is no text', () => ({ secret: ['A'], token: '00000000' }), 'Invalid MFA data'],
      ['no secret', () => ({ token: '00000000' }), 'Invalid MFA data'],
      ['nothing', () => ({}), 'Invalid MFA data'],
      ['a number that is none', () => ({ mobile: 'not a number' }), 'Invalid MFA data'],
      ['an object as number', () => ({ mobile: { ne: null } }), 'Invalid MFA data'],
    ])('%s sets up nothing', async (what, data, error) => {
      const caller = await signUp(`nothing by ${what}`);
      expect(await change(caller, data(newSecret()))).toEqual({ status: 400, body: { code: 141, error } });
      expect((await logIn(`nothing by ${what}`)).status).toBe(200);
    });

    test('a code works once, and one from before the last not at all', async () => {
      const { secret } = await enrol('bea');
      const code = shownBy(server, secret);
      expect((await logIn('bea', { token: code })).status).toBe(200);
      expect(await logIn('bea', { token: code })).toEqual(INVALID);
      expect(await logIn('bea', { token: shownBy(server, secret, -1) })).toEqual(INVALID);
      server.clock.advance(MINUTE);
      expect((await logIn('bea', { token: shownBy(server, secret) })).status).toBe(200);
    });

    test.each([[-3], [3]])('a code %i periods off is refused', async (periods) => {
      const { secret } = await enrol(`cay ${periods}`);
      expect(await logIn(`cay ${periods}`, { token: shownBy(server, secret, periods) })).toEqual(INVALID);
    });

    test('a recovery code works once, and is stored as a hash (GHSA-4hf6-3x24-c9m8)', async () => {
      const { caller, recovery } = await enrol('dee');
      const [first = '', second = ''] = recovery;
      const stored = JSON.stringify(await mfaOf(caller.id));
      expect(stored).not.toContain(first);
      expect((await logIn('dee', { token: first })).status).toBe(200);
      expect(await logIn('dee', { token: first })).toEqual(INVALID);
      expect((await logIn('dee', { token: second })).status).toBe(200);
      expect(await logIn('dee', { token: second })).toEqual(INVALID);
      expect(await logIn('dee', { token: stored })).toEqual(INVALID);
    });

    test('of many at once with the same code one gets in (GHSA-w73w-g5xw-rwhf, GHSA-2299-ghjr-6vjp)', async () => {
      const { secret, recovery } = await enrol('fay');
      const tokens = [shownBy(server, secret), recovery[0]];
      for (const token of tokens) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => logIn('fay', { token })));
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      }
    });

    test.each([{ token: 1 }, { token: null }, { token: { $gt: '' } }, { token: '' }, { code: '1' }, {}])(
      '%j is no code',
      async (mfa) => {
        const name = `gil ${JSON.stringify(mfa)}`;
        await enrol(name);
        expect(await logIn(name, mfa)).toEqual(INVALID);
      },
    );

    test('another authenticator needs a code of the present one', async () => {
      const { caller, secret, recovery } = await enrol('hal');
      const next = newSecret();
      const data = { secret: next, token: shownBy(server, next) };
      expect(await change(caller, data)).toEqual(INVALID);
      expect(await change(caller, { ...data, old: '00000000' })).toEqual(INVALID);
      expect((await change(caller, { ...data, old: shownBy(server, secret) })).status).toBe(200);
      expect(await logIn('hal', { token: shownBy(server, secret, 1) })).toEqual(INVALID);
      expect(await logIn('hal', { token: recovery[0] })).toEqual(INVALID);
      expect((await logIn('hal', { token: shownBy(server, next) })).status).toBe(200);
    });

    test('a user removes it with a session, nobody else without the master key', async () => {
      const { caller } = await enrol('ivy');
      const other = await signUp('jay');
      expect((await change({ ...caller, session: other.session }, null)).body.code).toBe(206);
      expect((await change(caller, null)).status).toBe(200);
      expect((await logIn('ivy')).status).toBe(200);
    });

    test('its secret is shown to nobody but the master key (GHSA-75v4-m273-5j49, GHSA-37mj-c2wf-cx96)', async () => {
      const { caller, secret } = await enrol('kim');
      const { body } = await httpRequest(server, {
        path: '/users/me',
        headers: { 'X-Parse-Session-Token': caller.session.sessionToken },
      });
      expect(body.authData).toEqual({ mfa: { status: 'enabled' } });
      const user = await new Parse.Query(Parse.User).get(caller.id, MASTER);
      expect(user.get('authData').mfa.secret).toBe(secret);
    });

    test('a number is confirmed before it is asked for', async () => {
      const caller = await signUp('lea');
      await change(caller, { mobile: '+15550000001' });
      await caller.user.fetch(caller.session);
      expect(caller.user.get('authData')).toEqual({ mfa: { status: 'disabled' } });
      expect((await logIn('lea')).status).toBe(200);
      expect(await change(caller, { mobile: '+15550000001', token: 'wrong' })).toEqual(INVALID);
      const code = lastCode('+15550000001');
      expect(code).toMatch(/^\d{8}$/);
      expect((await change(caller, { mobile: '+15550000001', token: code })).status).toBe(200);
      expect((await logIn('lea')).body.code).toBe(-1);
    });

    test('a log-in asks for a message and comes back with its code, which works once (GHSA-jpq4-7fmq-q5fj)', async () => {
      await confirm('mia', '+15550000002');
      const asked = await logIn('mia', { token: 'request' });
      expect(asked).toEqual({ status: 400, body: { code: 141, error: 'Please enter the token' } });
      expect(await logIn('mia', { token: 'wrong' })).toEqual(INVALID);
      const token = lastCode('+15550000002');
      const answers = await Promise.all(Array.from({ length: 50 }, () => logIn('mia', { token })));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await logIn('mia', { token })).toEqual(INVALID);
    });

    test('a code in a message expires', async () => {
      await confirm('nat', '+15550000003');
      await logIn('nat', { token: 'request' });
      server.clock.advance(2 * MINUTE);
      expect(await logIn('nat', { token: lastCode('+15550000003') })).toEqual(INVALID);
    });

    test('a challenge sends a message, too', async () => {
      await confirm('ola', '+15550000004');
      const answer = await httpRequest(server, {
        path: '/challenge',
        body: { username: 'ola', password: 'secret', challengeData: { mfa: { token: 'request' } } },
      });
      expect(answer.body).toEqual({ challengeData: { mfa: { sent: true } } });
      expect((await logIn('ola', { token: lastCode('+15550000004') })).status).toBe(200);
    });

    test('another number needs a code that was sent to the present one', async () => {
      const caller = await confirm('pip', '+15550000005');
      expect(await change(caller, { mobile: '+15550000006' })).toEqual(INVALID);
      await logIn('pip', { token: 'request' });
      const old = lastCode('+15550000005');
      expect((await change(caller, { mobile: '+15550000006', old })).status).toBe(200);
      const token = lastCode('+15550000006');
      expect((await change(caller, { mobile: '+15550000006', token })).status).toBe(200);
      expect(await mfaOf(caller.id)).toEqual({ mobile: '+15550000006', sent: expect.any(Array) });
    });

    test('wrong guesses make a code in a message void, also those made at the same time', async () => {
      const caller = await confirm('rio', '+15550000007');
      await logIn('rio', { token: 'request' });
      const token = lastCode('+15550000007');
      await Promise.all(Array.from({ length: 20 }, () => logIn('rio', { token: 'wrong' })));
      for (let time = 0; time < 5; time += 1) {
        expect(await logIn('rio', { token: 'wrong' })).toEqual(INVALID);
      }
      expect(await logIn('rio', { token })).toEqual(INVALID);

      await logIn('rio', { token: 'request' });
      const old = lastCode('+15550000007');
      for (let time = 0; time < 5; time += 1) {
        expect(await change(caller, { mobile: '+15550000008', old: 'wrong' })).toEqual(INVALID);
      }
      expect(await change(caller, { mobile: '+15550000008', old })).toEqual(INVALID);
      expect(messages.filter(({ mobile }) => mobile === '+15550000008')).toEqual([]);
    });

    test('wrong guesses of who confirms a number are counted', async () => {
      const caller = await signUp('sam');
      await change(caller, { mobile: '+15550000009' });
      const token = lastCode('+15550000009');
      for (let time = 0; time < 5; time += 1) {
        expect(await change(caller, { mobile: '+15550000009', token: 'wrong' })).toEqual(INVALID);
      }
      expect(await change(caller, { mobile: '+15550000009', token })).toEqual(INVALID);
      expect((await logIn('sam')).status).toBe(200);
    });

    test('a user gets few messages in an hour, also for requests at the same time', async () => {
      await confirm('tom', '+15550000010');
      const sentTo = () => messages.filter(({ mobile }) => mobile === '+15550000010');
      await Promise.all(Array.from({ length: 20 }, () => logIn('tom', { token: 'request' })));
      for (let time = 0; time < 5; time += 1) await logIn('tom', { token: 'request' });
      expect(sentTo()).toHaveLength(5);
      const answer = await logIn('tom', { token: 'request' });
      expect(answer.body).toEqual({ code: 141, error: 'Too many MFA messages, try again later' });
      expect((await logIn('tom', { token: lastCode('+15550000010') })).status).toBe(200);
      server.clock.advance(61 * MINUTE);
      await logIn('tom', { token: 'request' });
      expect(sentTo()).toHaveLength(6);
    });

    test('who proposes numbers gets few messages, too', async () => {
      const caller = await signUp('uma');
      const numbers = Array.from({ length: 8 }, (_, index) => `+1555100000${index}`);
      for (const mobile of numbers) await change(caller, { mobile });
      expect(messages.filter(({ mobile }) => numbers.includes(mobile))).toHaveLength(5);
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

    test('a message that is not sent is no code', async () => {
      const caller = await signUp('quin');
      expect(await change(caller, { mobile: '+999999999' })).toEqual({
        status: 400,
        body: { code: 141, error: 'Auth failed.' },
      });
      await caller.user.fetch(caller.session);
      expect(caller.user.get('authData')).toEqual({ mfa: { status: 'disabled' } });
      expect((await logIn('quin')).status).toBe(200);
    });
  },
  {
    auth: {
      mfa: {
        options: ['TOTP', 'SMS'],
        digits: 8,
        algorithm: 'SHA256',
        smsExpiry: 60,
        sendSMS: (code: string, mobile: string) => {
          if (mobile === '+999999999') throw new TypeError('no such number');
          messages.push({ code, mobile });
        },
      },
    },
  },
);
