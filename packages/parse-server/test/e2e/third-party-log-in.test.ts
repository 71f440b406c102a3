import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf, MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { fakeProviders, mfaOf } from './support/fake-providers.js';
import { httpRequest, type HttpAnswer } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';
import { race } from './support/race.js';

const UNSUPPORTED = { code: 252, error: 'This authentication method is unsupported.' };
const LINKED = { code: 208, error: 'this auth is already used' };

describeOnEveryStorage(
  'third-party log-in',
  (server) => {
    const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
      httpRequest(server, { path, body, headers });
    const put = (id: string, body: object, sessionToken: string): Promise<HttpAnswer> =>
      httpRequest(server, {
        method: 'PUT',
        path: `/users/${id}`,
        body,
        headers: { 'X-Parse-Session-Token': sessionToken },
      });
    const club = (id: string, more: object = {}) => ({
      authData: { club: { id, token: `good ${id}`, ...more } },
    });

    test('the same request signs up and then logs in', async () => {
      const first = await post('/users', club('ada'));
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({
        username: expect.any(String),
        sessionToken: expect.stringMatching(/^r:/),
        authDataResponse: { club: { welcome: 'ada' } },
      });
      expect(first.body).not.toHaveProperty('authData');
      const second = await post('/users', club('ada'));
      expect(second.status).toBe(200);
      expect(second.body).toMatchObject({
        objectId: first.body.objectId,
        username: first.body.username,
        authData: { club: { id: 'ada', token: 'good ada' } },
      });
      expect(second.body.sessionToken).not.toBe(first.body.sessionToken);
    });

    test('sessions say how they were made', async () => {
      const signedUp = await post('/users', club('bea'));
      const loggedIn = await post('/users', club('bea'));
      const createdWith = async ({ body }: HttpAnswer): Promise<unknown> =>
        (
          await httpRequest(server, {
            path: '/sessions/me',
            headers: { 'X-Parse-Session-Token': body.sessionToken },
          })
        ).body.createdWith;
      expect(await createdWith(signedUp)).toEqual({ action: 'signup', authProvider: 'club' });
      expect(await createdWith(loggedIn)).toEqual({ action: 'login', authProvider: 'club' });
    });

    test('a proof that is wrong or of somebody else lets nobody in', async () => {
      await post('/users', club('cay'));
      for (const token of ['bad', 'good somebody else', '', undefined, 5, null, ['good cay']]) {
        const answer = await post('/users', { authData: { club: { id: 'cay', token } } });
        expect(answer).toEqual({ status: 404, body: { code: 101, error: 'club says no' } });
      }
      expect((await post('/users', club('unknown', { token: 'bad' }))).body.code).toBe(101);
    });

    test('what a provider dies of is not told (#9937)', async () => {
      expect((await post('/users', club('x', { token: 'crash' }))).body).toEqual({
        code: 141,
        error: 'Auth failed.',
      });
    });

    test.each([
      ['an unknown provider', { other: { id: 'x' } }, UNSUPPORTED],
      ['a name of every object', { constructor: { id: 'x' } }, { code: 105 }],
      ['no id', { club: { token: 'good ' } }, UNSUPPORTED],
      ['an empty id', { club: { id: '', token: 'good ' } }, UNSUPPORTED],
      ['a number as id', { club: { id: 5, token: 'good 5' } }, { code: 162 }],
      ['an operator as id', { club: { id: { $ne: null }, token: 'x' } }, {}],
      ['a text as data', { club: 'x' }, UNSUPPORTED],
      ['a list as data', { club: [{ id: 'x' }] }, UNSUPPORTED],
      ['nothing at all', {}, { code: 200 }],
      ['only a provider to be rid of', { club: null }, { code: 200 }],
      ['only a second factor', { mfa: { code: 'set up' } }, { code: 200 }],
    ])('%s is no identity', async (_name, authData, error) => {
      const answer = await post('/users', { authData });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject(error);
      expect(answer.body).not.toHaveProperty('sessionToken');
    });

    test('a log-in stores what the client sends anew', async () => {
      await post('/users', club('dee', { city: 'Rome' }));
      const { body } = await post('/users', club('dee', { city: 'Oslo' }));
      expect(body.authData.club.city).toBe('Oslo');
    });

    test('of sign-ups at the same time one makes the user and none a second one', async () => {
      const answers = await race(server, 50, () => post('/users', club('eve')));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(new Set(answers.flatMap(({ body }) => body.objectId ?? [])).size).toBe(1);
      expect(answers.filter(({ status, body }) => status >= 400 && body.code !== 208)).toEqual([]);
    });

    test('a user links a provider, logs in by it, and unlinks it', async () => {
      const fay = await signUp('fay');
      const { sessionToken } = fay.session;
      expect((await put(fay.id, club('fay'), sessionToken)).body).toMatchObject({
        authDataResponse: { club: { welcome: 'fay' } },
      });
      expect((await post('/users', club('fay'))).body.objectId).toBe(fay.id);
      expect((await put(fay.id, { authData: { club: null } }, sessionToken)).status).toBe(200);
      expect((await new Parse.Query(Parse.User).get(fay.id, MASTER)).get('authData')?.club).toBeUndefined();
      const again = await post('/users', club('fay'));
      expect(again.status).toBe(201);
      expect(again.body.objectId).not.toBe(fay.id);
    });

    test('the SDK links and unlinks', async () => {
      const gil = await signUp('gil');
      await gil.user.linkWith('club', { authData: { id: 'gil', token: 'good gil' } }, gil.session);
      expect(gil.user._isLinked('club')).toBe(true);
      await gil.user._unlinkFrom('club', gil.session);
      expect((await post('/users', club('gil'))).status).toBe(201);
      const logged = await Parse.User.logInWith('club', { authData: { id: 'gus', token: 'good gus' } });
      expect(logged.getSessionToken()).toMatch(/^r:/);
    });

    test('an identity of another user cannot be linked', async () => {
      await post('/users', club('hal'));
      const ivy = await signUp('ivy');
      expect(await put(ivy.id, club('hal'), ivy.session.sessionToken)).toEqual({ status: 400, body: LINKED });
      expect((await post('/login', { username: 'ivy', password: 'secret', ...club('hal') })).body).toEqual(
        LINKED,
      );
      const both = { authData: { ...club('hal').authData, squad: { id: 'hal', token: 'good hal' } } };
      await post('/users', { authData: { squad: { id: 'hal', token: 'good hal' } } });
      expect((await post('/users', both)).body).toEqual(LINKED);
    });

    test('whether an identity is linked is told to nobody who does not prove it', async () => {
      await post('/users', club('kay'));
      await post('/users', { authData: { squad: { id: 'kay', token: 'good kay' } } });
      const max = await signUp('max');
      const answers = async (id: string) => {
        const wrong = club(id, { token: 'bad' });
        const both = { authData: { ...wrong.authData, squad: { id, token: 'bad' } } };
        return [
          await put(max.id, wrong, max.session.sessionToken),
          await post('/login', { username: 'max', password: 'secret', ...wrong }),
          await post('/users', both),
        ];
      };
      expect(await answers('kay')).toEqual(await answers('nobody'));
    });

    test('nobody links for somebody else', async () => {
      const jay = await signUp('jay');
      const kim = await signUp('kim');
      expect((await put(jay.id, club('jay'), kim.session.sessionToken)).body.code).toBe(206);
    });

    test('a link that is wrong is not stored', async () => {
      const lea = await signUp('lea');
      expect((await put(lea.id, club('lea', { token: 'bad' }), lea.session.sessionToken)).body.code).toBe(
        101,
      );
      expect((await new Parse.Query(Parse.User).get(lea.id, MASTER)).get('authData')).toBeUndefined();
    });

    test('what is stored is for the eyes of its user', async () => {
      const acl = new Parse.ACL();
      acl.setPublicReadAccess(true);
      const mia = await post('/users', { ...club('mia'), ACL: acl.toJSON() });
      const read = (headers: Record<string, string>) =>
        httpRequest(server, { path: `/users/${mia.body.objectId}`, headers });
      const nat = await signUp('nat');
      expect((await read({})).body).not.toHaveProperty('authData');
      expect((await read({ 'X-Parse-Session-Token': nat.session.sessionToken })).body).not.toHaveProperty(
        'authData',
      );
      expect((await read({ 'X-Parse-Session-Token': mia.body.sessionToken })).body.authData.club.id).toBe(
        'mia',
      );
    });

    test('a provider that finds out the identity by itself is asked once', async () => {
      const first = await post('/users', { authData: { code: { code: 'for ola' } } });
      expect(first.status).toBe(201);
      const second = await post('/users', { authData: { code: { code: 'for ola' } } });
      expect(second).toMatchObject({ status: 200, body: { objectId: first.body.objectId } });
      expect(second.body.authData).toEqual({ code: { id: 'ola' } });
      const pretended = await post('/users', { authData: { code: { id: 'ola', code: 'for pip' } } });
      expect(pretended.body.objectId).not.toBe(first.body.objectId);
    });

    test('a provider written for Parse Server works in both of its forms (CVE-2026-116163)', async () => {
      const first = await post('/users', { authData: { legacy: { id: 'quin', password: 'open' } } });
      expect(first.status).toBe(201);
      expect((await post('/users', { authData: { legacy: { id: 'quin', password: 'open' } } })).status).toBe(
        200,
      );
      expect((await post('/users', { authData: { legacy: { id: 'quin', password: 'shut' } } })).body).toEqual(
        {
          code: 101,
          error: 'legacy says no',
        },
      );
      expect(
        (await post('/users', { authData: { subclass: { id: 'quin', password: 'shut' } } })).body.code,
      ).toBe(101);
      expect(
        (await post('/users', { authData: { subclass: { id: 'quin', password: 'open' } } })).status,
      ).toBe(201);
    });

    test('a user with an empty ACL is not let in', async () => {
      const { body } = await post('/users', club('rob'));
      const user = await new Parse.Query(Parse.User).get(body.objectId, MASTER);
      user.setACL(new Parse.ACL());
      await user.save(null, MASTER);
      expect((await post('/users', club('rob'))).body).toEqual({
        code: 101,
        error: 'Invalid username/password.',
      });
    });
  },
  { auth: fakeProviders() },
);

