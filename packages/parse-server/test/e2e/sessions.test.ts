import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf, MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';
import { race } from './support/race.js';

const DAY = 86_400_000;
const INVALID = '209 Invalid session token';

describeOnEveryStorage('sessions', (server) => {
  const sessionsOf = (as: object): Promise<Parse.Session[]> => new Parse.Query(Parse.Session).find(as);

  test('a sign-up makes a session that says so', async () => {
    const anna = await signUp('anna');
    const [session] = await sessionsOf(anna.session);
    expect(session?.getSessionToken()).toBe(anna.session.sessionToken);
    expect(session?.get('createdWith')).toEqual({ action: 'signup', authProvider: 'password' });
    expect(session?.get('user').id).toBe(anna.id);
    expect(session?.get('expiresAt')).toBeInstanceOf(Date);
  });

  test('a search for one id is a search, whoever has no session is told so first', async () => {
    const schema = new Parse.Schema('_Session');
    const open = Object.fromEntries(
      ['get', 'count', 'create', 'update', 'delete', 'addField'].map((action) => [action, { '*': true }]),
    );
    const seeker = await signUp('seeker');
    const [session] = await sessionsOf(seeker.session);
    const byId = (as: object): Promise<unknown> =>
      new Parse.Query(Parse.Session).get(session ? idOf(session) : '', as);
    await schema.setCLP({ ...open, find: {} }).update();
    try {
      expect(await refusalOf(byId(seeker.session))).toBe('119 Permission denied');
      expect(await refusalOf(byId({}))).toBe('209 Permission denied');
    } finally {
      await schema.setCLP({ ...open, find: { '*': true } }).update();
    }
    expect(await refusalOf(byId(seeker.session))).toBe('none');
  });

  test('the current session', async () => {
    const bert = await signUp('bert');
    const session = await httpRequest(server, {
      path: '/sessions/me',
      headers: { 'X-Parse-Session-Token': bert.session.sessionToken },
    });
    expect(session.body).toMatchObject({
      sessionToken: bert.session.sessionToken,
      user: { objectId: bert.id },
    });
  });

  test.for(['/users/me', '/sessions/me'])(
    '%s is about the session, even beside the master key',
    async (path) => {
      const name = `owner of ${path}`;
      const owner = await signUp(name);
      const headers = {
        'X-Parse-Master-Key': server.masterKey,
        'X-Parse-Session-Token': owner.session.sessionToken,
      };
      const own = await httpRequest(server, { path, headers });
      expect(own).toMatchObject({ status: 200, body: { sessionToken: owner.session.sessionToken } });
      expect(await httpRequest(server, { path: '/logout', headers, body: {} })).toMatchObject({
        status: 200,
      });
      expect(await httpRequest(server, { path, headers })).toMatchObject({
        status: 400,
        body: { code: 209 },
      });
    },
  );

  test('Parse.Session.current is the session of the current user', async () => {
    Parse.User.enableUnsafeCurrentUser();
    const cleo = await signUp('cleo');
    const current = await Parse.Session.current<Parse.Session>();
    expect(current.getSessionToken()).toBe(cleo.session.sessionToken);
    expect(Parse.Session.isCurrentSessionRevocable()).toBe(true);
    await Parse.User.logOut();
    Parse.User.disableUnsafeCurrentUser();
  });

  test('users see their own sessions only', async () => {
    const dirk = await signUp('dirk');
    const emma = await signUp('emma');
    await Parse.User.logIn('dirk', 'secret', { installationId: 'second device' });
    expect(await sessionsOf(dirk.session)).toHaveLength(2);
    expect(await sessionsOf(emma.session)).toHaveLength(1);
    expect(await refusalOf(sessionsOf({}))).toBe('209 Permission denied');
    expect((await sessionsOf(MASTER)).length).toBeGreaterThanOrEqual(3);
  });

  test('a session that its user destroys is over', async () => {
    const fritz = await signUp('fritz');
    const other = await Parse.User.logIn('fritz', 'secret', { installationId: 'lost phone' });
    const lost = (await sessionsOf(fritz.session)).find(
      (each) => each.get('installationId') === 'lost phone',
    );
    await lost?.destroy(fritz.session);

    expect(await refusalOf(Parse.User.me(other.getSessionToken() ?? ''))).toBe(INVALID);
    expect((await Parse.User.me(fritz.session.sessionToken)).id).toBe(fritz.id);
  });

  test('nobody destroys the session of somebody else', async () => {
    const gerd = await signUp('gerd');
    const hanna = await signUp('hanna');
    const [session] = await sessionsOf(gerd.session);
    expect(await refusalOf(session?.destroy(hanna.session) ?? Promise.resolve())).toMatch(/^101 /);
    expect((await Parse.User.me(gerd.session.sessionToken)).id).toBe(gerd.id);
  });

  test('an installation has one session', async () => {
    const ilse = await signUp('ilse');
    const first = await Parse.User.logIn('ilse', 'secret', { installationId: 'tablet' });
    const second = await Parse.User.logIn('ilse', 'secret', { installationId: 'tablet' });
    expect(await refusalOf(Parse.User.me(first.getSessionToken() ?? ''))).toBe(INVALID);
    expect((await Parse.User.me(second.getSessionToken() ?? '')).id).toBe(ilse.id);
  });

  test('logging out ends the session at once', async () => {
    const jens = await signUp('jens');
    await Parse.User.me(jens.session.sessionToken);
    await httpRequest(server, {
      path: '/logout',
      body: {},
      headers: { 'X-Parse-Session-Token': jens.session.sessionToken },
    });
    expect(await refusalOf(new Parse.Query('Anything').find(jens.session))).toBe(INVALID);
  });

  test('a session cannot be given to somebody else', async () => {
    const kurt = await signUp('kurt');
    const lisa = await signUp('lisa');
    const [session] = await sessionsOf(kurt.session);
    for (const body of [
      { user: lisa.user.toPointer() },
      { sessionToken: 'r:mine' },
      { expiresAt: new Date() },
    ]) {
      const answer = await httpRequest(server, {
        method: 'PUT',
        path: `/sessions/${session ? idOf(session) : ''}`,
        body,
        headers: { 'X-Parse-Session-Token': kurt.session.sessionToken },
      });
      expect(answer.body).toMatchObject({ code: 105 });
    }
  });

  test('a session carries fields of the app', async () => {
    const mona = await signUp('mona');
    const [session] = await sessionsOf(mona.session);
    await session?.save({ device: 'watch' }, mona.session);
    expect((await sessionsOf(mona.session))[0]?.get('device')).toBe('watch');
  });

  test('a session ends after a year', async () => {
    const nils = await signUp('nils');
    server.clock.advance(364 * DAY);
    expect((await Parse.User.me(nils.session.sessionToken)).id).toBe(nils.id);
    server.clock.advance(2 * DAY);
    expect(await refusalOf(Parse.User.me(nils.session.sessionToken))).toMatch(/^209 /);
  });
});

