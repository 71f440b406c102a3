import { expect, test } from 'vitest';
import { outcome, pointer } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

describeApi('a transaction', (api) => {
  const part = (method: string, path: string, body?: object) => ({ method, path: `/parse${path}`, body });
  const run = (requests: readonly object[], caller = {}) =>
    api().post('/batch', { requests, transaction: true }, caller);

  test('answers for every route, whatever it opens on the way', async () => {
    const user = await api().signUp('transacting');
    const member = pointer('_User', user.id);
    const parts = [
      part('PUT', '/config', { params: { a: 1 } }),
      part('POST', '/login', { username: 'transacting', password: 'secret' }),
      part('POST', '/verifyPassword', { username: 'transacting', password: 'secret' }),
      part('POST', '/loginAs', { userId: user.id }),
      part('POST', '/users', { username: 'made inside', password: 'p' }),
      part('POST', '/roles', { name: 'inside', ACL: {}, users: { __op: 'AddRelation', objects: [member] } }),
      part('POST', '/installations', { installationId: 'inside', deviceType: 'ios' }),
      part('POST', '/classes/MadeInside', { a: 1, r: { __op: 'AddRelation', objects: [member] } }),
      part('GET', '/classes/MadeInside?count=1'),
      part('GET', '/aggregate/MadeInside?pipeline=[]'),
      part('POST', '/push_audiences', { name: 'inside' }),
      part('GET', '/schemas'),
      part('GET', '/sessions'),
      part('DELETE', '/purge/MadeInside'),
      part('POST', '/logout'),
    ];
    for (const single of parts) {
      const answer = await run([single], api().master);
      expect(`${single.method} ${single.path} ${outcome(answer)}`).toBe(
        `${single.method} ${single.path} 200`,
      );
    }
    expect((await api().get('/config')).body.params).toEqual({ a: 1 });
  });

  test.each([
    part('POST', '/schemas/InTransaction', {}),
    part('PUT', '/schemas/_User', { fields: { extra: { type: 'String' } } }),
    part('DELETE', '/schemas/InTransaction'),
  ])('refuses $method $path, which could not be undone', async (schemaChange) => {
    expect((await run([schemaChange], api().master)).body).toMatchObject([{ error: { code: 108 } }]);
    const { text } = await api().get('/schemas', {}, api().master);
    expect(text).not.toMatch(/InTransaction|"extra"/);
  });

  test('that fails leaves nothing behind and serves on', async () => {
    const answer = await run([
      part('POST', '/classes/Undone', { a: 1 }),
      part('POST', '/users', { username: 'undone', password: 'p' }),
      part('PUT', '/classes/Undone/nothere', { a: 2 }),
    ]);
    expect(outcome(answer)).toBe('400');
    expect((await api().get('/classes/Undone')).body).toEqual({ results: [] });
    expect(outcome(await api().post('/login', { username: 'undone', password: 'p' }))).toBe('404 101');
    expect(outcome(await api().post('/users', { username: 'undone', password: 'p' }))).toBe('201');
  });
});

describeApi('an installation', (api) => {
  test('is not taken over by knowing its device token, when it may be written by its user only', async () => {
    const owner = await api().signUp('phone owner');
    const ACL = { [owner.id]: { read: true, write: true } };
    const device = { installationId: 'mine', deviceToken: 'token', deviceType: 'ios', ACL };
    const { body } = await api().post('/installations', device, owner.caller);
    for (const claim of [
      { deviceToken: 'token', deviceType: 'ios', channels: ['stolen'] },
      { installationId: 'mine', deviceType: 'ios', channels: ['stolen'] },
      { installationId: 'MINE', deviceType: 'ios', channels: ['stolen'] },
    ]) {
      expect(outcome(await api().post('/installations', claim))).toBe('404 101');
    }
    const path = `/installations/${body.objectId}`;
    expect(outcome(await api().put(path, { channels: ['stolen'] }))).toBe('404 101');
    expect(outcome(await api().put(path, { deviceToken: 'other' }))).toBe('404 101');
    expect((await api().get(path, {}, api().master)).body).not.toHaveProperty('channels');
  });

  test.each([{ $ne: '' }, { $regex: '.*' }, ['mine'], { __op: 'Add', objects: [] }])(
    'is not found by %j for an id',
    async (value) => {
      await api().post('/installations', { installationId: 'victim', deviceToken: 'v', deviceType: 'ios' });
      for (const field of ['installationId', 'deviceToken']) {
        const answer = await api().post('/installations', { [field]: value, deviceType: 'ios' });
        expect(outcome(answer)).toMatch(/^400 (111|121|135)$/);
      }
    },
  );

  test('keeps its ids', async () => {
    const device = { installationId: 'kept', deviceType: 'ios' };
    const { body } = await api().post('/installations', device);
    const path = `/installations/${body.objectId}`;
    expect(outcome(await api().put(path, { installationId: 'other' }))).toBe('400 136');
    expect(outcome(await api().put(path, { deviceType: 'android' }))).toBe('400 136');
  });
});