describeOnEveryStorage(
  'a second factor',
  (server) => {
    const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
      httpRequest(server, { path, body, headers });
    const enrol = async (name: string) => {
      const caller = await signUp(name);
      const answer = await httpRequest(server, {
        method: 'PUT',
        path: `/users/${caller.id}`,
        body: { authData: { mfa: { code: 'set up' } } },
        headers: { 'X-Parse-Session-Token': caller.session.sessionToken },
      });
      expect(answer.body.authDataResponse).toEqual({ mfa: { codes: ['1', '2', '3'] } });
      return caller;
    };
    const logIn = (username: string, authData?: object) =>
      post('/login', { username, password: 'secret', ...(authData && { authData }) });

    test('is asked for once it is set up', async () => {
      const ada = await enrol('ada');
      expect((await logIn('ada')).body).toEqual({ code: -1, error: 'Missing additional authData mfa' });
      expect((await logIn('ada', { mfa: { code: 'wrong' } })).body.code).toBe(101);
      expect((await logIn('ada', { mfa: null })).body.code).toBe(-1);
      const answer = await logIn('ada', { mfa: { code: '1' } });
      expect(answer.body).toMatchObject({ objectId: ada.id, sessionToken: expect.any(String) });
      expect(answer.body.authData).toEqual({ mfa: { status: 'enabled' } });
    });

    test('does not tell whether the password is right', async () => {
      await enrol('bea');
      const wrong = { username: 'bea', password: 'wrong', authData: { mfa: { code: '1' } } };
      expect((await post('/login', wrong)).body).toEqual({ code: 101, error: 'Invalid username/password.' });
    });

    test('a code works once, also when it is used by many at once', async () => {
      await enrol('cay');
      const answers = await race(server, 50, () => logIn('cay', { mfa: { code: '2' } }));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect((await logIn('cay', { mfa: { code: '2' } })).body.code).toBe(101);
      expect((await logIn('cay', { mfa: { code: '3' } })).status).toBe(200);
    });

    test('is asked for beside a provider, but not beside one that is enough alone', async () => {
      const dee = await enrol('dee');
      const link = (authData: object) =>
        httpRequest(server, {
          method: 'PUT',
          path: `/users/${dee.id}`,
          body: { authData },
          headers: { 'X-Parse-Session-Token': dee.session.sessionToken },
        });
      await link({ club: { id: 'dee', token: 'good dee' }, squad: { id: 'dee', token: 'good dee' } });
      const by = (authData: object) => post('/users', { authData });
      expect((await by({ club: { id: 'dee', token: 'good dee' } })).body.code).toBe(-1);
      expect((await by({ club: { id: 'dee', token: 'good dee' }, mfa: { code: '1' } })).status).toBe(200);
      expect((await by({ squad: { id: 'dee', token: 'good dee' } })).status).toBe(200);
    });

    test('what it keeps is shown to nobody but the master key', async () => {
      const eli = await enrol('eli');
      const paths = [`/users/${eli.id}`, '/users/me', '/verifyPassword?username=eli&password=secret'];
      for (const path of paths) {
        const { body } = await httpRequest(server, {
          path,
          headers: { 'X-Parse-Session-Token': eli.session.sessionToken },
        });
        expect(body.authData).toEqual({ mfa: { status: 'enabled' } });
      }
      expect(await mfaOf(eli.id)).toEqual({ codes: ['1', '2', '3'] });
    });

    test('stays as it is when a client sends back what it was shown', async () => {
      const fay = await enrol('fay');
      await fay.user.fetch(fay.session);
      await fay.user.linkWith('club', { authData: { id: 'fay', token: 'good fay' } }, fay.session);
      expect(await mfaOf(fay.id)).toEqual({ codes: ['1', '2', '3'] });
    });

    test('answers challenges for a user who is named by a password or an identity', async () => {
      const gil = await enrol('gil');
      const question = { challengeData: { mfa: { want: 'hint' } } };
      const ask = (body: object) => post('/challenge', body);
      expect((await ask({ ...question, username: 'gil', password: 'secret' })).body).toEqual({
        challengeData: { mfa: { hint: gil.id } },
      });
      expect((await ask({ ...question, username: 'gil', password: 'wrong' })).body.code).toBe(101);
      expect((await ask(question)).body).toEqual({ challengeData: { mfa: { hint: null } } });
      await gil.user.linkWith('club', { authData: { id: 'gil', token: 'good gil' } }, gil.session);
      const named = (token: string) => ask({ ...question, authData: { club: { id: 'gil', token } } });
      expect((await named('good gil')).body).toEqual({ challengeData: { mfa: { hint: gil.id } } });
      expect((await named('bad')).body).toEqual({ code: 101, error: 'User not found.' });
    });

    test.each([
      [{}, { code: -1, error: 'Nothing to challenge.' }],
      [{ challengeData: {} }, { code: -1, error: 'Nothing to challenge.' }],
      [{ challengeData: 'mfa' }, { code: -1, error: 'challengeData should be an object.' }],
      [{ challengeData: { mfa: true } }, UNSUPPORTED],
      [{ challengeData: { club: {} } }, UNSUPPORTED],
      [{ challengeData: { constructor: {} } }, UNSUPPORTED],
      [
        { challengeData: { mfa: {} }, username: 'x', password: 'y', authData: { club: { id: 'x' } } },
        {
          code: -1,
          error: 'You cannot provide username/email and authData, only use one identification method.',
        },
      ],
      [
        { challengeData: { mfa: {} }, authData: { club: { id: 'x' }, squad: { id: 'x' } } },
        { code: -1, error: 'You cannot provide more than one authData provider with an id.' },
      ],
      [
        { challengeData: { mfa: {} }, authData: { club: { id: 'nobody' } } },
        { code: 101, error: 'User not found.' },
      ],
      [{ challengeData: { mfa: {} }, authData: { club: { id: { $ne: 1 } } } }, { code: 162 }],
    ])('a challenge of %j is refused (#10224)', async (body, error) => {
      expect((await post('/challenge', body)).body).toMatchObject(error);
    });
  },
  { auth: fakeProviders() },
);

