import { expect, test } from 'vitest';
import { outcome, pointer } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const OPEN = { '*': true };
const ids = (answer: { body: { results?: { objectId: string }[] } }) =>
  answer.body.results?.map(({ objectId }) => objectId);

describeApi('an object that the caller may not read', (api) => {
  test('is not reached through $relatedTo, whatever its owner is given as (CVE-2026-116801)', async () => {
    const member = await api().create('Member', { a: 1 });
    const members = { __op: 'AddRelation', objects: [pointer('Member', member)] };
    const hidden = await api().create('Team', { members, ACL: {} }, api().master);
    const ask = (object: unknown) =>
      api().get('/classes/Member', { where: { $relatedTo: { object, key: 'members' } } });
    expect((await ask(pointer('Team', hidden))).body).toEqual({ results: [] });
    const tricks = [
      { __type: 'Pointer', className: 'Team', objectId: { $ne: '' } },
      { __type: 'Pointer', className: 'Team', objectId: { $in: [hidden] } },
      { __type: 'Pointer', className: 'Team', objectId: { $regex: '.*' } },
      { __type: 'Pointer', className: { $ne: '' }, objectId: hidden },
      { className: 'Team', objectId: hidden },
      { $ne: null },
      [pointer('Team', hidden)],
      hidden,
      null,
    ];
    for (const trick of tricks) expect(outcome(await ask(trick))).toBe('400 102');
    expect((await ask({ ...pointer('Team', hidden), extra: { $ne: 1 } })).body).toEqual({ results: [] });
  });

  test('is not counted through $relatedTo (CVE-2026-109303)', async () => {
    const member = await api().create('Counted', { a: 1 });
    const members = { __op: 'AddRelation', objects: [pointer('Counted', member)] };
    const hidden = await api().create('Counter', { members, ACL: {} }, api().master);
    const where = { $relatedTo: { object: pointer('Counter', hidden), key: 'members' } };
    const counted = await api().get('/classes/Counted', { where, count: 1, limit: 0 });
    expect(counted.body).toEqual({ results: [], count: 0 });
  });

  test('does not become visible by $relatedTo, includes or keys of a visible one', async () => {
    const hidden = await api().create('Inside', { secret: 'x', ACL: {} }, api().master);
    const visible = await api().create('Outside', {
      one: pointer('Inside', hidden),
      list: [pointer('Inside', hidden)],
      nested: { deep: pointer('Inside', hidden) },
      many: { __op: 'AddRelation', objects: [pointer('Inside', hidden)] },
    });
    const where = { $relatedTo: { object: pointer('Outside', visible), key: 'many' } };
    expect(ids(await api().get('/classes/Inside', { where }))).toEqual([]);
    for (const parameters of [
      { include: 'one,list,nested.deep' },
      { includeAll: 'true' },
      { keys: 'one.secret,list.secret,nested.deep.secret' },
      { include: '*' },
    ]) {
      expect((await api().get('/classes/Outside', parameters)).text).not.toContain('"x"');
      expect((await api().get(`/classes/Outside/${visible}`, parameters)).text).not.toContain('"x"');
    }
  });

  test('is not guessed by subqueries', async () => {
    const hidden = await api().create('Vault', { secret: 'x', ACL: {} }, api().master);
    await api().create('Probe', { to: pointer('Vault', hidden), guess: 'x' });
    const className = 'Vault';
    for (const where of [
      { to: { $inQuery: { className, where: { secret: 'x' } } } },
      { to: { $inQuery: { className, where: {} } } },
      { guess: { $select: { query: { className, where: {} }, key: 'secret' } } },
    ]) {
      expect((await api().get('/classes/Probe', { where })).body.results).toEqual([]);
    }
    const unfiltered = { guess: { $dontSelect: { query: { className, where: {} }, key: 'secret' } } };
    expect((await api().get('/classes/Probe', { where: unfiltered })).body.results).toHaveLength(1);
  });

  test('is not updated, deleted or replaced through another id', async () => {
    const hidden = await api().create('Locked', { a: 1, ACL: { '*': { read: true } } });
    expect(outcome(await api().put(`/classes/Locked/${hidden}`, { a: 2 }))).toBe('404 101');
    expect(outcome(await api().put(`/classes/Locked/${hidden}`, { ACL: { '*': { write: true } } }))).toBe(
      '404 101',
    );
    expect(outcome(await api().put(`/classes/Locked/${hidden}`, { objectId: 'other' }))).toBe('400 105');
    expect(outcome(await api().remove(`/classes/Locked/${hidden}`))).toBe('404 101');
    const batch = { requests: [{ method: 'DELETE', path: `/parse/classes/Locked/${hidden}` }] };
    expect((await api().post('/batch', batch)).body).toEqual([
      { error: { code: 101, error: 'Object not found.' } },
    ]);
    expect((await api().get(`/classes/Locked/${hidden}`)).body).toMatchObject({ a: 1 });
  });
});

