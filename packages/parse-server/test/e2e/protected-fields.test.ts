import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { idOf, MASTER, signUp, type Caller } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

const DENIED = '119 Permission denied';

describeOnEveryStorage('protected fields', () => {
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

  /** One object of a class of that name, owned by alice, with those fields protected. */
  async function account(
    className: string,
    protectedFields: Readonly<Record<string, readonly string[]>>,
  ): Promise<Parse.Object> {
    const open = Object.fromEntries(
      ['find', 'count', 'get', 'create', 'update', 'delete', 'addField'].map((action) => [
        action,
        { '*': true },
      ]),
    );
    const schema = new Parse.Schema(className).addString('name').addString('iban').addNumber('balance');
    schema.addPointer('owner', '_User').addArray('helpers');
    await schema.setCLP({ ...open, protectedFields }).save();
    const attributes = { name: 'a', iban: 'DE1', balance: 5, owner: alice.user, helpers: [bob.user] };
    return new Parse.Object(className, attributes).save(null, MASTER);
  }

  async function visible(object: Parse.Object, as: object = {}): Promise<string> {
    const got = await new Parse.Query(object.className).get(idOf(object), as);
    const found = await new Parse.Query(object.className).first(as);
    const seen = ['name', 'iban', 'balance'].filter((key) => got.has(key));
    expect(['name', 'iban', 'balance'].filter((key) => found?.has(key))).toEqual(seen);
    return seen.join(' ');
  }

  test('*: hidden from everybody but the master key', async () => {
    const object = await account('ForAll', { '*': ['iban', 'balance'] });
    expect(await visible(object)).toBe('name');
    expect(await visible(object, alice.session)).toBe('name');
    expect(await visible(object, MASTER)).toBe('name iban balance');
  });

  test('authenticated: what users see, among what everybody does not', async () => {
    const object = await account('ForUsers', { '*': ['iban', 'balance'], authenticated: ['iban'] });
    expect(await visible(object)).toBe('name');
    expect(await visible(object, bob.session)).toBe('name balance');
  });

  test('role: what its members see', async () => {
    const object = await account('ForRole', { '*': ['iban', 'balance'], 'role:staff': ['balance'] });
    expect(await visible(object, bob.session)).toBe('name');
    expect(await visible(object, alice.session)).toBe('name iban');
  });

  test('a user id: what that user sees', async () => {
    const object = await account('ForOne', { '*': ['iban', 'balance'], [bob.id]: [] });
    expect(await visible(object, alice.session)).toBe('name');
    expect(await visible(object, bob.session)).toBe('name iban balance');
  });

  test('userField: what those see whom the object points to', async () => {
    const object = await account('ForOwner', {
      '*': ['iban', 'balance'],
      'userField:owner': [],
      'userField:helpers': ['iban'],
    });
    expect(await visible(object)).toBe('name');
    expect(await visible(object, alice.session)).toBe('name iban balance');
    expect(await visible(object, bob.session)).toBe('name balance');
  });

  test('of several groups a caller is in, only what all of them hide is hidden', async () => {
    const object = await account('ForSeveral', {
      '*': ['iban', 'balance'],
      'role:staff': ['iban'],
      [alice.id]: ['balance'],
    });
    expect(await visible(object, alice.session)).toBe('name iban balance');
  });

  test.each<[name: string, build: (query: Parse.Query) => Parse.Query]>([
    ['equalTo', (q) => q.equalTo('iban', 'DE1')],
    ['startsWith', (q) => q.startsWith('iban', 'D')],
    ['exists', (q) => q.exists('iban')],
    ['ascending', (q) => q.ascending('iban')],
    ['or', (q) => Parse.Query.or(q, new Parse.Query('Guarded').equalTo('iban', 'DE1'))],
    [
      'nor',
      (q) => Parse.Query.nor(q.equalTo('name', 'b'), new Parse.Query('Guarded').equalTo('iban', 'DE2')),
    ],
  ])('%s on a protected field is refused', async (_name, build) => {
    if (!(await new Parse.Query('Guarded').first(MASTER))) await account('Guarded', { '*': ['iban'] });
    const query = build(new Parse.Query('Guarded'));
    expect(await refusalOf(query.find())).toBe(DENIED);
    expect(await refusalOf(query.find(MASTER))).toBe('none');
  });

  test('protected fields of included objects are hidden', async () => {
    const object = await account('Inner', { '*': ['iban'] });
    const holder = await new Parse.Object('Outer', { inner: object }).save();
    const found = await new Parse.Query('Outer').include('inner').get(idOf(holder));
    expect(found.get('inner').get('name')).toBe('a');
    expect(found.get('inner').has('iban')).toBe(false);
  });

  test('select does not bring a protected field', async () => {
    await account('Selected', { '*': ['iban'] });
    const found = await new Parse.Query('Selected').select('iban', 'name').first();
    expect(found?.has('iban')).toBe(false);
    expect(found?.get('name')).toBe('a');
  });

  test('protected fields can be written', async () => {
    const object = await account('Writable', { '*': ['iban'] });
    await Parse.Object.fromJSON<Parse.Object>({ ...object.toPointer() }).save({ iban: 'DE2' });
    expect((await object.fetch(MASTER)).get('iban')).toBe('DE2');
  });
});