describeOnEveryStorage('anonymous users', (server) => {
  const anonymous = (id: string) => ({ authData: { anonymous: { id } } });

  test('are logged in by the SDK, and become ordinary users by a name and a password', async () => {
    const user = await Parse.AnonymousUtils.logIn();
    expect(Parse.AnonymousUtils.isLinked(user)).toBe(true);
    const session = { sessionToken: user.getSessionToken() ?? '' };
    await user.save({ username: 'grown up', password: 'secret' }, session);
    expect((await Parse.User.logIn('grown up', 'secret')).id).toBe(user.id);
    const stored = await new Parse.Query(Parse.User).get(idOf(user), MASTER);
    expect(stored.get('authData')?.anonymous).toBeUndefined();
    const again = await httpRequest(server, { path: '/users', body: { authData: user.get('authData') } });
    expect(again.status).toBe(201);
    expect(again.body.objectId).not.toBe(user.id);
  });

  test('have sessions that say so', async () => {
    const answer = await httpRequest(server, { path: '/users', body: anonymous('device 1') });
    const session = await httpRequest(server, {
      path: '/sessions/me',
      headers: { 'X-Parse-Session-Token': answer.body.sessionToken },
    });
    expect(session.body.createdWith).toEqual({ action: 'signup', authProvider: 'anonymous' });
  });
});

describeOnEveryStorage(
  'an app without anonymous users',
  (server) => {
    test('makes none', async () => {
      const body = { authData: { anonymous: { id: 'device 1' } } };
      expect((await httpRequest(server, { path: '/users', body })).body).toEqual(UNSUPPORTED);
      expect(await refusalOf(Parse.AnonymousUtils.logIn())).toBe(
        '252 This authentication method is unsupported.',
      );
    });
  },
  { enableAnonymousUsers: false },
);
