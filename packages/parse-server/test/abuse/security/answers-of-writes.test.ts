import { expect, test } from 'vitest';
import { outcome, pointer } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const OPEN = { '*': true };
const NOTHING_NEW = { __op: 'Increment', amount: 0 };

describeApi('the answer to an update tells nothing to those who may not read (CVE-2026-120310)', (api) => {
  test('when the ACL lets them write only', async () => {
    const id = await api().create('Mailbox', { n: 7, list: ['secret'], ACL: { '*': { write: true } } });
    const answer = await api().put(`/classes/Mailbox/${id}`, {
      n: NOTHING_NEW,
      list: { __op: 'AddUnique', objects: [] },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ updatedAt: expect.any(String) });
  });

  test('when the class is not theirs to get', async () => {
    await api().declare('Sealed', {
      fields: { n: { type: 'Number' } },
      classLevelPermissions: { update: OPEN, create: OPEN },
    });
    const id = await api().create('Sealed', { n: 7 });
    const answer = await api().put(`/classes/Sealed/${id}`, { n: NOTHING_NEW });
    expect(answer.body).toEqual({ updatedAt: expect.any(String) });
  });

  test('when only rows that point at them are theirs to get', async () => {
    await api().declare('Diary', {
      fields: { n: { type: 'Number' }, owner: { type: 'Pointer', targetClass: '_User' } },
      classLevelPermissions: { update: OPEN, create: OPEN, get: { pointerFields: ['owner'] } },
    });
    const owner = await api().signUp('diarist');
    const stranger = await api().signUp('stranger');
    const id = await api().create('Diary', { n: 7, owner: pointer('_User', owner.id) });
    const update = (caller = {}) => api().put(`/classes/Diary/${id}`, { n: NOTHING_NEW }, caller);
    expect((await update()).body).toEqual({ updatedAt: expect.any(String) });
    expect((await update(stranger.caller)).body).toEqual({ updatedAt: expect.any(String) });
    expect((await update(owner.caller)).body).toEqual({ updatedAt: expect.any(String), n: 7 });
  });

  test('when a batch carries the update', async () => {
    const id = await api().create('Posted', { n: 7, ACL: { '*': { write: true } } });
    const request = { method: 'PUT', path: `/parse/classes/Posted/${id}`, body: { n: NOTHING_NEW } };
    for (const transaction of [false, true]) {
      const { body } = await api().post('/batch', { requests: [request], transaction });
      expect(body).toEqual([{ success: { updatedAt: expect.any(String) } }]);
    }
  });
});

describeApi(
  'without the exemption of save responses, a protected field stays hidden',
  (api) => {
    test('in the answers to creates and updates', async () => {
      await api().declare('Scored', {
        fields: { score: { type: 'Number', defaultValue: 5 }, name: { type: 'String', defaultValue: 'n' } },
        classLevelPermissions: {
          find: OPEN,
          get: OPEN,
          create: OPEN,
          update: OPEN,
          protectedFields: { '*': ['score'] },
        },
      });
      const created = await api().post('/classes/Scored');
      expect(created.body).toMatchObject({ name: 'n' });
      expect(created.body).not.toHaveProperty('score');
      const updated = await api().put(`/classes/Scored/${created.body.objectId}`, { score: NOTHING_NEW });
      expect(updated.body).toEqual({ updatedAt: expect.any(String) });
    });
  },
  { protectedFieldsSaveResponseExempt: false },
);

describeApi('a refused write', (api) => {
  test('tells nothing about names, mails and passwords of others (CVE-2026-112768)', async () => {
    const victim = await api().signUp('victim', { email: 'victim@example.com' });
    const stranger = await api().signUp('guesser');
    for (const body of [
      { username: 'victim' },
      { username: 'nobody has it' },
      { email: 'victim@example.com' },
      { email: 'no mail' },
      { password: 'secret' },
      { password: 5 },
      { emailVerified: true },
      { authData: { any: { id: '1' } } },
      { ACL: {} },
    ]) {
      for (const caller of [{}, stranger.caller]) {
        const answer = await api().put(`/users/${victim.id}`, body, caller);
        expect(`${outcome(answer)} ${answer.body.error}`).toBe('400 206 Permission denied');
      }
    }
  });

  test('that is malformed is told so, of users that are there and users that are not', async () => {
    const victim = await api().signUp('malformed');
    const stranger = await api().signUp('speller');
    const body = { ACL: { '*unresolved': { read: true } } };
    for (const id of [victim.id, 'nothere']) {
      expect(outcome(await api().put(`/users/${id}`, body, stranger.caller))).toBe('400 123');
      expect(outcome(await api().put(`/users/${id}`, body))).toBe('400 206');
    }
  });

  test('is answered alike for rows that are hidden and rows that are not there', async () => {
    const id = await api().create('Ghost', { a: 1, ACL: {} }, api().master);
    for (const path of [`/classes/Ghost/${id}`, '/classes/Ghost/nothere']) {
      expect(outcome(await api().get(path))).toBe('404 101');
      expect(outcome(await api().put(path, { a: 2 }))).toBe('404 101');
      expect(outcome(await api().put(path, { a: NOTHING_NEW }))).toBe('404 101');
      expect(outcome(await api().remove(path))).toBe('404 101');
    }
  });

  test('of a row that is not there or not theirs leaves no class and no column behind', async () => {
    const id = await api().create('Tidy', { a: 1, ACL: {} }, api().master);
    expect(outcome(await api().put(`/classes/Tidy/${id}`, { junk: 1 }))).toBe('404 101');
    expect(outcome(await api().put('/classes/Tidy/nothere', { junk: 1 }))).toBe('404 101');
    expect(outcome(await api().put('/classes/Nowhere/nothere', { junk: 1 }))).toBe('404 101');
    const { body } = await api().get('/schemas', {}, api().master);
    const classes: { className: string; fields: object }[] = body.results;
    expect(classes.find(({ className }) => className === 'Tidy')?.fields).not.toHaveProperty('junk');
    expect(classes.map(({ className }) => className)).not.toContain('Nowhere');
  });
});

describeApi(
  'a create that is refused',
  (api) => {
    test('for an id that is taken leaves no column behind', async () => {
      const taken = { objectId: 'taken', a: 1 };
      expect(outcome(await api().post('/classes/Kept', taken))).toBe('201');
      expect(outcome(await api().post('/classes/Kept', { ...taken, junk: 1 }))).toBe('400 137');
      const kept = await api().get('/schemas/Kept', {}, api().master);
      expect(kept.body.fields).toHaveProperty('a');
      expect(kept.body.fields).not.toHaveProperty('junk');
    });

    test('for an id that is taken, and may not add columns, is told of the right first', async () => {
      await api().declare('Shut', { classLevelPermissions: { create: OPEN } });
      expect(outcome(await api().post('/classes/Shut', { objectId: 'taken' }))).toBe('201');
      expect(outcome(await api().post('/classes/Shut', { objectId: 'taken', junk: 1 }))).toBe('400 119');
    });

    test('for a type is told so before it is told what it lacks', async () => {
      await api().declare('Strict', {
        fields: { n: { type: 'Number' }, name: { type: 'String', required: true } },
      });
      expect(outcome(await api().post('/classes/Strict', { n: 'x' }))).toBe('400 111');
      expect(outcome(await api().post('/classes/Strict', { n: 1, junk: 1 }))).toBe('400 142');
      const { body } = await api().get('/schemas/Strict', {}, api().master);
      expect(body.fields).not.toHaveProperty('junk');
    });
  },
  { allowCustomObjectId: true },
);
