import { expect, test } from 'vitest';
import type { App } from '../src/context/app.js';
import { authenticate } from '../src/context/authenticate.js';
import { deleteObject } from '../src/objects/delete-object.js';
import { updateObject } from '../src/objects/update-object.js';
import { bindSessionToInstallation } from '../src/sessions/current-session.js';
import { logIn, logInAs } from '../src/users/log-in.js';
import { logOut } from '../src/users/log-out.js';
import { textOf, type JsonObject } from '../src/types/json.js';
import { addUser, classOf, failureOf, requestOf, startApp } from './app-fixture.js';

const INVALID = '209 Invalid session token';

const request = (app: App, sessionToken: string, installationId?: string) =>
  authenticate(app, {
    appId: 'test',
    ip: '127.0.0.1',
    sessionToken,
    ...(installationId === undefined ? {} : { installationId }),
  });

async function tokenOf(app: App, name: string, installationId?: string): Promise<string> {
  const ctx = requestOf(app, 'anonymous', installationId);
  return textOf((await logIn(ctx, { username: name, password: 'secret' })).sessionToken);
}

const sessionsIn = (app: App): Promise<number> =>
  app.storage.count(classOf(app, '_Session'), { op: 'everything' });

test('a session counts until it expires, cached or not', async () => {
  let time = Date.parse('2030-01-01T00:00:00.000Z');
  const app = await startApp({ now: () => new Date(time), settings: { sessionLength: 60, cacheTTL: 1e9 } });
  await addUser(app, 'u');
  const token = await tokenOf(app, 'u');
  time += 59_999;
  expect((await request(app, token)).auth.kind).toBe('user');
  time += 1;
  expect(await failureOf(request(app, token))).toBe(INVALID);
});

test.each<[string, (app: App, token: string) => Promise<unknown>]>([
  ['its log-out', async (app, token) => logOut(await request(app, token))],
  [
    'the removal of its user',
    (app) => deleteObject(requestOf(app, 'master'), { className: '_User', objectId: 'u' }),
  ],
  [
    'a new password',
    (app) =>
      updateObject(requestOf(app, 'master'), {
        className: '_User',
        objectId: 'u',
        body: { password: 'new' },
      }),
  ],
  [
    'its removal',
    async (app, token) => {
      const ctx = await request(app, token);
      const objectId = ctx.auth.kind === 'user' ? ctx.auth.session.objectId : '';
      await deleteObject(ctx, { className: '_Session', objectId });
    },
  ],
])('a session that is cached ends at once with %s', async (_name, end) => {
  const app = await startApp();
  await addUser(app, 'u');
  const token = await tokenOf(app, 'u');
  expect((await request(app, token)).auth.kind).toBe('user');
  await end(app, token);
  expect(await failureOf(request(app, token))).toBe(INVALID);
});

test('a session whose user is gone is none, whoever removed the user', async () => {
  const app = await startApp();
  await addUser(app, 'u');
  const token = await tokenOf(app, 'u');
  await app.storage.remove(classOf(app, '_User'), { op: 'everything' });
  expect(await failureOf(request(app, token))).toBe(INVALID);
});

test('a device keeps one session of a user; other devices and users keep theirs', async () => {
  const app = await startApp();
  await addUser(app, 'u');
  await addUser(app, 'v');
  const first = await tokenOf(app, 'u', 'phone');
  const others = [
    await tokenOf(app, 'u', 'tablet'),
    await tokenOf(app, 'v', 'phone'),
    await tokenOf(app, 'u'),
  ];
  const second = await tokenOf(app, 'u', 'phone');
  expect(await failureOf(request(app, first))).toBe(INVALID);
  for (const token of [second, ...others]) expect(await failureOf(request(app, token))).toBe('ok');
});

test('of log-ins of one device at the same time every one gives a session that lasts', async () => {
  const app = await startApp();
  await addUser(app, 'u');
  const tokens = await Promise.all(Array.from({ length: 20 }, () => tokenOf(app, 'u', 'phone')));
  for (const token of tokens) expect(await failureOf(request(app, token))).toBe('ok');
  await tokenOf(app, 'u', 'phone');
  expect(await sessionsIn(app)).toBe(1);
});

