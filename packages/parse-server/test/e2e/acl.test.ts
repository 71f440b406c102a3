import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { idOf, MASTER, signUp, type Caller } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';

const NOT_FOUND = '101 Object not found.';

describeOnEveryStorage('access control lists', (server) => {
  let alice: Caller;
  let bob: Caller;
  beforeAll(async () => {
    alice = await signUp('alice');
    bob = await signUp('bob');
  });

  async function saved(acl: Parse.ACL | undefined): Promise<Parse.Object> {
    const note = new Parse.Object('Note', { text: 'a' });
    if (acl) note.setACL(acl);
    return note.save(null, MASTER);
  }

  /** What a caller can do with the object; every attempt is made on a copy of its own. */
  async function rights(note: Parse.Object, caller?: Caller): Promise<string> {
    const as = caller?.session ?? {};
    const copy = (): Parse.Object => Parse.Object.fromJSON({ ...note.toPointer() });
    const attempts: readonly (readonly [letter: string, attempt: () => Promise<unknown>])[] = [
      ['r', () => new Parse.Query('Note').get(idOf(note), as)],
      ['w', () => copy().save({ text: 'b' }, as)],
      ['d', () => copy().destroy(as)],
    ];
    const allowed: string[] = [];
    for (const [letter, attempt] of attempts) {
      const refusal = await refusalOf(attempt());
      if (refusal === 'none') allowed.push(letter);
      else expect(refusal).toBe(NOT_FOUND);
    }
    const found = await new Parse.Query('Note').equalTo('objectId', note.id).count(as);
    expect(found).toBe(allowed.includes('r') && !allowed.includes('d') ? 1 : 0);
    return allowed.join('');
  }

  function aclOf(build: (acl: Parse.ACL) => void): Parse.ACL {
    const acl = new Parse.ACL();
    build(acl);
    return acl;
  }

  test('without an ACL everybody may do everything', async () => {
    expect(await rights(await saved(undefined))).toBe('rwd');
    expect(await rights(await saved(undefined), bob)).toBe('rwd');
  });

  test('an empty ACL shuts everybody out', async () => {
    const note = await saved(new Parse.ACL());
    expect([await rights(note), await rights(note, alice)]).toEqual(['', '']);
    expect((await new Parse.Query('Note').get(idOf(note), MASTER)).id).toBe(note.id);
  });

  test('an ACL for one user', async () => {
    const note = await saved(new Parse.ACL(alice.user));
    expect([await rights(note), await rights(note, bob), await rights(note, alice)]).toEqual(['', '', 'rwd']);
  });

  test('readable by all, writable by one', async () => {
    const acl = new Parse.ACL(alice.user);
    acl.setPublicReadAccess(true);
    const note = await saved(acl);
    expect([await rights(note), await rights(note, bob), await rights(note, alice)]).toEqual([
      'r',
      'r',
      'rwd',
    ]);
  });

  test('writable but not readable', async () => {
    const note = await saved(aclOf((acl) => acl.setWriteAccess(bob.id, true)));
    expect(await rights(note, bob)).toBe('wd');
  });

  test('a user may give an object away and then no longer see it', async () => {
    const note = await saved(new Parse.ACL(alice.user));
    note.setACL(new Parse.ACL(bob.user));
    await note.save(null, alice.session);
    expect([await rights(note, alice), await rights(note, bob)]).toEqual(['', 'rwd']);
  });

  test('the ACL reads back as it was set', async () => {
    const acl = aclOf((each) => {
      each.setPublicReadAccess(true);
      each.setReadAccess(alice.id, true);
      each.setWriteAccess(alice.id, true);
      each.setRoleWriteAccess('editors', true);
    });
    const note = await saved(acl);
    const read = await new Parse.Query('Note').get(idOf(note));
    expect(read.getACL()?.toJSON()).toEqual(acl.toJSON());
  });

  test.each([
    ['an object', '/classes/Note'],
    ['a user', '/users'],
  ])('null for the ACL of %s leaves the rights as they are', async (_what, path) => {
    const object = path === '/users' ? alice.user : await saved(new Parse.ACL(alice.user));
    const headers = { 'X-Parse-Session-Token': alice.session.sessionToken };
    const before = (await new Parse.Query(object.className).get(idOf(object), MASTER)).getACL()?.toJSON();
    const request = { method: 'PUT', path: `${path}/${idOf(object)}`, body: { ACL: null, n: 1 }, headers };
    expect((await httpRequest(server, request)).status).toBe(200);
    const stored = await new Parse.Query(object.className).get(idOf(object), MASTER);
    expect(stored.get('n')).toBe(1);
    expect(stored.getACL()?.toJSON()).toEqual(before);
    expect(before).toEqual({ [alice.id]: { read: true, write: true } });
  });

  test('null for the ACL of a new object is no ACL', async () => {
    const request = { method: 'POST', path: '/classes/Note', body: { ACL: null, n: 1 } };
    const { body } = await httpRequest(server, request);
    expect((await new Parse.Query('Note').get(body.objectId)).getACL()).toBeNull();
  });

  test('public access opens the object again', async () => {
    const note = await saved(new Parse.ACL(alice.user));
    const acl = new Parse.ACL();
    acl.setPublicReadAccess(true);
    acl.setPublicWriteAccess(true);
    await note.setACL(acl).save(null, alice.session);
    expect(await rights(note)).toBe('rwd');
  });

  test('hidden objects are not counted, iterated or included', async () => {
    const secret = new Parse.Object('Hidden', { n: 1 });
    secret.setACL(new Parse.ACL(alice.user));
    await secret.save(null, alice.session);
    const holder = await new Parse.Object('Holder', { secret }).save(null, alice.session);

    expect(await new Parse.Query('Hidden').count()).toBe(0);
    expect(await new Parse.Query('Hidden').find(bob.session)).toEqual([]);
    const included = (as: object): Promise<Parse.Object> =>
      new Parse.Query('Holder').include('secret').get(idOf(holder), as);
    expect((await included(bob.session)).get('secret')?.get('n')).toBeUndefined();
    expect((await included(alice.session)).get('secret').get('n')).toBe(1);
  });

  test('a destroyAll destroys only what the caller may', async () => {
    const mine = await saved(new Parse.ACL(alice.user));
    const theirs = await saved(new Parse.ACL(bob.user));
    await expect(Parse.Object.destroyAll([mine, theirs], alice.session)).rejects.toMatchObject({
      errors: [{ code: Parse.Error.OBJECT_NOT_FOUND }],
    });
    expect(
      await new Parse.Query('Note').containedIn('objectId', [mine.id, theirs.id]).find(MASTER),
    ).toHaveLength(1);
  });
});
