import type { PasswordHasher } from '@parse/core';
import { describe, expect, test } from 'vitest';
import { bcryptHasher, createParseServer } from '../../../src/index.js';
import { storages } from '../../e2e/support/storages.js';
import { outcome, pointer, tally } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';
import { race } from '../../e2e/support/race.js';

const NOT_TEXTS: readonly unknown[] = [
  5,
  true,
  null,
  [],
  ['x'],
  {},
  { $ne: '' },
  { $regex: '.*' },
  { __type: 'Date' },
];

describeApi('a log-in', (api) => {
  test.each(NOT_TEXTS.map((value) => [value]))(
    'with %j for a text finds nobody (GHSA-vgjh-hmwf-c588)',
    async (value) => {
      await api().signUp(`victim ${JSON.stringify(value)}`);
      for (const body of [
        { username: value, password: 'secret' },
        { email: value, password: 'secret' },
        { username: `victim ${JSON.stringify(value)}`, password: value },
        { username: `victim ${JSON.stringify(value)}`, email: value, password: 'secret' },
      ]) {
        for (const path of ['/login', '/verifyPassword']) {
          const answer = await api().post(path, body);
          const isHarmless = value === null && 'email' in body && 'username' in body;
          if (!isHarmless) expect(outcome(answer)).toMatch(/^(404 101|400 20[01])$/);
        }
      }
    },
  );

  test.each([
    'username[$ne]=x&password=secret',
    'username=x&password[$regex]=.*',
    'username=a&username=b&password=c',
  ])('by GET with %s finds nobody', async (query) => {
    expect(outcome(await api().get(`/login?${query}`))).toMatch(/^(404 101|400 20[01]|400 102)$/);
  });

  test('answers alike for unknown users, wrong passwords and blocked accounts', async () => {
    const blocked = await api().signUp('blocked');
    await api().put(`/users/${blocked.id}`, { ACL: {} }, api().master);
    await api().signUp('known');
    for (const path of ['/login', '/verifyPassword']) {
      const answers = [
        await api().post(path, { username: 'unknown', password: 'secret' }),
        await api().post(path, { username: 'known', password: 'wrong' }),
        await api().post(path, { username: 'blocked', password: 'secret' }),
        await api().post(path, { email: 'no@example.com', password: 'secret' }),
      ];
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    }
  });

  test('as any user is for the master key, and not for those that read or repair (GHSA-79wj-8rqv-jvp5)', async () => {
    const { id } = await api().signUp('anybody');
    for (const caller of [{}, api().readOnly, api().maintenance]) {
      expect(outcome(await api().post('/loginAs', { userId: id }, caller))).toBe('400 119');
    }
    expect(outcome(await api().post('/loginAs', { userId: id }, api().master))).toBe('200');
  });

  test.each(NOT_TEXTS.map((value) => [value]))(
    'as the user %j is refused to the master key',
    async (userId) => {
      expect(outcome(await api().post('/loginAs', { userId }, api().master))).toBe('400 162');
    },
  );
});

