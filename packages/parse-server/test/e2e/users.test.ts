import Parse from 'parse/node';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { idOf, MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';
import { race } from './support/race.js';

const TAKEN = '202 Account already exists for this username.';
const WRONG = '101 Invalid username/password.';

describeOnEveryStorage('users', (server) => {
  test('sign-up gives an id and a session, and keeps the password to itself', async () => {
    const user = await new Parse.User({ username: 'anna', password: 'secret', nick: 'An' }).signUp();
    expect(user.id).toMatch(/^\w{10}$/);
    expect(user.getSessionToken()).toMatch(/^r:[0-9a-f]{32}$/);

    const read = await new Parse.Query(Parse.User).get(idOf(user), MASTER);
    expect(read.attributes).toMatchObject({ username: 'anna', nick: 'An' });
    expect(read.has('password')).toBe(false);
    expect(Object.keys(read.attributes).filter((key) => key.startsWith('_'))).toEqual([]);
  });

  test('several users have null for an address', async () => {
    const enter = (username: string) =>
      httpRequest(server, { path: '/users', body: { username, password: 'secret', email: null } });
    const [first, second] = [await enter('null one'), await enter('null two')];
    expect([first.status, second.status]).toEqual([201, 201]);
    const headers = { 'X-Parse-Session-Token': second.body.sessionToken };
    const change = (email: string | null) =>
      httpRequest(server, {
        method: 'PUT',
        path: `/users/${second.body.objectId}`,
        body: { email },
        headers,
      });
    expect((await change('null@example.org')).status).toBe(200);
    expect((await change(null)).status).toBe(200);
    const stored = await new Parse.Query(Parse.User).get(second.body.objectId, MASTER);
    expect(stored.get('email')).toBeUndefined();
  });

  test('a new user is private', async () => {
    const carl = await signUp('carl');
    const dora = await signUp('dora');
    const stored = await new Parse.Query(Parse.User).get(carl.id, MASTER);
    expect(stored.getACL()?.toJSON()).toEqual({ [carl.id]: { read: true, write: true } });
    expect(await refusalOf(new Parse.Query(Parse.User).get(carl.id))).toBe('101 Object not found.');
    expect(await refusalOf(new Parse.Query(Parse.User).get(carl.id, dora.session))).toBe(
      '101 Object not found.',
    );
    expect((await new Parse.Query(Parse.User).get(carl.id, carl.session)).id).toBe(carl.id);
  });

  test('logIn gives the user and a new session', async () => {
    const emil = await signUp('emil', { age: 7 });
    const user = await Parse.User.logIn('emil', 'secret');
    expect(user.id).toBe(emil.id);
    expect(user.get('age')).toBe(7);
    expect(user.getSessionToken()).not.toBe(emil.session.sessionToken);
  });

  test.each([
    ['GET', { usePost: false }],
    ['POST', { usePost: true }],
  ])('logIn by %s', async (method, options) => {
    await signUp(`by ${method}`);
    expect((await Parse.User.logIn(`by ${method}`, 'secret', options)).getUsername()).toBe(`by ${method}`);
  });

  test('log-in by e-mail', async () => {
    await signUp('fred', { email: 'fred@example.com' });
    const body = { email: 'fred@example.com', password: 'secret' };
    const answer = await httpRequest(server, { path: '/login', body });
    expect(answer).toMatchObject({
      status: 200,
      body: { username: 'fred', sessionToken: expect.any(String) },
    });
    const asName = await httpRequest(server, {
      path: '/login',
      body: { ...body, username: 'someone else', email: undefined },
    });
    expect(asName.body.code).toBe(101);
  });

  test('a wrong password and an unknown name are told apart by nobody', async () => {
    await signUp('gina');
    expect(await refusalOf(Parse.User.logIn('gina', 'wrong'))).toBe(WRONG);
    expect(await refusalOf(Parse.User.logIn('nobody', 'secret'))).toBe(WRONG);
  });

  test.each([
    ['/users', {}, 200],
    ['/users', { username: 'x' }, 201],
    ['/users', { password: 'x' }, 200],
    ['/users', { username: '', password: 'x' }, 200],
    ['/users', { username: 5, password: 'x' }, 200],
    ['/users', { username: 'x', password: 5 }, 201],
    ['/users', { username: 'x', password: 'x', email: 'no address' }, 125],
    ['/login', {}, 200],
    ['/login', { username: 'x' }, 201],
  ])('%s with %j is refused with %i', async (path, body, code) => {
    expect((await httpRequest(server, { path, body })).body).toMatchObject({ code });
  });

  test('a name or an address is taken in any case of letters', async () => {
    await signUp('Hugo', { email: 'Hugo@example.com' });
    const emailTaken = '203 Account already exists for this email address.';
    expect(await refusalOf(signUp('Hugo'))).toBe(TAKEN);
    expect(await refusalOf(signUp('hugo'))).toBe(TAKEN);
    expect(await refusalOf(signUp('hugo2', { email: 'Hugo@example.com' }))).toBe(emailTaken);
    expect(await refusalOf(signUp('hugo3', { email: 'hugo@EXAMPLE.com' }))).toBe(emailTaken);

    const ines = await signUp('ines');
    expect(await refusalOf(ines.user.save({ username: 'HUGO' }, ines.session))).toBe(TAKEN);
  });

  test('of concurrent sign-ups with one name one succeeds', async () => {
    const refusals = await race(server, 10, () => refusalOf(signUp('crowded')));
    expect(refusals.filter((refusal) => refusal === 'none')).toHaveLength(1);
    expect(refusals.filter((refusal) => refusal === TAKEN)).toHaveLength(9);
  });

  test('users change themselves, and nobody else', async () => {
    const jane = await signUp('jane');
    const karl = await signUp('karl');
    await jane.user.save({ age: 30 }, jane.session);
    expect((await new Parse.Query(Parse.User).get(jane.id, MASTER)).get('age')).toBe(30);

    const change = (caller?: typeof karl) =>
      httpRequest(server, {
        method: 'PUT',
        path: `/users/${jane.id}`,
        body: { age: 1 },
        headers: caller ? { 'X-Parse-Session-Token': caller.session.sessionToken } : {},
      });
    expect((await change(karl)).body.code).toBe(206);
    expect((await change()).body.code).toBe(206);
  });

  test('the e-mail is for its owner', async () => {
    const acl = new Parse.ACL();
    acl.setPublicReadAccess(true);
    const lena = await signUp('lena', { email: 'lena@example.com', ACL: acl });
    const email = async (as: object): Promise<unknown> =>
      (await new Parse.Query(Parse.User).get(lena.id, as)).get('email');
    expect(await email({})).toBeUndefined();
    expect(await email(MASTER)).toBe('lena@example.com');
    expect(await email(lena.session)).toBe('lena@example.com');
  });

  test('clients cannot say that an address is verified', async () => {
    const max = await signUp('max', { email: 'max@example.com' });
    expect(await refusalOf(max.user.save({ emailVerified: true }, max.session))).toMatch(/^119 /);
  });

  test('nobody destroys the account of another', async () => {
    const olga = await signUp('owner of the account');
    const paul = await signUp('another user');
    const stranger = Parse.User.createWithoutData(olga.id);
    expect(await refusalOf(stranger.destroy(paul.session))).toBe('206 Permission denied');
    expect(await refusalOf(stranger.destroy())).toBe('206 Insufficient auth to delete user');
  });

  test('a user who destroys the account is gone', async () => {
    const nora = await signUp('nora');
    await nora.user.destroy(nora.session);
    expect(await refusalOf(Parse.User.logIn('nora', 'secret'))).toBe(WRONG);
    expect(await refusalOf(Parse.User.me(nora.session.sessionToken))).toMatch(/^209 /);
  });

  test('verifyPassword answers without a session', async () => {
    await signUp('otto');
    const user: unknown = await Parse.User.verifyPassword('otto', 'secret');
    expect(user).toMatchObject({ username: 'otto' });
    expect(user).not.toHaveProperty('sessionToken');
    expect(await refusalOf(Parse.User.verifyPassword('otto', 'wrong'))).toBe(WRONG);
  });

  test('loginAs needs the master key', async () => {
    const paul = await signUp('paul');
    expect((await Parse.User.loginAs(paul.id)).getSessionToken()).toMatch(/^r:/);
    const asClient = await httpRequest(server, { path: '/loginAs', body: { userId: paul.id } });
    expect(asClient).toEqual({ status: 400, body: { code: 119, error: 'Permission denied' } });
  });
});

describeOnEveryStorage(
  'users of an app that keeps names and addresses in small letters',
  (server) => {
    test('have them as triggers leave them, too', async () => {
      const { id } = await signUp('Rosa', { email: 'Rosa@Example.com' });
      const user = await new Parse.Query(Parse.User).get(id, MASTER);
      expect(user.toJSON()).toMatchObject({ username: 'rosa by trigger', email: 'rosa@example.com' });
      expect(await refusalOf(Parse.User.logIn('Rosa by Trigger', 'secret'))).toBe('none');
      const byEmail = { email: 'ROSA@example.com', password: 'secret' };
      expect((await httpRequest(server, { path: '/login', body: byEmail })).status).toBe(200);
    });
  },
  {
    convertEmailToLowercase: true,
    convertUsernameToLowercase: true,
    cloud: () =>
      Parse.Cloud.beforeSave('_User', ({ object }) => {
        object.set({ username: 'Rosa by Trigger', email: 'ROSA@example.com' });
      }),
  },
);

describeOnEveryStorage('the current user', () => {
  beforeAll(() => Parse.User.enableUnsafeCurrentUser());
  afterEach(async () => Parse.User.logOut());

  test('is whoever signed up or logged in, until logOut', async () => {
    const { id } = await signUp('rita');
    expect(Parse.User.current()?.id).toBe(id);
    const token = Parse.User.current()?.getSessionToken() ?? '';

    await Parse.User.logOut();
    expect(Parse.User.current()).toBeNull();
    expect(await refusalOf(Parse.User.me(token))).toBe('209 Invalid session token');

    await Parse.User.logIn('rita', 'secret');
    expect(Parse.User.current()?.id).toBe(id);
  });

  test('makes the requests', async () => {
    const { user } = await signUp('sven');
    const note = new Parse.Object('Diary', { text: 'dear' });
    note.setACL(new Parse.ACL(user));
    await note.save();
    expect(await new Parse.Query('Diary').count()).toBe(1);
    await Parse.User.logOut();
    expect(await new Parse.Query('Diary').count()).toBe(0);
  });

  test('become takes over a session', async () => {
    const tina = await signUp('tina');
    await signUp('uwe');
    const became = await Parse.User.become(tina.session.sessionToken);
    expect(became.id).toBe(tina.id);
    expect(Parse.User.current()?.getUsername()).toBe('tina');
    expect(await refusalOf(Parse.User.become('r:00000000000000000000000000000000'))).toBe(
      '209 Invalid session token',
    );
  });

  test('is updated by what it saves and fetches', async () => {
    await signUp('vera');
    await Parse.User.current()?.save({ city: 'Bonn' });
    expect(Parse.User.current()?.get('city')).toBe('Bonn');
    const fetched = await Parse.User.current()?.fetch();
    expect(fetched?.get('city')).toBe('Bonn');
    expect(fetched?.getSessionToken()).toMatch(/^r:/);
  });

  test('a new password ends every other session and keeps this one going', async () => {
    await signUp('will');
    const elsewhere = await Parse.User.logIn('will', 'secret', { installationId: 'elsewhere' });
    const here = await Parse.User.logIn('will', 'secret');
    await here.save({ password: 'changed' });

    expect((await Parse.User.me(Parse.User.current()?.getSessionToken() ?? '')).id).toBe(here.id);
    expect(await refusalOf(Parse.User.me(elsewhere.getSessionToken() ?? ''))).toBe(
      '209 Invalid session token',
    );
    expect(await refusalOf(Parse.User.logIn('will', 'secret'))).toBe(WRONG);
    expect((await Parse.User.logIn('will', 'changed')).id).toBe(here.id);
  });
});