test('a session bound to an installation ends the other one of its user there', async () => {
  const app = await startApp();
  await addUser(app, 'u');
  await addUser(app, 'v');
  const old = await tokenOf(app, 'u', 'phone');
  const stranger = await tokenOf(app, 'v', 'phone');
  const token = await tokenOf(app, 'u');
  await bindSessionToInstallation(await request(app, token, 'phone'));
  expect(await failureOf(request(app, old))).toBe(INVALID);
  const auth = (await request(app, token)).auth;
  expect(auth.kind === 'user' && auth.session.installationId).toBe('phone');
  expect(await failureOf(request(app, stranger))).toBe('ok');
});

test.each<[string, JsonObject]>([
  ['its password is changed', { password: 'new' }],
  ['it is removed', {}],
])('a log-in is refused when meanwhile %s', async (_name, body) => {
  const app = await startApp();
  await addUser(app, 'u');
  app.triggers.onObject('beforeLogin', '_User', async () => {
    const ctx = requestOf(app, 'master');
    const user = { className: '_User', objectId: 'u' };
    await ('password' in body ? updateObject(ctx, { ...user, body }) : deleteObject(ctx, user));
    return undefined;
  });
  const attempt = logIn(requestOf(app), { username: 'u', password: 'secret' });
  expect(await failureOf(attempt)).toBe('101 Invalid username/password.');
  expect(await sessionsIn(app)).toBe(0);
});

test('log-ins at the same time that make the hash stronger all succeed', async () => {
  const app = await startApp({
    passwords: {
      hash: (password) => Promise.resolve(`strong${String(Math.random())}:${password}`),
      verify: (password, hash) => Promise.resolve(hash.endsWith(`:${password}`)),
      needsRehash: (hash) => hash.startsWith('hashed:'),
    },
  });
  await addUser(app, 'u');
  const tokens = await Promise.all(Array.from({ length: 10 }, () => tokenOf(app, 'u')));
  for (const token of tokens) expect(await failureOf(request(app, token))).toBe('ok');
  const [user] = await app.storage.find(classOf(app, '_User'), { op: 'everything' }, {});
  expect(user?._hashed_password).toMatch(/^strong/);
});

test.each<[string, JsonObject, JsonObject, string]>([
  ['the wrong password', {}, { username: 'u', password: 'x' }, '101 Invalid username/password.'],
  ['an unknown user', {}, { username: 'x', password: 'secret' }, '101 Invalid username/password.'],
  ['a blocked user', { ACL: {} }, { username: 'u', password: 'secret' }, '101 Invalid username/password.'],
  [
    'no hash',
    { _hashed_password: null },
    { username: 'u', password: 'secret' },
    '101 Invalid username/password.',
  ],
  ['an operator', {}, { username: { $ne: '' }, password: 'secret' }, '101 Invalid username/password.'],
  ['no name', {}, { password: 'secret' }, '200 username/email is required.'],
  ['no password', {}, { username: 'u' }, '201 password is required.'],
  ['the name', {}, { username: 'u', password: 'secret' }, 'ok'],
  ['the mail address', { email: 'u@x' }, { email: 'u@x', password: 'secret' }, 'ok'],
  ['the mail address as name', { email: 'u@x' }, { username: 'u@x', password: 'secret' }, 'ok'],
  ['both', { email: 'u@x' }, { username: 'u', email: 'u@x', password: 'secret' }, 'ok'],
])('a log-in with %s', async (_name, columns, credentials, expected) => {
  const app = await startApp();
  await addUser(app, 'u', columns);
  expect(await failureOf(logIn(requestOf(app), credentials))).toBe(expected);
});

test('a log-in shows the user as it sees itself, and no internal column', async () => {
  const app = await startApp();
  await addUser(app, 'u', { email: 'u@x', _perishable_token: 'p' });
  const answer = await logIn(requestOf(app), { username: 'u', password: 'secret' });
  expect(Object.keys(answer).sort()).toEqual([
    'createdAt',
    'email',
    'objectId',
    'sessionToken',
    'updatedAt',
    'username',
  ]);
});

test.each<['anonymous' | 'readOnly' | 'master', string]>([
  ['anonymous', '119 Permission denied'],
  ['readOnly', '119 Permission denied'],
  ['master', 'ok'],
])('logging in as somebody else with the rights of %s', async (caller, expected) => {
  const app = await startApp();
  await addUser(app, 'u');
  expect(await failureOf(logInAs(requestOf(app, caller), { userId: 'u' }))).toBe(expected);
});
