import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { MASTER, signUp, type Caller } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';

const REFUSED = '206 Permission denied';

/** What opens an account, or says who may write it. */
const accountFields: readonly (readonly [field: string, value: Parse.Attributes])[] = [
  ['username', { username: 'somebody else' }],
  ['email', { email: 'else@example.org' }],
  ['password', { password: 'of another' }],
  ['authData', { authData: { anonymous: { id: 'another' } } }],
  ['ACL', { ACL: {} }],
];

describeOnEveryStorage('users who are written by others', (server) => {
  let count = 0;

  /** Two users; the ACL of the first lets the second write as the entries say. */
  async function pair(entries: (writer: Caller) => Promise<object>): Promise<readonly [Caller, Caller]> {
    count += 1;
    const writer = await signUp(`writer ${count}`);
    const owner = await signUp(`owner ${count}`);
    const own = { [owner.id]: { read: true, write: true } };
    await update(owner, { ACL: { ...own, ...(await entries(writer)) } }, MASTER);
    return [owner, writer];
  }

  async function update(user: Caller, change: Parse.Attributes, by: object): Promise<unknown> {
    return Parse.User.createWithoutData(user.id).save(change, by);
  }

  const byId = async (writer: Caller): Promise<object> => ({ [writer.id]: { read: true, write: true } });
  const byRole = async (writer: Caller): Promise<object> => {
    const role = new Parse.Role(`admins ${count}`, new Parse.ACL());
    role.getUsers().add(Parse.User.createWithoutData(writer.id));
    await role.save(null, MASTER);
    return { [`role:admins ${count}`]: { read: true, write: true } };
  };
  const byEverybody = async (): Promise<object> => ({ '*': { read: true, write: true } });

  test.each([
    ['id', byId],
    ['role', byRole],
  ])('whom the ACL names by %s changes and deletes the user', async (_by, entries) => {
    const [owner, writer] = await pair(entries);
    await update(owner, { nick: 'Bo', username: `renamed ${count}` }, writer.session);
    const read = await new Parse.Query(Parse.User).get(owner.id, MASTER);
    expect(read.attributes).toMatchObject({ nick: 'Bo', username: `renamed ${count}` });
    await Parse.User.createWithoutData(owner.id).destroy(writer.session);
    expect(await refusalOf(new Parse.Query(Parse.User).get(owner.id, MASTER))).toMatch(/^101 /);
  });

  test('a password that another sets ends the sessions of the user and gives the other none', async () => {
    const [owner, writer] = await pair(byId);
    const answer = await httpRequest(server, {
      method: 'PUT',
      path: `/users/${owner.id}`,
      body: { password: 'new' },
      headers: { 'X-Parse-Session-Token': writer.session.sessionToken },
    });
    expect(answer).toMatchObject({ status: 200, body: { updatedAt: expect.any(String) } });
    expect(answer.body).not.toHaveProperty('sessionToken');
    expect(await refusalOf(new Parse.Query(Parse.User).get(owner.id, owner.session))).toMatch(/^209 /);
    expect((await Parse.User.logIn(`owner ${count}`, 'new')).id).toBe(owner.id);
  });

  test('an ACL that lets everybody write lets users change what opens no account', async () => {
    const [owner, writer] = await pair(byEverybody);
    await update(owner, { nick: 'Bo' }, writer.session);
    const read = await new Parse.Query(Parse.User).get(owner.id, MASTER);
    expect(read.get('nick')).toBe('Bo');
  });

  test.each(accountFields)('an ACL that lets everybody write hands over no %s', async (_field, change) => {
    const [owner, writer] = await pair(byEverybody);
    const before = await new Parse.Query(Parse.User).get(owner.id, MASTER);
    expect(await refusalOf(update(owner, change, writer.session))).toBe(REFUSED);
    const after = await new Parse.Query(Parse.User).get(owner.id, MASTER);
    expect(after.toJSON()).toEqual(before.toJSON());
    expect((await Parse.User.logIn(`owner ${count}`, 'secret')).id).toBe(owner.id);
  });

  test.each([
    ['lets everybody write', byEverybody],
    ['lets the other read', async (writer: Caller) => ({ [writer.id]: { read: true } })],
    ['names nobody', async () => ({})],
  ])('an ACL that %s lets no other delete', async (_acl, entries) => {
    const [owner, writer] = await pair(entries);
    expect(await refusalOf(Parse.User.createWithoutData(owner.id).destroy(writer.session))).toBe(REFUSED);
    expect((await new Parse.Query(Parse.User).get(owner.id, MASTER)).id).toBe(owner.id);
  });

  test('a stranger is told the same of what is taken, right, wrong or nobody', async () => {
    const [owner, writer] = await pair(async () => ({}));
    const changes: readonly Parse.Attributes[] = [
      { nick: 'Bo' },
      { username: `writer ${count}` },
      { username: 'nobody has it' },
      { password: 'secret' },
      { password: 'wrong' },
      { emailVerified: true },
    ];
    for (const change of changes) {
      expect(await refusalOf(update(owner, change, writer.session))).toBe(REFUSED);
      expect(await refusalOf(update({ ...owner, id: 'nobody' }, change, writer.session))).toBe(REFUSED);
    }
  });

  test('who has not logged in changes nobody, whatever the ACL says', async () => {
    const [owner] = await pair(byEverybody);
    expect(await refusalOf(update(owner, { nick: 'No' }, {}))).toBe(REFUSED);
    expect(await refusalOf(Parse.User.createWithoutData(owner.id).destroy())).toBe(
      '206 Insufficient auth to delete user',
    );
  });
});