describeApi('class-level permissions', (api) => {
  test('are asked for every way to the class', async () => {
    await api().declare('Closed', { fields: { a: { type: 'Number' } }, classLevelPermissions: {} });
    const id = await api().create('Closed', { a: 1 }, api().master);
    await api().create('Opener', {
      to: pointer('Closed', id),
      rel: { __op: 'AddRelation', objects: [pointer('Closed', id)] },
    });
    const query = { className: 'Closed', where: { a: 1 } };
    const answers = await Promise.all([
      api().get('/classes/Closed'),
      api().get(`/classes/Closed/${id}`),
      api().get('/classes/Closed', { count: 1, limit: 0 }),
      api().get('/classes/Closed', { redirectClassNameForKey: 'a' }),
      api().get('/classes/Opener', { redirectClassNameForKey: 'rel' }),
      api().get('/classes/Opener', { include: 'to' }),
      api().get('/classes/Opener', { where: { to: { $inQuery: query } } }),
      api().get('/classes/Opener', { where: { to: { $select: { query, key: 'a' } } } }),
      api().post('/classes/Closed', { a: 2 }),
      api().put(`/classes/Closed/${id}`, { a: 2 }),
      api().remove(`/classes/Closed/${id}`),
      api().post('/classes/Closed', { _method: 'GET' }),
      api().post(`/classes/Closed/${id}`, { _method: 'DELETE' }),
      api().get('/CLASSES/Closed'),
      api().get('//classes//Closed/'),
    ]);
    expect(answers.map(outcome)).toEqual(answers.map(() => '400 119'));
  });

  test('by pointer give nothing to callers without a log-in, and nothing but their rows to others (GHSA-fph2-r4qg-9576)', async () => {
    const own = { pointerFields: ['owner', 'team'] };
    await api().declare('Owned', {
      fields: {
        n: { type: 'Number' },
        owner: { type: 'Pointer', targetClass: '_User' },
        team: { type: 'Array' },
      },
      classLevelPermissions: { find: own, get: own, count: own, update: own, delete: own, create: OPEN },
    });
    const alice = await api().signUp('alice');
    const bob = await api().signUp('bob');
    const mine = await api().create('Owned', { n: 1, owner: pointer('_User', alice.id) });
    const ours = await api().create('Owned', {
      n: 2,
      team: [pointer('_User', alice.id), pointer('_User', bob.id)],
    });
    await api().create('Owned', { n: 3 });
    await api().create('Owned', { n: 4, team: [bob.id, { objectId: alice.id }, null] });
    expect(ids(await api().get('/classes/Owned', {}, alice.caller))).toEqual([mine, ours]);
    expect(ids(await api().get('/classes/Owned', {}, bob.caller))).toEqual([ours]);
    expect((await api().get('/classes/Owned', { count: 1, limit: 0 }, bob.caller)).body.count).toBe(1);
    expect(ids(await api().get('/classes/Owned'))).toEqual([]);
    expect(outcome(await api().put(`/classes/Owned/${mine}`, { n: 9 }, bob.caller))).toBe('404 101');
    expect(outcome(await api().put(`/classes/Owned/${mine}`, { n: 9 }))).toBe('404 101');
    expect(outcome(await api().remove(`/classes/Owned/${mine}`, bob.caller))).toBe('404 101');
    expect(outcome(await api().get(`/classes/Owned/${mine}`, {}, bob.caller))).toBe('404 101');
    const anyone = { $or: [{ owner: pointer('_User', alice.id) }, { n: { $exists: true } }] };
    expect(ids(await api().get('/classes/Owned', { where: anyone }, bob.caller))).toEqual([ours]);
  });

  test('about adding fields are asked by every write', async () => {
    await api().declare('Fixed', {
      fields: { a: { type: 'Number' } },
      classLevelPermissions: { create: OPEN, update: OPEN, get: OPEN },
    });
    const id = await api().create('Fixed', { a: 1 });
    expect(outcome(await api().post('/classes/Fixed', { b: 1 }))).toBe('400 119');
    expect(outcome(await api().put(`/classes/Fixed/${id}`, { b: 1 }))).toBe('400 119');
    expect(outcome(await api().put(`/classes/Fixed/${id}`, { 'b.c': 1 }))).toBe('400 119');
    const relation = { b: { __op: 'AddRelation', objects: [pointer('Any', 'x')] } };
    expect(outcome(await api().put(`/classes/Fixed/${id}`, relation))).toBe('400 119');
  });

  test('of the session class are asked when a user creates a session (CVE-2026-112769)', async () => {
    const { caller } = await api().signUp('sessions');
    const restrict = (classLevelPermissions: object) =>
      api().put('/schemas/_Session', { classLevelPermissions }, api().master);
    await restrict({ find: OPEN, get: OPEN, create: OPEN });
    expect(outcome(await api().post('/sessions', { extra: 1 }, caller))).toBe('400 119');
    expect(outcome(await api().post('/sessions', {}, caller))).toBe('201');
    await restrict({ find: OPEN, get: OPEN });
    expect(outcome(await api().post('/sessions', {}, caller))).toBe('400 119');
    await restrict({ find: OPEN, get: OPEN, create: OPEN, addField: OPEN, update: OPEN, delete: OPEN });
  });
});

