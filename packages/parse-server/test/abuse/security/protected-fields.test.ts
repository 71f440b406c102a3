import { expect, test } from 'vitest';
import { outcome, pointer, type ApiUser } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const OPEN = { '*': true };
const ALL_OPEN = {
  find: OPEN,
  get: OPEN,
  count: OPEN,
  create: OPEN,
  update: OPEN,
  delete: OPEN,
  addField: OPEN,
};

describeApi('a protected field', (api) => {
  const declare = (className: string) =>
    api().declare(className, {
      fields: {
        name: { type: 'String' },
        secret: { type: 'String' },
        vault: { type: 'Object' },
        codes: { type: 'Array' },
        place: { type: 'GeoPoint' },
        friends: { type: 'Relation', targetClass: '_User' },
        owner: { type: 'Pointer', targetClass: '_User' },
      },
      classLevelPermissions: {
        ...ALL_OPEN,
        protectedFields: { '*': ['secret', 'vault', 'codes', 'place', 'friends'], 'userField:owner': [] },
      },
    });
  const secrets = {
    name: 'a',
    secret: 'x',
    vault: { pin: '1' },
    codes: ['c'],
    place: { __type: 'GeoPoint', latitude: 1, longitude: 1 },
  };

  const questions: readonly (readonly [string, object])[] = [
    ['itself', { secret: 'x' }],
    ['a range', { secret: { $gt: 'a' } }],
    ['its existence', { secret: { $exists: true } }],
    ['a pattern', { secret: { $regex: '^x' } }],
    ['a text search', { secret: { $text: { $search: { $term: 'x' } } } }],
    ['the inside of an object (GHSA-r2m8-pxm9-9c4g)', { 'vault.pin': '1' }],
    ['an element of an array', { codes: 'c' }],
    ['an element by its place', { 'codes.0': 'c' }],
    ['a distance', { place: { $nearSphere: { __type: 'GeoPoint', latitude: 1, longitude: 1 } } }],
    ['members of a relation', { friends: pointer('_User', 'u') }],
    ['$or (GHSA-72hp-qff8-4pvv)', { $or: [{ secret: 'x' }, { name: 'nobody' }] }],
    ['$and', { $and: [{ secret: 'x' }] }],
    ['$nor', { $nor: [{ secret: 'x' }] }],
    ['logical operators inside one another', { $or: [{ $and: [{ $nor: [{ 'vault.pin': '1' }] }] }] }],
    ['an inner query', { secret: { $inQuery: { className: 'Any', where: {} } } }],
    ['a selected key', { secret: { $select: { query: { className: 'Any', where: {} }, key: 'name' } } }],
  ];

  test.each(questions)('cannot be asked for by %s', async (name, where) => {
    const className = `Asked${name.replace(/[^A-Za-z]/g, '')}`;
    await declare(className);
    await api().create(className, secrets, api().master);
    expect(outcome(await api().get(`/classes/${className}`, { where }))).toBe('400 119');
    expect(outcome(await api().get(`/classes/${className}`, { where, count: 1, limit: 0 }))).toBe('400 119');
    expect(outcome(await api().post(`/classes/${className}`, { _method: 'GET', where }))).toBe('400 119');
  });

  test('cannot be asked for inside a subquery, under any operator', async () => {
    await declare('Inner');
    await api().create('Inner', secrets, api().master);
    const query = { className: 'Inner', where: { secret: 'x' } };
    for (const where of [
      { p: { $inQuery: query } },
      { p: { $notInQuery: query } },
      { p: { $select: { query, key: 'name' } } },
      { p: { $dontSelect: { query, key: 'name' } } },
      { $or: [{ p: { $inQuery: query } }] },
    ]) {
      expect(outcome(await api().get('/classes/Outer', { where }))).toBe('400 119');
    }
  });

  test('cannot be carried out of its class as the key of a subquery', async () => {
    await declare('Source');
    await api().create('Source', secrets, api().master);
    await api().create('Guess', { guess: 'x' });
    const pick = (key: string) =>
      api().get('/classes/Guess', {
        where: { guess: { $select: { query: { className: 'Source', where: {} }, key } } },
      });
    expect((await pick('secret')).body).toEqual({ results: [] });
    expect((await pick('vault.pin')).body).toEqual({ results: [] });
  });

  test('cannot be sorted by, in either direction or beside other keys', async () => {
    await declare('Sorted');
    await api().create('Sorted', secrets, api().master);
    for (const order of ['secret', '-secret', 'name,secret', 'vault.pin', '-codes']) {
      expect(outcome(await api().get('/classes/Sorted', { order }))).toBe('400 119');
    }
  });

  test('is in no answer: find, get, include, keys, redirects', async () => {
    await declare('Shown');
    const id = await api().create('Shown', secrets, api().master);
    await api().create('Pointing', { to: pointer('Shown', id) });
    const answers = [
      await api().get('/classes/Shown'),
      await api().get('/classes/Shown', { keys: 'name,secret,vault.pin,codes' }),
      await api().get('/classes/Shown', { excludeKeys: 'name' }),
      await api().get(`/classes/Shown/${id}`),
      await api().get('/classes/Pointing', { include: 'to', keys: 'to.secret' }),
      await api().get('/classes/Pointing', { includeAll: 'true' }),
      await api().get('/classes/Shown', { redirectClassNameForKey: 'name' }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/"x"|"pin"|"c"|latitude/);
    }
  });

  test('cannot be seen by a member count of its relation (CVE-2026-109303)', async () => {
    await declare('Club');
    const member = await api().signUp('counted');
    const id = await api().create('Club', secrets, api().master);
    const friends = { __op: 'AddRelation', objects: [pointer('_User', member.id)] };
    await api().put(`/classes/Club/${id}`, { friends }, api().master);
    const where = { $relatedTo: { object: pointer('Club', id), key: 'friends' } };
    for (const caller of [{}, member.caller]) {
      const counted = await api().get('/users', { where, count: 1, limit: 0 }, caller);
      expect(outcome(counted)).toBe('400 119');
      expect(outcome(await api().get('/users', { where }, caller))).toBe('400 119');
    }
  });

  test('is not told from a relation by $relatedTo', async () => {
    await declare('Related');
    const id = await api().create('Related', secrets, api().master);
    const ask = (key: string, owner: string) =>
      api().get('/users', { where: { $relatedTo: { object: pointer('Related', owner), key } } });
    for (const owner of [id, 'isNotThere']) {
      for (const key of ['secret', 'friends']) expect(outcome(await ask(key, owner))).toBe('400 119');
      for (const key of ['name', 'nothing']) expect((await ask(key, owner)).body).toEqual({ results: [] });
    }
  });

  test('is shown to the owner of a row and to nobody else', async () => {
    await declare('Owned');
    const owner = await api().signUp('owner');
    const other = await api().signUp('other');
    const id = await api().create('Owned', { ...secrets, owner: pointer('_User', owner.id) }, api().master);
    const seenBy = async ({ caller }: Pick<ApiUser, 'caller'>) =>
      (await api().get(`/classes/Owned/${id}`, {}, caller)).body.secret;
    expect(await seenBy(owner)).toBe('x');
    expect(await seenBy(other)).toBeUndefined();
    expect(await seenBy({ caller: {} })).toBeUndefined();
    expect(
      (await api().get(`/classes/Owned/${id}`, { keys: 'secret' }, other.caller)).body.secret,
    ).toBeUndefined();
  });

  test('is not opened by a rule for a name that objects inherit', async () => {
    await api().declare('Inherited', {
      fields: { secret: { type: 'String' } },
      classLevelPermissions: { ...ALL_OPEN, protectedFields: { '*': ['secret'] } },
    });
    await api().create('Inherited', { secret: 'x' }, api().master);
    expect((await api().get('/classes/Inherited')).text).not.toContain('"x"');
    for (const field of ['constructor', 'toString', '__proto__']) {
      const schema = { classLevelPermissions: { protectedFields: { '*': [field] } } };
      expect(outcome(await api().put('/schemas/Inherited', schema, api().master))).toBe('400 107');
    }
  });
});

describeApi('a protected field of the session class', (api) => {
  test('is not in the answers about the own session (GHSA-g4v2-qx3q-4p64)', async () => {
    const classLevelPermissions = { ...ALL_OPEN, protectedFields: { '*': ['createdWith', 'expiresAt'] } };
    await api().signUp('first');
    expect(outcome(await api().put('/schemas/_Session', { classLevelPermissions }, api().master))).toBe(
      '200',
    );
    const { caller } = await api().signUp('second');
    for (const answer of [
      await api().get('/sessions/me', {}, caller),
      await api().post('/upgradeToRevocableSession', {}, caller),
      await api().get('/sessions', {}, caller),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/createdWith|expiresAt/);
    }
  });
});
