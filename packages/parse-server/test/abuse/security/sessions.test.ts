import { expect, test } from 'vitest';
import { outcome, pointer, session } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const DATE = { __type: 'Date', iso: '2999-01-01T00:00:00.000Z' };

describeApi('a session', (api) => {
  test('that a user creates is its own, with a token and an end of the server (GHSA-5v7g-9h8f-8pgg)', async () => {
    const attacker = await api().signUp('fixer');
    const victim = await api().signUp('fixed');
    const { body } = await api().post(
      '/sessions',
      {
        user: pointer('_User', victim.id),
        sessionToken: 'r:chosen',
        expiresAt: DATE,
        createdWith: { action: 'login', authProvider: 'masterkey' },
        installationId: 'chosen',
      },
      attacker.caller,
    );
    expect(body.user).toEqual(pointer('_User', attacker.id));
    expect(body.sessionToken).not.toBe('r:chosen');
    expect(body.expiresAt).not.toEqual(DATE);
    expect(body.createdWith).toEqual({ action: 'create' });
    expect(body.installationId).toBeUndefined();
    expect(outcome(await api().get('/users/me', {}, session('r:chosen')))).toBe('400 209');
  });

  const forbidden: readonly (readonly [string, unknown])[] = [
    ['user', pointer('_User', 'other')],
    ['user', null],
    ['user', { __op: 'Delete' }],
    ['user.objectId', 'other'],
    ['sessionToken', 'r:chosen'],
    ['sessionToken', ''],
    ['sessionToken', null],
    ['sessionToken', { __op: 'Delete' }],
    ['expiresAt', DATE],
    ['expiresAt', null],
    ['expiresAt', 0],
    ['expiresAt', false],
    ['expiresAt.iso', '2999'],
    ['createdWith', {}],
    ['createdWith.action', ''],
    ['installationId', ''],
    ['installationId', 'other'],
    ['ACL', {}],
  ];
  test.each(forbidden)(
    'keeps its %s when its user sends %j (GHSA-jc39-686j-wp6q, GHSA-f6j3-w9v3-cq22)',
    async (field, value) => {
      const { caller } = await api().signUp(`keeper ${field} ${JSON.stringify(value)}`);
      const before = (await api().get('/sessions/me', {}, caller)).body;
      const answer = await api().put(`/sessions/${before.objectId}`, { [field]: value }, caller);
      expect(outcome(answer)).toMatch(/^400 (105|111|121)$/);
      expect((await api().get('/sessions/me', {}, caller)).body).toEqual(before);
    },
  );

  test('keeps its rights when its user sends null for them', async () => {
    const { caller } = await api().signUp('keeper of rights');
    const { updatedAt: _before, ...before } = (await api().get('/sessions/me', {}, caller)).body;
    expect((await api().put(`/sessions/${before.objectId}`, { ACL: null }, caller)).status).toBe(200);
    const { updatedAt: _after, ...after } = (await api().get('/sessions/me', {}, caller)).body;
    expect(after).toEqual(before);
    expect((await api().get(`/sessions/${before.objectId}`)).status).toBeGreaterThanOrEqual(400);
  });

  test('of somebody else is neither seen nor touched', async () => {
    const victim = await api().signUp('seen');
    const attacker = await api().signUp('looker');
    const own = (await api().get('/sessions/me', {}, victim.caller)).body;
    const { caller } = attacker;
    const where = { user: pointer('_User', victim.id) };
    expect((await api().get('/sessions', { where }, caller)).body.results).toEqual([]);
    expect((await api().get('/sessions', { where: { $or: [where, {}] } }, caller)).text).not.toContain(
      victim.token,
    );
    expect((await api().get('/sessions', { where, count: 1, limit: 0 }, caller)).body.count).toBe(0);
    expect(outcome(await api().get(`/sessions/${own.objectId}`, {}, caller))).toBe('404 101');
    expect(outcome(await api().put(`/sessions/${own.objectId}`, { a: 1 }, caller))).toBe('404 101');
    expect(outcome(await api().remove(`/sessions/${own.objectId}`, caller))).toBe('404 101');
    expect(outcome(await api().get('/sessions', {}))).toBe('400 209');
    expect(outcome(await api().post('/sessions', {}))).toBe('400 209');
    expect(outcome(await api().get('/users/me', {}, victim.caller))).toBe('200');
  });

  test('does not leak its token through redirects, includes and subqueries (GHSA-6r2j-cxgf-495f)', async () => {
    const victim = await api().signUp('redirected');
    const attacker = await api().signUp('redirector');
    const own = (await api().get('/sessions/me', {}, victim.caller)).body;
    await api().create('Lure', {
      sessions: { __op: 'AddRelation', objects: [pointer('_Session', own.objectId)] },
      one: pointer('_Session', own.objectId),
      list: [pointer('_Session', own.objectId)],
    });
    const query = { className: '_Session', where: { sessionToken: { $regex: '^r:' } } };
    for (const who of [{}, attacker.caller]) {
      const answers = [
        await api().get('/classes/Lure', { redirectClassNameForKey: 'sessions' }, who),
        await api().get('/classes/Lure', { include: 'one,list' }, who),
        await api().get('/classes/Lure', { includeAll: 'true' }, who),
        await api().get('/classes/Lure', { keys: 'one.sessionToken' }, who),
        await api().get('/classes/Lure', { where: { one: { $inQuery: query } } }, who),
        await api().get(
          '/classes/Lure',
          {
            where: {
              a: {
                $select: {
                  query: { className: 'Lure', where: {}, redirectClassNameForKey: 'sessions' },
                  key: 'sessionToken',
                },
              },
            },
          },
          who,
        ),
      ];
      for (const answer of answers) {
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toContain(victim.token);
      }
    }
  });

  test('ends at its time even while it is remembered (#10194)', async () => {
    const { caller } = await api().signUp('expiring');
    expect(outcome(await api().get('/users/me', {}, caller))).toBe('200');
    api().server.clock.advance(2 * 365 * 24 * 3600 * 1000);
    expect(outcome(await api().get('/users/me', {}, caller))).toBe('400 209');
    expect(outcome(await api().get('/classes/Any', {}, caller))).toBe('400 209');
  });

  test('ends with a new password, a log-out, and its user', async () => {
    const changed = await api().signUp('changing');
    const second = (await api().post('/login', { username: 'changing', password: 'secret' })).body
      .sessionToken;
    const update = await api().put(`/users/${changed.id}`, { password: 'new' }, changed.caller);
    const left = await api().signUp('leaving');
    await api().post('/logout', {}, left.caller);
    const removed = await api().signUp('removed');
    await api().get('/users/me', {}, removed.caller);
    await api().remove(`/users/${removed.id}`, removed.caller);
    for (const token of [changed.token, second, left.token, removed.token]) {
      expect(outcome(await api().get('/users/me', {}, session(token)))).toBe('400 209');
    }
    expect(outcome(await api().get('/users/me', {}, session(update.body.sessionToken)))).toBe('200');
  });

  test.each([
    ['an empty text', ''],
    ['*', '*'],
    ['an operator', '{"$ne":""}'],
    ['undefined', 'undefined'],
    ['null', 'null'],
  ])('is not found by %s as its token', async (_name, token) => {
    await api().signUp(`anybody ${token}`);
    expect(outcome(await api().get('/users/me', {}, session(token)))).toBe('400 209');
  });
});
