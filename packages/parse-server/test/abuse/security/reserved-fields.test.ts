import { expect, test } from 'vitest';
import { outcome, pointer, type Api } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const INTERNAL = [
  '_hashed_password',
  '_email_verify_token',
  '_perishable_token',
  '_password_history',
  '_failed_login_count',
  '_account_lockout_expires_at',
  '_tombstone',
  '_rperm',
  '_wperm',
  '_id',
  '_created_at',
  '_acl',
  '_auth_data_facebook',
  '_session_token',
  '_made_up',
];

describeApi('a reserved field', (api) => {
  test.each(INTERNAL)(
    '%s cannot be written by a client or the master key (CVE-2026-116164)',
    async (field) => {
      const user = await api().signUp(`writer of ${field}`);
      const id = await api().create('Plain', { a: 1 });
      for (const value of ['x', null, 1, { __op: 'Delete' }, { __op: 'Increment', amount: 1 }]) {
        for (const caller of [user.caller, api().master]) {
          const answers = [
            await api().put(`/users/${user.id}`, { [field]: value }, caller),
            await api().put(`/users/${user.id}`, { [`${field}.x`]: value }, caller),
            await api().put(`/classes/Plain/${id}`, { [field]: value }, caller),
            await api().post('/classes/Plain', { [field]: value }, caller),
            await api().post('/users', { username: 'never', password: 'p', [field]: value }, caller),
          ];
          expect(answers.map(outcome)).toEqual(answers.map(() => '400 105'));
        }
      }
    },
  );

  test.each(INTERNAL)('%s is neither searched nor sorted by, nor shown', async (field) => {
    const { caller } = await api().signUp(`reader of ${field}`);
    for (const who of [{}, caller, api().master]) {
      const where = { [field]: { $regex: '.*' } };
      expect(outcome(await api().get('/users', { where }, who))).toBe('400 105');
      expect(outcome(await api().get('/users', { where: { $or: [where] } }, who))).toBe('400 105');
      expect(outcome(await api().get('/users', { order: field }, who))).toBe('400 105');
      const users = await api().get('/users', { keys: `${field},username` }, who);
      expect(users.status).toBe(200);
      expect(users.text).not.toMatch(/"_|\$2[aby]\$/);
    }
  });

  test('of the password cannot be guessed, not even with the maintenance key', async () => {
    const where = { _hashed_password: { $regex: '^.2' } };
    expect(outcome(await api().get('/users', { where }, api().maintenance))).toBe('400 105');
    const tokens = { _email_verify_token: { $exists: true } };
    expect(outcome(await api().get('/users', { where: tokens }, api().maintenance))).toBe('200');
  });

  test('does not come out of aggregations, distinct values or schemas', async () => {
    await api().signUp('aggregated');
    const master = api().master;
    const pipelines = [
      [{ $project: { hash: '$_hashed_password' } }],
      [{ $group: { _id: '$_hashed_password' } }],
      [{ $addFields: { everything: '$$ROOT' } }],
      [{ $group: { _id: null, all: { $push: '$$ROOT' } } }],
      [{ $project: { all: { $objectToArray: '$$ROOT' } } }],
      [{ $lookup: { from: '_User', localField: 'username', foreignField: 'username', as: 'x' } }],
      [{ $lookup: { from: '_Session', localField: 'a', foreignField: 'b', as: 'x' } }],
    ];
    for (const pipeline of pipelines) {
      const answer = await api().get('/aggregate/_User', { pipeline }, master);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/\$2[aby]\$/);
    }
    const distinct = await api().get('/aggregate/_User', { distinct: '_hashed_password' }, master);
    expect(distinct.text).not.toMatch(/\$2[aby]\$/);
    expect((await api().get('/schemas/_User', {}, master)).text).not.toContain('_hashed');
  });

  test('of the password is never in an answer', async () => {
    const user = await api().signUp('shown');
    const id = user.id;
    const answers = [
      await api().get('/users/me', {}, user.caller),
      await api().get(`/users/${id}`, {}, user.caller),
      await api().get(`/users/${id}`, {}, api().master),
      await api().get(`/users/${id}`, {}, api().readOnly),
      await api().get(`/users/${id}`, {}, api().maintenance),
      await api().post('/login', { username: 'shown', password: 'secret' }),
      await api().post('/verifyPassword', { username: 'shown', password: 'secret' }),
      await api().post('/loginAs', { userId: id }, api().master),
      await api().put(`/users/${id}`, { a: 1 }, user.caller),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/password|\$2[aby]\$/);
    }
  });

  test.each(['createdAt', 'updatedAt'])('%s is set by the server only', async (field) => {
    const old = '2000-01-01T00:00:00.000Z';
    const id = await api().create('Stamped', { [field]: { __type: 'Date', iso: old } });
    await api().put(`/classes/Stamped/${id}`, { [field]: { __type: 'Date', iso: old } });
    expect((await api().get(`/classes/Stamped/${id}`)).text).not.toContain(old);
  });
});