describeApi('a sign-up', (api) => {
  test.each(NOT_TEXTS.map((value) => [value]))('with %j for a text makes no user', async (value) => {
    expect(outcome(await api().post('/users', { username: value, password: 'p' }))).toMatch(
      /^400 (200|111|121)$/,
    );
    expect(outcome(await api().post('/users', { username: 'never', password: value }))).toMatch(
      /^400 (201|111|121)$/,
    );
    const users = await api().get('/users', { where: { username: 'never' } }, api().master);
    expect(users.body.results).toEqual([]);
  });

  test('cannot hide its mail or name from their checks in an operation', async () => {
    await api().signUp('Shouted', { email: 'once@example.com' });
    const later = (amount: string) => ({ __op: 'SetOnInsert', amount });
    const signUp = (body: object) => api().post('/users', { password: 'p', ...body });
    expect(outcome(await signUp({ username: 'hider', email: later('no mail') }))).toBe('400 125');
    expect(outcome(await signUp({ username: 'hider', email: later('ONCE@example.com') }))).toBe('400 203');
    expect(outcome(await signUp({ username: later('SHOUTED') }))).toBe('400 202');
  });

  test('does not choose its session, its verified mail or its dates', async () => {
    const body = { username: 'chooser', password: 'p', sessionToken: 'r:chosen' };
    const { body: created } = await api().post('/users', body);
    expect(created.sessionToken).not.toBe('r:chosen');
    expect(outcome(await api().post('/users', { ...body, username: 'verified', emailVerified: true }))).toBe(
      '400 119',
    );
  });

  test('makes a user whom nobody else can read or write', async () => {
    const user = await api().signUp('private', { email: 'p@example.com' });
    const other = await api().signUp('curious');
    for (const who of [{}, other.caller]) {
      expect(outcome(await api().get(`/users/${user.id}`, {}, who))).toBe('404 101');
      expect((await api().get('/users', { where: { username: 'private' } }, who)).body.results).toEqual([]);
      expect(outcome(await api().remove(`/users/${user.id}`, who))).toBe('400 206');
    }
  });

  test('of one name by 50 at once makes one user (#10149)', async () => {
    const answers = await race(api().server, 50, () =>
      api().post('/users', { username: 'raced', password: 'p' }),
    );
    expect(tally(answers)).toEqual({ '201': 1, '400 202': 49 });
  });

  test('with one mail by 50 at once makes one user', async () => {
    const answers = await race(api().server, 50, (index) =>
      api().post('/users', { username: `mail ${index}`, email: 'one@example.com', password: 'p' }),
    );
    expect(tally(answers)).toEqual({ '201': 1, '400 203': 49 });
  });
});

describeApi(
  'a chosen user id',
  (api) => {
    test.each([
      'role:admin',
      'role:',
      '*',
      'authenticated',
      'currentUser',
      'userField:owner',
      'requiresAuthentication',
    ])('%s, which permissions read as something else, is refused (GHSA-8xq9-g7ch-35hg)', async (objectId) => {
      const body = { objectId, username: `chose ${objectId}`, password: 'p' };
      expect(outcome(await api().post('/users', body))).toBe('400 119');
      expect(outcome(await api().post('/classes/_User', body))).toBe('400 119');
      const batch = { requests: [{ method: 'POST', path: '/parse/users', body }] };
      expect((await api().post('/batch', batch)).body).toMatchObject([{ error: { code: 119 } }]);
    });

    test.each([5, {}, { $ne: '' }, [], null, ''])('%j is refused', async (objectId) => {
      expect(outcome(await api().post('/users', { objectId, username: 'x', password: 'p' }))).toBe('400 104');
    });

    test('of another user is taken', async () => {
      const body = { objectId: 'mine', password: 'p' };
      expect(outcome(await api().post('/users', { ...body, username: 'first' }))).toBe('201');
      expect(outcome(await api().post('/users', { ...body, username: 'second' }))).toBe('400 137');
      const role = { 'role:mine': { read: true } };
      const hidden = await api().create('OfRole', { ACL: role }, api().master);
      const { body: user } = await api().post('/login', { username: 'first', password: 'p' });
      const caller = { 'X-Parse-Session-Token': String(user.sessionToken) };
      expect(outcome(await api().get(`/classes/OfRole/${hidden}`, {}, caller))).toBe('404 101');
    });
  },
  { allowCustomObjectId: true },
);

