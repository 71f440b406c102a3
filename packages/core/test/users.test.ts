import { describe, expect, test } from 'vitest';
import type { App } from '../src/context/app.js';
import type { RequestContext } from '../src/context/request-context.js';
import { createObject } from '../src/objects/create-object.js';
import { deleteObject } from '../src/objects/delete-object.js';
import { getObject } from '../src/objects/get-object.js';
import { updateObject } from '../src/objects/update-object.js';
import { currentUser } from '../src/users/current-user.js';
import type { JsonObject } from '../src/types/json.js';
import { addUser, classOf, failureOf, requestOf, startApp } from './app-fixture.js';

const className = '_User';
const signUp = (app: App, body: JsonObject) => createObject(requestOf(app), { className, body });

function as(app: App, userId: string): RequestContext {
  return requestOf(app, { kind: 'user', userId, sessionToken: 't', session: { objectId: 's' } });
}

describe('signing up', () => {
  test.each<[string, JsonObject, string]>([
    ['a free name', { username: 'b', password: 'p' }, 'ok'],
    ['a taken name', { username: 'a', password: 'p' }, '202 Account already exists for this username.'],
    [
      'a taken name in other letters',
      { username: 'A', password: 'p' },
      '202 Account already exists for this username.',
    ],
    [
      'a taken address in other letters',
      { username: 'b', password: 'p', email: 'A@X' },
      '203 Account already exists for this email address.',
    ],
    [
      'a taken address by way of SetOnInsert',
      { username: 'b', password: 'p', email: { __op: 'SetOnInsert', amount: 'A@X' } },
      '203 Account already exists for this email address.',
    ],
    [
      'a malformed address',
      { username: 'b', password: 'p', email: 'x' },
      '125 Email address format is invalid.',
    ],
    ['no name', { password: 'p' }, '200 bad or missing username'],
    ['an object for a name', { username: { ne: 1 }, password: 'p' }, '200 bad or missing username'],
    ['no password', { username: 'b' }, '201 password is required'],
    [
      'a hash',
      { username: 'b', password: 'p', _hashed_password: 'x' },
      '105 Invalid field name: _hashed_password.',
    ],
    ['a verified address', { username: 'b', password: 'p', emailVerified: true }, '119 Permission denied'],
    [
      'a provider',
      { username: 'b', password: 'p', authData: { facebook: { id: '1' } } },
      '252 This authentication method is unsupported.',
    ],
  ])('with %s', async (_name, body, expected) => {
    const app = await startApp();
    await addUser(app, 'a', { email: 'a@x' });
    expect(await failureOf(signUp(app, body))).toBe(expected);
  });

  test('fifty at once with one name make one user', async () => {
    const app = await startApp();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => failureOf(signUp(app, { username: 'a', password: 'p' }))),
    );
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['ok', '202 Account already exists for this username.']));
  });

  test('stores a hash, answers a session, and leaves the user to itself', async () => {
    const app = await startApp();
    const { objectId, response } = await signUp(app, { username: 'a', password: 'p' });
    expect(Object.keys(response).sort()).toEqual(['createdAt', 'objectId', 'sessionToken']);
    const [row] = await app.storage.find(classOf(app, className), { op: 'everything' }, {});
    expect(row).toMatchObject({
      _hashed_password: 'hashed:p',
      ACL: { [objectId]: { read: true, write: true } },
    });
    expect(row).not.toHaveProperty('password');
    expect(await failureOf(getObject(requestOf(app), { className, objectId, options: {} }))).toMatch(/^101 /);
  });

  test('as an operator does not log in', async () => {
    const app = await startApp();
    const { response } = await createObject(requestOf(app, 'master'), {
      className,
      body: { username: 'a', password: 'p' },
    });
    expect(response).not.toHaveProperty('sessionToken');
  });
});

describe('changing a user', () => {
  const change = (ctx: RequestContext, objectId: string, body: JsonObject) =>
    failureOf(updateObject(ctx, { className, objectId, body }));

  test.each<[string, JsonObject, string]>([
    ['a field', { nick: 'x' }, 'ok'],
    ['a taken name', { username: 'b' }, '202 Account already exists for this username.'],
    [
      'a password that is no text',
      { password: 7 },
      '111 schema mismatch for _User.password; expected String but got Number',
    ],
    ['verification', { emailVerified: true }, '119 Permission denied'],
    ['a part of authData', { 'authData.x': { id: 1 } }, '252 This authentication method is unsupported.'],
  ])('by itself: %s', async (_name, body, expected) => {
    const app = await startApp({ settings: { allowClientClassCreation: true } });
    await addUser(app, 'a');
    await addUser(app, 'b');
    expect(await change(as(app, 'a'), 'a', body)).toBe(expected);
  });

  test('by others is refused before anything of it is looked at', async () => {
    const app = await startApp();
    await addUser(app, 'a', { email: 'a@x' });
    await addUser(app, 'b');
    for (const body of [{ username: 'b' }, { email: 'a@x' }, { email: 'malformed' }, { password: 7 }]) {
      expect(await change(as(app, 'b'), 'a', body)).toBe('206 Permission denied');
      expect(await change(requestOf(app), 'a', body)).toBe('206 Permission denied');
    }
  });

  test('by others, of one without an ACL, is that of what opens no account', async () => {
    const app = await startApp({ settings: { allowClientClassCreation: true } });
    await addUser(app, 'a');
    await addUser(app, 'b');
    expect(await change(as(app, 'b'), 'a', { nick: 'x' })).toBe('ok');
    for (const body of [{ authData: null }, { ACL: {} }, { username: 'c' }, { 'authData.x': null }]) {
      expect(await change(as(app, 'b'), 'a', body)).toBe('206 Permission denied');
    }
    const gone = deleteObject(as(app, 'b'), { className, objectId: 'a' });
    expect(await failureOf(gone)).toBe('206 Permission denied');
  });

  test('cannot lock itself out', async () => {
    const app = await startApp();
    await addUser(app, 'a');
    expect(await change(as(app, 'a'), 'a', { ACL: {} })).toBe('ok');
    expect(await currentUser(as(app, 'a'))).toMatchObject({ ACL: { a: { read: true, write: true } } });
  });

  test('is nobody once others locked it out', async () => {
    const app = await startApp();
    await addUser(app, 'a');
    expect(await change(requestOf(app, 'master'), 'a', { ACL: {} })).toBe('ok');
    expect(await failureOf(currentUser(as(app, 'a')))).toBe('209 Permission denied');
  });
});