describeApi('login data of third parties', (api) => {
  async function linkedUser(name: string) {
    const user = await api().signUp(name, { ACL: { '*': { read: true } } });
    await storeAuthData(api(), user.id);
    return user;
  }

  test('is shown to its user and to keys, and to nobody else (GHSA-wp76-gg32-8258)', async () => {
    const user = await linkedUser('linked');
    const other = await api().signUp('unlinked');
    await api().create('Account', { of: pointer('_User', user.id) });
    for (const who of [{}, other.caller]) {
      const answers = [
        await api().get('/users', {}, who),
        await api().get(`/users/${user.id}`, {}, who),
        await api().get(`/users/${user.id}`, { keys: 'authData' }, who),
        await api().get('/classes/Account', { include: 'of' }, who),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(200);
        expect(answer.text).not.toContain('mfa');
      }
    }
    for (const who of [user.caller, api().master]) {
      expect((await api().get(`/users/${user.id}`, {}, who)).text).toContain('mfa');
    }
  });

  test('cannot be guessed by a query', async () => {
    await linkedUser('guessed');
    const other = await api().signUp('guesser');
    for (const who of [{}, other.caller]) {
      for (const where of [
        { 'authData.mfa.secret': { $regex: '^T' } },
        { authData: { $exists: true } },
        { $or: [{ 'authData.mfa.id': '1' }] },
      ]) {
        expect(outcome(await api().get('/users', { where }, who))).toBe('400 119');
      }
      expect(outcome(await api().get('/users', { order: 'authData.mfa.secret' }, who))).toBe('400 119');
    }
  });

  test.each([
    ['an unknown provider', { any: { id: '1' } }],
    ['no id (GHSA-pfj7-wv7c-22pr)', { anonymous: {} }],
    ['an empty id (GHSA-pfj7-wv7c-22pr)', { anonymous: { id: '' } }],
    ['an operator as id (GHSA-5fw2-8jcv-xh87)', { anonymous: { id: { $ne: null } } }],
    ['an object as id (GHSA-5fw2-8jcv-xh87)', { anonymous: { id: { ne: 1 } } }],
    ['a list as id (GHSA-5fw2-8jcv-xh87)', { anonymous: { id: ['1'] } }],
    ['a number as id (GHSA-5fw2-8jcv-xh87)', { anonymous: { id: 1 } }],
    ['a name that objects inherit', { constructor: { id: '1' } }],
  ])('with %s does not log in or sign up', async (_name, authData) => {
    const username = `target ${JSON.stringify(authData)}`;
    await linkedUser(username);
    const attempts: readonly (readonly [path: string, body: object])[] = [
      ['/users', { authData }],
      ['/users', { authData, username: `${username} again` }],
      ['/login', { authData }],
      ['/login', { authData, username }],
    ];
    for (const [path, body] of attempts) {
      const answer = await api().post(path, body);
      expect(answer.status).toBe(400);
      expect(answer.body).not.toHaveProperty('sessionToken');
    }
  });

  test.each([{}, null, { any: null }])(
    'of %j is no log-in without a password (GHSA-wjqw-r9x4-j59v)',
    async (authData) => {
      expect(outcome(await api().post('/users', { authData }))).toBe('400 200');
      expect(outcome(await api().post('/users', { username: 'empty', authData }))).toBe('400 201');
    },
  );

  test('is not changed through a path into it (#10223)', async () => {
    const user = await linkedUser(`path`);
    for (const field of ['authData.mfa', 'authData.mfa.id', 'authData.other.id']) {
      for (const value of ['x', { id: '2' }, { __op: 'Delete' }]) {
        expect(outcome(await api().put(`/users/${user.id}`, { [field]: value }, user.caller))).toBe(
          '400 252',
        );
      }
    }
  });
});

/** As it lies in the database of a server that has such a log-in. */
async function storeAuthData({ server }: Api, userId: string): Promise<void> {
  const schema = server.app.schemas.get('_User');
  if (!schema) throw new TypeError('_User is a system class');
  const key = { field: 'objectId', path: [], schema: schema.fields['objectId'] };
  const value = { mfa: { id: '1', secret: 'TOPSECRET' } };
  await server.app.storage.update(schema, { op: 'equal', key, value: userId }, [
    { op: 'set', target: { field: 'authData', path: [] }, value },
  ]);
}
