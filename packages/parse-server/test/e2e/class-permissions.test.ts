import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { idOf, MASTER, signUp, type Caller } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

type Permissions = Record<string, Parse.Attributes>;

const ACTIONS = ['find', 'count', 'get', 'create', 'update', 'delete', 'addField'] as const;
type Action = (typeof ACTIONS)[number];

const DENIED = '119 Permission denied';
const LOG_IN_FIRST = '101 Permission denied';
const NOT_FOUND = '101 Object not found.';

const everybody = (value: Parse.Attributes): Permissions =>
  Object.fromEntries(ACTIONS.map((action) => [action, value]));

async function classWith(className: string, permissions: Permissions): Promise<void> {
  const schema = new Parse.Schema(className).addString('text').addPointer('owner', '_User').addArray('team');
  await schema.setCLP({ ...everybody({ '*': true }), ...permissions }).save();
}

/** What happens when the caller does the action on the object. */
async function attempt(action: Action, object: Parse.Object, as: object = {}): Promise<string> {
  const { className } = object;
  const copy = (): Parse.Object => Parse.Object.fromJSON({ ...object.toPointer() });
  const query = (): Parse.Query => new Parse.Query(className).containedIn('objectId', [object.id]);
  switch (action) {
    case 'find':
      return refusalOf(query().find(as));
    case 'count':
      return refusalOf(query().count(as));
    case 'get':
      return refusalOf(copy().fetch(as));
    case 'create':
      return refusalOf(new Parse.Object(className, { text: 'new' }).save(null, as));
    case 'update':
      return refusalOf(copy().save({ text: 'changed' }, as));
    case 'delete':
      return refusalOf(copy().destroy(as));
    case 'addField':
      return refusalOf(copy().save({ [`field${String(Date.now())}`]: 1 }, as));
  }
}

