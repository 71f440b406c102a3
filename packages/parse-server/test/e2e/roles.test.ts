import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { MASTER, signUp, type Caller } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

const openAcl = (): Parse.ACL => {
  const acl = new Parse.ACL();
  acl.setPublicReadAccess(true);
  return acl;
};

async function roleWith(
  name: string,
  members: { users?: Parse.User[]; roles?: Parse.Role[] } = {},
): Promise<Parse.Role> {
  const role = new Parse.Role(name, openAcl());
  if (members.users) role.getUsers().add(members.users);
  if (members.roles) role.getRoles().add(members.roles);
  return role.save(null, MASTER);
}

/** An object that only that role may read and write. */
async function objectFor(role: Parse.Role): Promise<Parse.Object> {
  const acl = new Parse.ACL();
  acl.setRoleReadAccess(role, true);
  acl.setRoleWriteAccess(role, true);
  const document = new Parse.Object('Document', { n: 0 });
  document.setACL(acl);
  return document.save(null, MASTER);
}

const mayRead = async (document: Parse.Object, caller: Caller): Promise<boolean> =>
  (await new Parse.Query('Document').equalTo('objectId', document.id).count(caller.session)) === 1;

describeOnEveryStorage('roles', () => {
  let alice: Caller;
  let bob: Caller;
  beforeAll(async () => {
    alice = await signUp('alice');
    bob = await signUp('bob');
  });

  test('members have what the role has', async () => {
    const document = await objectFor(await roleWith('readers', { users: [alice.user] }));
    expect(await mayRead(document, alice)).toBe(true);
    expect(await mayRead(document, bob)).toBe(false);
    expect(await refusalOf(document.save({ n: 1 }, alice.session))).toBe('none');
    expect(await refusalOf(document.save({ n: 2 }, bob.session))).toBe('101 Object not found.');
  });

  test('a role has what the roles that contain it have', async () => {
    const owners = await roleWith('owners', { users: [alice.user] });
    const editors = await roleWith('editors', { roles: [owners] });
    const viewers = await roleWith('viewers', { roles: [editors] });
    expect(await mayRead(await objectFor(viewers), alice)).toBe(true);
    expect(await mayRead(await objectFor(owners), alice)).toBe(true);
  });

  test('roles that contain one another do no harm', async () => {
    const left = await roleWith('left', { users: [alice.user] });
    const right = await roleWith('right', { roles: [left] });
    left.getRoles().add(right);
    await left.save(null, MASTER);
    expect(await mayRead(await objectFor(right), alice)).toBe(true);
    expect(await mayRead(await objectFor(left), bob)).toBe(false);
  });

  test('a change of members counts at once', async () => {
    const role = await roleWith('team');
    const document = await objectFor(role);
    expect(await mayRead(document, bob)).toBe(false);

    role.getUsers().add(bob.user);
    await role.save(null, MASTER);
    expect(await mayRead(document, bob)).toBe(true);

    role.getUsers().remove(bob.user);
    await role.save(null, MASTER);
    expect(await mayRead(document, bob)).toBe(false);
  });

  test('a change further up counts at once', async () => {
    const inner = await roleWith('inner', { users: [bob.user] });
    const outer = await roleWith('outer');
    const document = await objectFor(outer);
    expect(await mayRead(document, bob)).toBe(false);
    outer.getRoles().add(inner);
    await outer.save(null, MASTER);
    expect(await mayRead(document, bob)).toBe(true);
  });

  test('a deleted role gives nothing', async () => {
    const role = await roleWith('doomed', { users: [bob.user] });
    const document = await objectFor(role);
    expect(await mayRead(document, bob)).toBe(true);
    await role.destroy(MASTER);
    expect(await mayRead(document, bob)).toBe(false);
  });

  test('members of a role that may write it change it', async () => {
    const role = new Parse.Role('self-run', openAcl());
    role.getUsers().add(alice.user);
    const acl = openAcl();
    acl.setRoleWriteAccess('self-run', true);
    role.setACL(acl);
    await role.save(null, MASTER);

    role.getUsers().add(bob.user);
    expect(await refusalOf(role.save(null, bob.session))).toBe('101 Object not found.');
    role.revert();
    role.getUsers().add(bob.user);
    expect(await refusalOf(role.save(null, alice.session))).toBe('none');
    expect(await role.getUsers().query().count(MASTER)).toBe(2);
  });

  test('roles are found by name', async () => {
    const role = await roleWith('findable');
    const found = await new Parse.Query(Parse.Role).equalTo('name', 'findable').first();
    expect(found).toBeInstanceOf(Parse.Role);
    expect(found?.id).toBe(role.id);
  });

  test('a name is given once', async () => {
    await roleWith('single');
    expect(await refusalOf(roleWith('single'))).toMatch(/^137 /);
  });

  test('a role needs a name and an ACL', async () => {
    const create = (body: object): Promise<unknown> =>
      Parse.CoreManager.getRESTController().request('POST', 'roles', body, MASTER);
    expect(await refusalOf(create({ ACL: {} }))).toBe('111 name is required.');
    expect(await refusalOf(create({ name: 'bare' }))).toBe('111 ACL is required.');
  });
});