describeApi('classes of the server', (api) => {
  const closed = [
    '_PushStatus',
    '_JobStatus',
    '_JobSchedule',
    '_Hooks',
    '_GlobalConfig',
    '_GraphQLConfig',
    '_Audience',
    '_Idempotency',
    '_Join:users:_Role',
    '_Join:roles:_Role',
  ];
  test.each(closed)(
    '%s is closed to clients by every route (GHSA-7xg7-rqf6-pw6c, GHSA-5f92-jrq3-28rc)',
    async (name) => {
      const { caller } = await api().signUp(`user of ${name}`);
      const path = `/classes/${encodeURIComponent(name)}`;
      const object = pointer(name, 'x');
      for (const who of [{}, caller]) {
        const answers = await Promise.all([
          api().get(path, {}, who),
          api().get(path, { count: 1, limit: 0 }, who),
          api().get(`${path}/x`, {}, who),
          api().post(path, { owningId: 'a', relatedId: 'b' }, who),
          api().put(`${path}/x`, { name: 'a' }, who),
          api().remove(`${path}/x`, who),
          api().post(path, { _method: 'GET' }, who),
          api().get('/classes/Any', { where: { p: { $inQuery: { className: name, where: {} } } } }, who),
          api().get('/classes/Any', { where: { $relatedTo: { object, key: 'users' } } }, who),
        ]);
        for (const answer of answers) expect(outcome(answer)).toMatch(/^400 (119|103)$/);
        expect(outcome(await api().get(`/aggregate/${encodeURIComponent(name)}`, {}, who))).toBe('403');
      }
    },
  );

  test('roles are not won by writing their join rows', async () => {
    const intruder = await api().signUp('intruder');
    await api().post('/roles', { name: 'admin', ACL: {} }, api().master);
    const rows = await api().get('/roles', {}, api().master);
    const admin: string = rows.body.results[0].objectId;
    const join = { owningId: admin, relatedId: intruder.id };
    const users = { __op: 'AddRelation', objects: [pointer('_User', intruder.id)] };
    expect(outcome(await api().post('/classes/_Join:users:_Role', join, intruder.caller))).toBe('400 119');
    expect(outcome(await api().put(`/roles/${admin}`, { users }, intruder.caller))).toBe('404 101');
    const own = await api().create('Private', { a: 1, ACL: { 'role:admin': { read: true } } }, api().master);
    expect(outcome(await api().get(`/classes/Private/${own}`, {}, intruder.caller))).toBe('404 101');
  });

  test('installations are neither listed nor deleted by clients', async () => {
    const { caller } = await api().signUp('lister');
    const created = await api().post('/installations', { installationId: 'i', deviceType: 'ios' });
    for (const who of [{}, caller]) {
      expect(outcome(await api().get('/installations', {}, who))).toBe('400 119');
      expect(outcome(await api().get('/classes/_Installation', { count: 1, limit: 0 }, who))).toBe('400 119');
      expect(outcome(await api().remove(`/installations/${created.body.objectId}`, who))).toBe('400 119');
    }
  });
});