describeApi('a user', (api) => {
  test('whom everybody may write is taken over and deleted by nobody, by no route', async () => {
    const victim = await api().signUp('owner', { ACL: { '*': { read: true, write: true } } });
    const stranger = await api().signUp('stranger');
    for (const who of [{}, stranger.caller]) {
      for (const path of [`/users/${victim.id}`, `/classes/_User/${victim.id}`]) {
        const answers = [
          await api().put(path, { password: 'mine' }, who),
          await api().put(path, { a: 1, password: 'mine' }, who),
          await api().put(path, { ACL: { '*': { write: true } } }, who),
          await api().remove(path, who),
          await api().post(path, { _method: 'PUT', password: 'mine' }, who),
          await api().post(path, { _method: 'DELETE' }, who),
        ];
        expect(answers.map(outcome)).toEqual(answers.map(() => '400 206'));
      }
      const requests = [{ method: 'PUT', path: `/parse/users/${victim.id}`, body: { password: 'mine' } }];
      expect((await api().post('/batch', { requests }, who)).body).toMatchObject([{ error: { code: 206 } }]);
    }
    expect(outcome(await api().post('/login', { username: 'owner', password: 'secret' }))).toBe('200');
  });

  test('is written and deleted by no other whom its ACL does not let', async () => {
    const victim = await api().signUp('private owner');
    const stranger = await api().signUp('curious');
    for (const who of [{}, stranger.caller]) {
      for (const path of [`/users/${victim.id}`, `/classes/_User/${victim.id}`]) {
        const answers = [
          await api().put(path, { a: 1 }, who),
          await api().put(path, {}, who),
          await api().remove(path, who),
          await api().post(path, { _method: 'PUT', a: 1 }, who),
          await api().post(path, { _method: 'DELETE' }, who),
        ];
        expect(answers.map(outcome)).toEqual(answers.map(() => '400 206'));
      }
    }
  });

  test('gains no rights by a role it makes, and 50 makers of one role make one', async () => {
    const roles = await race(api().server, 50, () =>
      api().post('/roles', { name: 'raced', ACL: {} }, api().master),
    );
    expect(tally(roles)).toEqual({ '201': 1, '400 137': 49 });
    const { id, caller } = await api().signUp('climber');
    const users = { __op: 'AddRelation', objects: [pointer('_User', id)] };
    expect(outcome(await api().post('/roles', { name: 'raced', ACL: {}, users }, caller))).toBe('400 137');
    const secret = await api().create('OfRaced', { ACL: { 'role:raced': { read: true } } }, api().master);
    expect(outcome(await api().get(`/classes/OfRaced/${secret}`, {}, caller))).toBe('404 101');
  });
});

describe('the work of a refused log-in', () => {
  test.each(storages)('is the same for known and unknown users on $name', async (storage) => {
    const hasher = countingHasher();
    const server = await createParseServer({
      appId: 'app',
      masterKey: 'master',
      silent: true,
      host: '127.0.0.1',
      mountPath: '/parse',
      storage: await storage.create(),
      passwords: hasher,
    });
    const address = (await server.listen(0)).address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ask = (path: string, body: object) =>
      fetch(`http://127.0.0.1:${port}/parse${path}`, {
        method: 'POST',
        headers: { 'X-Parse-Application-Id': 'app', 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    await ask('/users', { username: 'known', password: 'secret' });
    const workOf = async (path: string, body: object) => {
      const before = hasher.verified();
      await ask(path, body);
      return hasher.verified() - before;
    };
    for (const path of ['/login', '/verifyPassword']) {
      expect(await workOf(path, { username: 'known', password: 'wrong' })).toBe(1);
      expect(await workOf(path, { username: 'unknown', password: 'wrong' })).toBe(1);
      expect(await workOf(path, { email: 'no@example.com', password: 'wrong' })).toBe(1);
    }
    await server.close();
  });
});

function countingHasher(): PasswordHasher & { verified(): number } {
  const hasher = bcryptHasher({ cost: 4 });
  let verified = 0;
  return {
    hash: (password) => hasher.hash(password),
    needsRehash: (hash) => hasher.needsRehash(hash),
    verify: (password, hash) => {
      verified += 1;
      return hasher.verify(password, hash);
    },
    verified: () => verified,
  };
}