describeOnEveryStorage(
  'short sessions',
  (server) => {
    test('a session ends when its length has passed, used or not', async () => {
      const olga = await signUp('olga');
      server.clock.advance(50_000);
      expect((await Parse.User.me(olga.session.sessionToken)).id).toBe(olga.id);
      server.clock.advance(11_000);
      expect(await refusalOf(Parse.User.me(olga.session.sessionToken))).toMatch(/^209 /);
    });
  },
  { sessionLength: 60 },
);

describeOnEveryStorage(
  'sessions that are extended',
  (server) => {
    test('live on while they are used, and only then', async () => {
      const used = await signUp('pia');
      const unused = await signUp('rolf');
      server.clock.advance(50_000);
      expect((await Parse.User.me(used.session.sessionToken)).id).toBe(used.id);
      server.clock.advance(50_000);
      expect((await Parse.User.me(used.session.sessionToken)).id).toBe(used.id);
      expect(await refusalOf(Parse.User.me(unused.session.sessionToken))).toBe(INVALID);
    });

    test('are extended when many use them at the same time', async () => {
      const { id, session } = await signUp('sven');
      server.clock.advance(30_000);
      const before = server.clock.now().getTime();
      const users = await race(server, 10, () => Parse.User.me(session.sessionToken));
      expect(new Set(users.map((user) => user.id))).toEqual(new Set([id]));
      const query = new Parse.Query(Parse.Session).equalTo('user', Parse.User.createWithoutData(id));
      const [row, ...others] = await query.find(MASTER);
      expect(others).toEqual([]);
      expect(row?.get('expiresAt').getTime()).toBeGreaterThanOrEqual(before + 60_000);
    });
  },
  { sessionLength: 60, extendSessionOnUse: true },
);
