import { generateKeyPairSync } from 'node:crypto';
import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { MASTER, signUp, type Caller } from './support/callers.js';
import { connectSdk } from './support/connect-sdk.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest, type HttpAnswer } from './support/http-request.js';
import { softwareAuthenticator, type Misbehaviour } from './support/software-authenticator.js';
import { startServer, type TestServer } from './support/start-server.js';
import { storages } from './support/storages.js';
import { race } from './support/race.js';

const ORIGIN = 'https://shop.example';
const SETTINGS = {
  rpId: 'shop.example',
  rpName: 'Shop',
  origins: [ORIGIN, 'https://www.shop.example'],
  secret: 'a secret of thirty-two characters',
};
const REFUSED = { status: 404, body: { code: 101, error: 'passkey auth is invalid for this user.' } };
const MINUTE = 60_000;

const sessionOf = ({ session }: Caller) => ({ 'X-Parse-Session-Token': session.sessionToken });

/** What clients do with a server. */
function clientOf(server: TestServer) {
  const ask = async (question: object, headers: Readonly<Record<string, string>> = {}, who: object = {}) => {
    const body = { ...who, challengeData: { passkey: question } };
    const answer = await httpRequest(server, { path: '/challenge', body, headers });
    expect(answer.status).toBe(200);
    return answer.body.challengeData.passkey;
  };
  const link = (caller: Caller, passkey: object | null): Promise<HttpAnswer> =>
    httpRequest(server, {
      method: 'PUT',
      path: `/users/${caller.id}`,
      body: { authData: { passkey } },
      headers: sessionOf(caller),
    });
  const enter = (passkey: object): Promise<HttpAnswer> =>
    httpRequest(server, { path: '/users', body: { authData: { passkey } } });
  return {
    ask,
    link,
    enter,
    /** A new user with a passkey in an authenticator of their own. */
    withPasskey: async (name: string) => {
      const caller = await signUp(name);
      const authenticator = softwareAuthenticator(ORIGIN);
      const options = await ask({ for: 'registration' }, sessionOf(caller));
      expect((await link(caller, { attestation: authenticator.create(options) })).status).toBe(200);
      return { caller, authenticator };
    },
  };
}

async function storedOf(userId: string): Promise<Parse.Attributes> {
  const user = await new Parse.Query(Parse.User).get(userId, MASTER);
  return (user.get('authData') as Parse.Attributes).passkey;
}

