import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { mfaOf } from './support/fake-providers.js';
import { httpRequest } from './support/http-request.js';
import {
  mfaOptions,
  newSecret,
  NO_NUMBER,
  secondFactors,
  shownBy,
  textMessages,
} from './support/second-factors.js';
import { race } from './support/race.js';

const INVALID = { status: 400, body: { code: 141, error: 'Invalid MFA token' } };
const MINUTE = 60_000;

const messages = textMessages();

describeOnEveryStorage(
  'multi-factor log-in',
  (server) => {
    beforeAll(() => messages.clear());
    const { logIn, change, enrol, confirm } = secondFactors(server, messages);

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
      ['a number that is none', () => ({ mobile: 'not a number' }), 'Invalid mobile number.'],
      ['an object as number', () => ({ mobile: { ne: null } }), 'Invalid mobile number.'],
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
        const answers = await race(server, 50, () => logIn('fay', { token }));
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
      const code = messages.lastCode('+15550000001');
      expect(code).toMatch(/^\d{8}$/);
      const another = await change(caller, { mobile: '+15550000010', token: code });
      expect(another.body).toEqual({ code: 141, error: 'This number is not pending' });
      expect(messages.countTo(['+15550000010'])).toBe(0);
      expect((await change(caller, { mobile: '+15550000001', token: code })).status).toBe(200);
      expect((await logIn('lea')).body.code).toBe(-1);
    });

    test('a log-in asks for a message and comes back with its code, which works once (GHSA-jpq4-7fmq-q5fj)', async () => {
      await confirm('mia', '+15550000002');
      const asked = await logIn('mia', { token: 'request' });
      expect(asked).toEqual({ status: 400, body: { code: 141, error: 'Please enter the token' } });
      expect(await logIn('mia', { token: 'wrong' })).toEqual(INVALID);
      const token = messages.lastCode('+15550000002');
      const answers = await race(server, 50, () => logIn('mia', { token }));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await logIn('mia', { token })).toEqual(INVALID);
    });

    test('a code in a message expires', async () => {
      await confirm('nat', '+15550000003');
      await logIn('nat', { token: 'request' });
      server.clock.advance(2 * MINUTE);
      expect(await logIn('nat', { token: messages.lastCode('+15550000003') })).toEqual(INVALID);
    });

    test('a challenge sends a message, too', async () => {
      await confirm('ola', '+15550000004');
      const answer = await httpRequest(server, {
        path: '/challenge',
        body: { username: 'ola', password: 'secret', challengeData: { mfa: { token: 'request' } } },
      });
      expect(answer.body).toEqual({ challengeData: { mfa: { sent: true } } });
      expect((await logIn('ola', { token: messages.lastCode('+15550000004') })).status).toBe(200);
    });

    test('another number needs a code that was sent to the present one', async () => {
      const caller = await confirm('pip', '+15550000005');
      const withoutCode = await change(caller, { mobile: '+15550000006' });
      expect(withoutCode.body).toEqual({ code: 141, error: 'MFA is already set up on this account' });
      await logIn('pip', { token: 'request' });
      const old = messages.lastCode('+15550000005');
      expect((await change(caller, { mobile: '+15550000006', old })).status).toBe(200);
      const token = messages.lastCode('+15550000006');
      expect((await change(caller, { mobile: '+15550000006', token })).status).toBe(200);
      expect(await mfaOf(caller.id)).toEqual({ mobile: '+15550000006', sent: expect.any(Array) });
    });

    test('a message that is not sent is no code', async () => {
      const caller = await signUp('quin');
      expect(await change(caller, { mobile: NO_NUMBER })).toEqual({
        status: 400,
        body: { code: 141, error: 'Auth failed.' },
      });
      await caller.user.fetch(caller.session);
      expect(caller.user.get('authData')).toEqual({ mfa: { status: 'disabled' } });
      expect((await logIn('quin')).status).toBe(200);
    });
  },
  { auth: { mfa: mfaOptions(messages) } },
);