describeOnEveryStorage('class-level permissions', () => {
  let alice: Caller;
  let bob: Caller;
  beforeAll(async () => {
    alice = await signUp('alice');
    bob = await signUp('bob');
    const acl = new Parse.ACL();
    acl.setPublicReadAccess(true);
    const role = new Parse.Role('staff', acl);
    role.getUsers().add(alice.user);
    await role.save(null, MASTER);
  });

  const object = (className: string, attributes: Parse.Attributes = {}): Promise<Parse.Object> =>
    new Parse.Object(className, { text: 'a', ...attributes }).save(null, MASTER);

  test.each(ACTIONS)('nobody may %s, but for the master key', async (action) => {
    await classWith(`Closed_${action}`, { [action]: {} });
    const target = await object(`Closed_${action}`);
    expect(await attempt(action, target)).toBe(DENIED);
    expect(await attempt(action, target, alice.session)).toBe(DENIED);
    expect(await attempt(action, target, MASTER)).toBe('none');
  });

  test.each(ACTIONS)('only one user may %s', async (action) => {
    await classWith(`User_${action}`, { [action]: { [alice.id]: true } });
    const target = await object(`User_${action}`);
    expect(await attempt(action, target)).toBe(DENIED);
    expect(await attempt(action, target, bob.session)).toBe(DENIED);
    expect(await attempt(action, target, alice.session)).toBe('none');
  });

  test.each(ACTIONS)('only a role may %s', async (action) => {
    await classWith(`Role_${action}`, { [action]: { 'role:staff': true } });
    const target = await object(`Role_${action}`);
    expect(await attempt(action, target)).toBe(DENIED);
    expect(await attempt(action, target, bob.session)).toBe(DENIED);
    expect(await attempt(action, target, alice.session)).toBe('none');
  });

  test.each(ACTIONS)('only who is logged in may %s', async (action) => {
    await classWith(`Auth_${action}`, { [action]: { requiresAuthentication: true } });
    const target = await object(`Auth_${action}`);
    expect(await attempt(action, target)).toBe(LOG_IN_FIRST);
    expect(await attempt(action, target, bob.session)).toBe('none');
  });

  test.each<[action: Action, othersGet: string]>([
    ['find', 'none'],
    ['count', 'none'],
    ['get', NOT_FOUND],
    ['update', NOT_FOUND],
    ['delete', NOT_FOUND],
    ['addField', NOT_FOUND],
  ])('only whom the object points to may %s', async (action, othersGet) => {
    await classWith(`Pointer_${action}`, { [action]: { pointerFields: ['owner'] } });
    const target = await object(`Pointer_${action}`, { owner: alice.user });
    expect(await attempt(action, target)).toBe(othersGet);
    expect(await attempt(action, target, bob.session)).toBe(othersGet);
    expect(await attempt(action, target, alice.session)).toBe('none');
  });

  test.each<[title: string, permissions: Permissions]>([
    ['pointerFields', { addField: { pointerFields: ['owner'] } }],
    ['writeUserFields', { addField: {}, writeUserFields: ['owner'] }],
  ])('%s let nobody add a field with a new object', async (title, permissions) => {
    const className = `New_${title}`;
    await classWith(className, permissions);
    const save = (as: object): Promise<string> =>
      refusalOf(new Parse.Object(className, { owner: alice.user, added: 1 }).save(null, as));
    expect(await save({})).toBe(DENIED);
    expect(await save(alice.session)).toBe(DENIED);
    expect(await save(MASTER)).toBe('none');
  });

  test('who knows the id of an object needs no permission to find', async () => {
    await classWith('Unlisted', { find: {}, count: {} });
    const target = await object('Unlisted');
    expect((await new Parse.Query('Unlisted').get(idOf(target))).get('text')).toBe('a');
    expect(await refusalOf(new Parse.Query('Unlisted').equalTo('text', 'a').get(idOf(target)))).toBe(DENIED);

    await classWith('Ungettable', { get: {} });
    const other = await object('Ungettable');
    expect(await refusalOf(new Parse.Query('Ungettable').get(idOf(other)))).toBe(DENIED);
    expect(await new Parse.Query('Ungettable').find()).toHaveLength(1);
  });

  test('who may count and not find is told the number, and no object', async () => {
    await classWith('Counted', { find: {} });
    await object('Counted');
    expect(await new Parse.Query('Counted').count()).toBe(1);
    expect(await refusalOf(new Parse.Query('Counted').withCount().find())).toBe(DENIED);
  });

  test('a find by pointer permission sees only the objects that point to the caller', async () => {
    await classWith('Mine', {
      find: { pointerFields: ['owner', 'team'] },
      count: { pointerFields: ['owner', 'team'] },
    });
    await object('Mine', { text: 'by pointer', owner: alice.user });
    await object('Mine', { text: 'by list', owner: bob.user, team: [alice.user] });
    await object('Mine', { text: 'not', owner: bob.user });
    const found = await new Parse.Query('Mine').ascending('text').find(alice.session);
    expect(found.map((each) => each.get('text'))).toEqual(['by list', 'by pointer']);
    expect(await new Parse.Query('Mine').count(alice.session)).toBe(2);
  });

  test('readUserFields and writeUserFields open what is closed', async () => {
    const permissions = { ...everybody({}), readUserFields: ['owner'], writeUserFields: ['owner'] };
    await classWith('Fields', permissions);
    const target = await object('Fields', { owner: alice.user });
    expect(await attempt('find', target, alice.session)).toBe('none');
    expect(await attempt('update', target, alice.session)).toBe('none');
    expect(await new Parse.Query('Fields').find(bob.session)).toEqual([]);
    expect(await attempt('update', target, bob.session)).toBe(NOT_FOUND);
    expect(await new Parse.Query('Fields').find()).toEqual([]);
  });

  test('permissions count besides the ACL', async () => {
    await classWith('Both', { find: { requiresAuthentication: true } });
    const secret = new Parse.Object('Both', { text: 'secret' });
    secret.setACL(new Parse.ACL(alice.user));
    await secret.save(null, MASTER);
    expect(await new Parse.Query('Both').find(alice.session)).toHaveLength(1);
    expect(await new Parse.Query('Both').find(bob.session)).toEqual([]);
  });

  test('to include objects is to get them, however many they are', async () => {
    await classWith('Gotten', { find: {} });
    await classWith('Listed', { get: {} });
    for (const text of ['one', 'two']) {
      const [gotten, listed] = [await object('Gotten', { text }), await object('Listed', { text })];
      await new Parse.Object('Keeper', { gotten, listed }).save(null, MASTER);
    }
    const kept = await new Parse.Query('Keeper').include('gotten').ascending('createdAt').find();
    expect(kept.map((keeper) => keeper.get('gotten').get('text'))).toEqual(['one', 'two']);
    expect(await refusalOf(new Parse.Query('Keeper').include('listed').find())).toBe(DENIED);
  });

  test('a relation of an object that nobody may get is empty, however it is asked for', async () => {
    await classWith('Club', { get: {} });
    await classWith('Circle', { get: { requiresAuthentication: true } });
    const member = await new Parse.Object('Member').save();
    for (const className of ['Club', 'Circle']) {
      const club = await object(className);
      club.relation('members').add(member);
      await club.save(null, MASTER);
      const members = (): Parse.Query => club.relation('members').query();
      expect(await members().find()).toEqual([]);
      expect(await members().count()).toBe(0);
      const nobody = new Parse.Query('Member').equalTo('objectId', 'nobody');
      expect(await Parse.Query.or(members(), nobody).find()).toEqual([]);
      expect((await members().find(MASTER)).map(idOf)).toEqual([idOf(member)]);
    }
    const [circle] = await new Parse.Query('Circle').find();
    expect(await circle?.relation('members').query().find(alice.session)).toHaveLength(1);
  });

  test('objects of a closed class are not included', async () => {
    await classWith('Vault', { get: {}, find: {} });
    const vault = await object('Vault');
    const holder = await new Parse.Object('Holder', { vault }).save();
    expect(await refusalOf(new Parse.Query('Holder').include('vault').find())).toBe(DENIED);
    expect(
      (await new Parse.Query('Holder').include('vault').get(idOf(holder), MASTER)).get('vault').get('text'),
    ).toBe('a');
  });

  test('a change of permissions counts at once', async () => {
    await classWith('Changing', {});
    const target = await object('Changing');
    expect(await attempt('find', target)).toBe('none');
    await new Parse.Schema('Changing').setCLP({ ...everybody({ '*': true }), find: {} }).update();
    expect(await attempt('find', target)).toBe(DENIED);
  });

  test('a default ACL is given to objects that come without one', async () => {
    await classWith('Private', { ACL: { currentUser: { read: true, write: true } } });
    const mine = await new Parse.Object('Private', { text: 'a' }).save(null, alice.session);
    const open = new Parse.Object('Private', { text: 'b' });
    const acl = new Parse.ACL();
    acl.setPublicReadAccess(true);
    await open.setACL(acl).save(null, alice.session);

    const rights = { [alice.id]: { read: true, write: true } };
    expect(mine.getACL()?.toJSON()).toEqual(rights);
    expect((await new Parse.Query('Private').get(idOf(mine), MASTER)).getACL()?.toJSON()).toEqual(rights);
    expect((await new Parse.Query('Private').find()).map((each) => each.get('text'))).toEqual(['b']);
  });

  test.each([
    ['an unknown action', { fly: { '*': true } }],
    ['an entity that is none', { find: { 'not an id': true } }],
    ['a pointer field that is no pointer', { readUserFields: ['text'] }],
    ['a value that is not true', { find: { '*': 'yes' } }],
  ])('%s is refused', async (_name, permissions) => {
    expect(await refusalOf(classWith('Wrong', permissions))).toMatch(/^107 /);
  });
});