describeOnEveryStorage(
  'passkeys',
  (server) => {
    const client = () => clientOf(server);

    test('the SDK links a passkey to a user who is logged in, and logs in with it alone', async () => {
      const { ask } = client();
      const caller = await signUp('ada');
      const authenticator = softwareAuthenticator(ORIGIN);
      const options = await ask({ for: 'registration' }, sessionOf(caller));
      expect(options).toMatchObject({ rp: { id: 'shop.example', name: 'Shop' }, user: { name: 'ada' } });
      const authData = { attestation: authenticator.create(options), name: 'phone' };
      await caller.user.linkWith('passkey', { authData }, caller.session);

      const request = await ask({ for: 'login' });
      expect(request.allowCredentials).toEqual([]);
      const user = await Parse.User.logInWith('passkey', {
        authData: { assertion: authenticator.get(request) },
      });
      expect(user.id).toBe(caller.id);
      expect(user.getSessionToken()).toMatch(/^r:/);
      await user.fetch({ sessionToken: user.getSessionToken() ?? '' });
      expect(user.get('authData').passkey).toEqual({
        id: options.user.id,
        passkeys: [
          {
            id: authenticator.passkeys[0]?.id,
            name: 'phone',
            synced: false,
            createdAt: expect.any(String),
            lastUsedAt: expect.any(String),
          },
        ],
      });
    });

    test('somebody signs up with a passkey alone', async () => {
      const { ask, enter } = client();
      const authenticator = softwareAuthenticator(ORIGIN);
      const options = await ask({ for: 'registration', name: 'bea' });
      const attestation = authenticator.create(options);
      const signedUp = await enter({ attestation });
      expect(signedUp).toMatchObject({ status: 201, body: { sessionToken: expect.stringMatching(/^r:/) } });
      expect(await enter({ attestation })).toEqual(REFUSED);
      const logged = await enter({ assertion: authenticator.get(await ask({ for: 'login' })) });
      expect(logged).toMatchObject({ status: 200, body: { objectId: signedUp.body.objectId } });
    });

    test('a user has several, and removes one', async () => {
      const { ask, link, enter, withPasskey } = client();
      const { caller, authenticator } = await withPasskey('cay');
      const second = softwareAuthenticator(ORIGIN);
      const options = await ask({ for: 'registration' }, sessionOf(caller));
      const [first] = authenticator.passkeys;
      expect(options.excludeCredentials).toMatchObject([{ id: first?.id, transports: ['internal'] }]);
      expect((await link(caller, { attestation: second.create(options) })).status).toBe(200);
      expect((await enter({ assertion: authenticator.get(await ask({ for: 'login' })) })).status).toBe(200);
      expect((await enter({ assertion: second.get(await ask({ for: 'login' })) })).status).toBe(200);

      expect((await link(caller, { remove: first?.id })).status).toBe(200);
      expect(await link(caller, { remove: first?.id })).toEqual(REFUSED);
      expect(await enter({ assertion: authenticator.get(await ask({ for: 'login' })) })).toEqual(REFUSED);
      expect((await enter({ assertion: second.get(await ask({ for: 'login' })) })).status).toBe(200);
      expect((await link(caller, null)).status).toBe(200);
      expect(await enter({ assertion: second.get(await ask({ for: 'login' })) })).toEqual(REFUSED);
    });

    test('a passkey that no authenticator finds by itself is asked for by its id', async () => {
      const { ask, enter, withPasskey } = client();
      const { authenticator, caller } = await withPasskey('dee');
      const [passkey] = authenticator.passkeys;
      const who = { authData: { passkey: { id: passkey?.handle } } };
      const byId = await ask({ for: 'login' }, {}, who);
      expect(byId.allowCredentials).toMatchObject([{ id: passkey?.id }]);
      const byPassword = await ask({ for: 'login' }, {}, { username: 'dee', password: 'secret' });
      expect(byPassword.allowCredentials).toMatchObject([{ id: passkey?.id }]);
      const { response, ...rest } = authenticator.get(byId);
      const { userHandle, ...anonymous } = response;
      expect(await enter({ assertion: { ...rest, response: anonymous } })).toEqual(REFUSED);
      const logged = await enter({ id: userHandle, assertion: { ...rest, response: anonymous } });
      expect(logged).toMatchObject({ status: 200, body: { objectId: caller.id } });
    });

    test.each<[what: string, wrong: Misbehaviour]>([
      ['another origin', { origin: 'https://shop.example.evil.example' }],
      ['another scheme', { origin: 'http://shop.example' }],
      ['another domain', { rpId: 'evil.example' }],
      ['a challenge of its own', { challenge: Buffer.alloc(32).toString('base64url') }],
      ['an answer to another question', { type: 'webauthn.get' }],
      ['a page within a page of another site', { crossOrigin: true }],
      ['nobody asked', { unverified: true }],
      ['certificates', { certified: true }],
    ])('no passkey is made with %s', async (what, wrong) => {
      const { ask, link } = client();
      const caller = await signUp(`eve by ${what}`);
      const options = await ask({ for: 'registration' }, sessionOf(caller));
      const attestation = softwareAuthenticator(ORIGIN).create(options, wrong);
      expect(await link(caller, { attestation })).toEqual(REFUSED);
    });

    test.each<[what: string, wrong: Misbehaviour]>([
      ['another origin', { origin: 'https://evil.example' }],
      ['another domain', { rpId: 'evil.example' }],
      ['a challenge of its own', { challenge: Buffer.alloc(32).toString('base64url') }],
      ['an answer to another question', { type: 'webauthn.create' }],
      ['a page within a page of another site', { crossOrigin: true }],
      ['nobody asked', { unverified: true }],
      ['a changed signature', { tamper: 'signature' }],
      ['changed client data', { tamper: 'client data' }],
      ['changed authenticator data', { tamper: 'authenticator data' }],
      ['the key of another one', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
      ['a counter that stands still', { counter: 1 }],
      ['a counter that was set back', { counter: 0 }],
      ['the handle of nobody', { userHandle: Buffer.alloc(32).toString('base64url') }],
    ])('no log-in with %s', async (what, wrong) => {
      const { ask, enter, withPasskey } = client();
      const { authenticator } = await withPasskey(`fay by ${what}`);
      const assertion = authenticator.get(await ask({ for: 'login' }), wrong);
      expect(await enter({ assertion })).toEqual(REFUSED);
      expect((await enter({ assertion: authenticator.get(await ask({ for: 'login' })) })).status).toBe(200);
    });

    test('a passkey of one user does not log in as another', async () => {
      const { ask, enter, withPasskey } = client();
      const one = await withPasskey('gil');
      const other = await withPasskey('hal');
      const userHandle = other.authenticator.passkeys[0]?.handle ?? '';
      const request = await ask({ for: 'login' });
      expect(await enter({ assertion: one.authenticator.get(request, { userHandle }) })).toEqual(REFUSED);
      const assertion = one.authenticator.get(request);
      expect(await enter({ id: userHandle, assertion })).toEqual(REFUSED);
      const { user } = other.caller;
      const link = user.linkWith('passkey', { authData: { assertion } }, other.caller.session);
      await expect(link).rejects.toMatchObject({ code: expect.any(Number) });
    });

    test('a challenge to register is good for its own user alone, and for nothing else', async () => {
      const { ask, link, enter } = client();
      const [caller, other] = [await signUp('ivy'), await signUp('jay')];
      const authenticator = softwareAuthenticator(ORIGIN);
      const options = await ask({ for: 'registration' }, sessionOf(caller));
      const attestation = authenticator.create(options);
      expect(await link(other, { attestation })).toEqual(REFUSED);
      expect(await enter({ attestation })).toEqual(REFUSED);
      const strangers = authenticator.create(await ask({ for: 'registration' }));
      expect(await link(caller, { attestation: strangers })).toEqual(REFUSED);
      const ofLogin = authenticator.create({
        ...options,
        challenge: (await ask({ for: 'login' })).challenge,
      });
      expect(await link(caller, { attestation: ofLogin })).toEqual(REFUSED);
      expect((await link(caller, { attestation })).status).toBe(200);
      expect(await link(caller, { attestation })).toEqual(REFUSED);
    });

    test('of many at once with the same answer one gets in, and none later', async () => {
      const { ask, enter, withPasskey } = client();
      const { authenticator } = await withPasskey('kim');
      const assertion = authenticator.get(await ask({ for: 'login' }));
      const answers = await race(server, 50, () => enter({ assertion }));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await enter({ assertion })).toEqual(REFUSED);
    });

    test('an answer that was used is known however many came after it', async () => {
      const { ask, link, enter } = client();
      const caller = await signUp('lea');
      const authenticator = softwareAuthenticator(ORIGIN);
      const options = await ask({ for: 'registration' }, sessionOf(caller));
      // Counts nothing, as the authenticators of phones do: the counter tells no replay.
      await link(caller, { attestation: authenticator.create(options, { counter: 0 }) });
      const answer = async () => authenticator.get(await ask({ for: 'login' }), { counter: 0 });
      const first = await answer();
      expect((await enter({ assertion: first })).status).toBe(200);
      for (let time = 0; time < 20; time += 1) {
        server.clock.advance(1);
        expect((await enter({ assertion: await answer() })).status).toBe(200);
      }
      expect(await enter({ assertion: first })).toEqual(REFUSED);
      expect((await storedOf(caller.id)).used).toHaveLength(16);
    });

    test('an answer comes in time', async () => {
      const { ask, link, enter, withPasskey } = client();
      const { authenticator, caller } = await withPasskey('mia');
      const assertion = authenticator.get(await ask({ for: 'login' }));
      const options = await ask({ for: 'registration' }, sessionOf(caller));
      server.clock.advance(6 * MINUTE);
      expect(await enter({ assertion })).toEqual(REFUSED);
      expect(await link(caller, { attestation: softwareAuthenticator(ORIGIN).create(options) })).toEqual(
        REFUSED,
      );
    });

    test.each([
      {},
      { id: 'x' },
      { assertion: null },
      { assertion: { id: { ne: null } } },
      {
        assertion: { id: 'x', response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' } },
      },
      { attestation: { id: 'x', response: { clientDataJSON: 'e30', attestationObject: '!' } } },
      { attestation: [] },
    ])('%j lets nobody in', async (passkey) => {
      expect(await client().enter(passkey)).toEqual(REFUSED);
    });

    test.each([{}, { for: 'anything' }, { for: null }, { for: { ne: 1 } }])(
      '%j asks for nothing',
      async (passkey) => {
        const body = { challengeData: { passkey } };
        expect(await httpRequest(server, { path: '/challenge', body })).toEqual(REFUSED);
      },
    );
  },
  { auth: { passkey: SETTINGS } },
);

test('a passkey can be a second factor', async () => {
  const [memory] = storages;
  if (!memory) throw new TypeError('the storage in memory can always be had');
  const auth = { passkey: { ...SETTINGS, policy: 'additional' as const } };
  const server = await startServer(memory, { appId: 'passkeys as second factor', auth });
  try {
    const { ask, link, enter } = clientOf(server);
    connectSdk(server);
    const caller = await signUp('ada');
    const authenticator = softwareAuthenticator(ORIGIN);
    const options = await ask({ for: 'registration' }, sessionOf(caller));
    expect((await link(caller, { attestation: authenticator.create(options) })).status).toBe(200);
    await expect(Parse.User.logIn('ada', 'secret')).rejects.toMatchObject({
      message: 'Missing additional authData passkey',
    });
    const request = await ask({ for: 'login' }, {}, { username: 'ada', password: 'secret' });
    const assertion = authenticator.get(request);
    const logged = await Parse.User.logInWithAdditionalAuth('ada', 'secret', { passkey: { assertion } });
    expect(logged.id).toBe(caller.id);
    const alone = authenticator.get(await ask({ for: 'login' }));
    expect((await enter({ assertion: alone })).status).not.toBe(200);
    // The SDK's log-in ended the session that this device had before.
    const session = { sessionToken: logged.getSessionToken() ?? '' };
    const removed = await link({ ...caller, session }, { remove: authenticator.passkeys[0]?.id });
    expect(removed.status).toBe(200);
    expect((await Parse.User.logIn('ada', 'secret')).id).toBe(caller.id);
  } finally {
    await server.close();
  }
});
