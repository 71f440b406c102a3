import Parse from 'parse/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MASTER, signUp, type Caller } from './e2e/support/callers.js';
import { connectSdk } from './e2e/support/connect-sdk.js';
import { refusalOf } from './e2e/support/refusal-of.js';
import { startServer, type TestServer } from './e2e/support/start-server.js';
import { storages } from './e2e/support/storages.js';
import { countingStorage, type CountingStorage } from './support/counting-storage.js';

const games = (): Parse.Query => new Parse.Query('Game');

/** An object of the class that the SDK has not loaded. */
const unloaded = (object: Parse.Object): Parse.Object => Parse.Object.fromJSON({ ...object.toPointer() });

describe.each(storages)('round trips on $name', (kind) => {
  let callsDuring: CountingStorage['callsDuring'];
  let storesMany: boolean;
  let server: TestServer;
  let game: Parse.Object;

  beforeAll(async () => {
    const counting = countingStorage(await kind.create());
    ({ callsDuring } = counting);
    storesMany = counting.storage.insertMany !== undefined;
    server = await startServer({ ...kind, create: async () => counting.storage }, { appId: 'round trips' });
    connectSdk(server);
    const author = await new Parse.Object('Author', {
      name: 'a',
      country: await new Parse.Object('Country').save(),
    }).save();
    game = await new Parse.Object('Game', { n: 1, author }).save();
    await new Parse.Object('Game', { n: 2, author }).save();
    await new Parse.Object('Hooked', { n: 1 }).save();
  });
  afterAll(() => server.close());

  describe('one request of an anonymous client', () => {
    test.each<[name: string, work: () => Promise<unknown>, calls: readonly string[]]>([
      ['get', () => unloaded(game).fetch(), ['find Game']],
      ['find', () => games().equalTo('n', 1).ascending('n').find(), ['find Game']],
      ['count', () => games().count(), ['count Game']],
      ['find with count', () => games().withCount().find(), ['find Game', 'count Game']],
      [
        'find with one include for all results',
        () => games().include('author').find(),
        ['find Game', 'find Author'],
      ],
      [
        'find with an include through another',
        () => games().include('author.country').find(),
        ['find Game', 'find Author', 'find Country'],
      ],
      [
        'find with a subquery',
        () => games().matchesQuery('author', new Parse.Query('Author').equalTo('name', 'a')).find(),
        ['find Author', 'find Game'],
      ],
      ['create', () => new Parse.Object('Game', { n: 3 }).save(), ['insert Game']],
      ['update', () => unloaded(game).save({ n: 4 }), ['update Game']],
      ['an atomic operation', () => unloaded(game).increment('n').save(), ['update Game']],
      ['delete', async () => unloaded(game).destroy(), ['remove Game']],
    ])('%s', async (_name, work, calls) => {
      expect(await callsDuring(work)).toEqual(calls);
    });

    test('saving twenty objects stores several at a time where the storage can', async () => {
      const twenty = Array.from({ length: 20 }, (_, n) => new Parse.Object('Game', { n }));
      const groups = [8, 8, 4].map((size) => `insertMany (${size}) Game`);
      const singles = Array.from({ length: 20 }, () => 'insert Game');
      expect(await callsDuring(() => Parse.Object.saveAll(twenty))).toEqual(storesMany ? groups : singles);
    });

    test('an update that adds a field sees first that there is something to update', async () => {
      const object = await new Parse.Object('Game', { n: 1 }).save();
      expect(await callsDuring(() => unloaded(object).save({ fresh: 1 }))).toEqual([
        'find Game',
        'update Game',
      ]);
      expect(await callsDuring(() => unloaded(object).save({ fresh: 2 }))).toEqual(['update Game']);
    });

    test('distinct with the master key', async () => {
      expect(await callsDuring(() => games().distinct('n'))).toEqual(['distinct Game']);
    });
  });

  describe('a class with a trigger that is told the original', () => {
    beforeAll(() => {
      const { triggers } = server.app;
      triggers.onObject('beforeSave', 'Hooked', async () => undefined);
      triggers.onObject('beforeDelete', 'Hooked', async () => undefined);
    });

    test('create needs none', async () => {
      expect(await callsDuring(() => new Parse.Object('Hooked', { n: 1 }).save())).toEqual(['insert Hooked']);
    });

    test('update and delete read it once', async () => {
      const hooked = await new Parse.Object('Hooked', { n: 1 }).save();
      expect(await callsDuring(() => unloaded(hooked).save({ n: 2 }))).toEqual([
        'find Hooked',
        'update Hooked',
      ]);
      expect(await callsDuring(() => unloaded(hooked).destroy())).toEqual(['find Hooked', 'remove Hooked']);
    });
  });

  describe('a request of a user', () => {
    let alice: Caller;
    let role: Parse.Role;
    beforeAll(async () => {
      alice = await signUp('alice');
      const acl = new Parse.ACL();
      acl.setPublicReadAccess(true);
      role = await new Parse.Role('players', acl).save(null, MASTER);
      const secret = new Parse.Object('Secret', { n: 1 });
      const forPlayers = new Parse.ACL();
      forPlayers.setRoleReadAccess('players', true);
      await secret.setACL(forPlayers).save(null, MASTER);
    });

    const findAs = (caller: Caller): Promise<readonly string[]> =>
      callsDuring(() => games().find(caller.session));
    const secretsOf = async (caller: Caller): Promise<number> =>
      (await new Parse.Query('Secret').find(caller.session)).length;

    test('reads the session and the roles once, then neither', async () => {
      const { session } = await signUp('fresh');
      const first = await callsDuring(() => games().find(session));
      expect(first).toEqual(expect.arrayContaining(['find _Session', 'find _Join:users:_Role', 'find Game']));
      expect(await callsDuring(() => games().find(session))).toEqual(['find Game']);
      expect(await callsDuring(() => new Parse.Object('Game').save(null, session))).toEqual(['insert Game']);
    });

    test('reads the roles again after a role changed', async () => {
      expect(await secretsOf(alice)).toBe(0);
      role.getUsers().add(alice.user);
      await role.save(null, MASTER);
      expect(await secretsOf(alice)).toBe(1);
      expect(await findAs(alice)).toEqual(['find Game']);

      role.getUsers().remove(alice.user);
      await role.save(null, MASTER);
      expect(await secretsOf(alice)).toBe(0);
    });

    test('knows its roles still when others became members, and not when a role became one', async () => {
      const bob = await signUp('bob');
      const read = 'find _Join:users:_Role';
      expect(await findAs(bob)).toContain(read);
      role.getUsers().add(alice.user);
      await role.save(null, MASTER);
      expect(await findAs(bob)).toEqual(['find Game']);
      const inner = new Parse.Role('inner', new Parse.ACL());
      inner.getUsers().add(alice.user);
      await inner.save(null, MASTER);
      expect(await findAs(bob)).toEqual(['find Game']);
      role.getRoles().add(inner);
      await role.save(null, MASTER);
      expect(await findAs(bob)).toContain(read);
    });

    test('is refused after the log-out of its session', async () => {
      const { session } = await signUp('leaving');
      await games().find(session);
      await Parse.CoreManager.getRESTController().request('POST', 'logout', {}, session);
      expect(await refusalOf(games().find(session))).toBe('209 Invalid session token');
    });

    test('is refused after the user got a new password elsewhere', async () => {
      const { user, session } = await signUp('renewing');
      const there = await Parse.User.logIn('renewing', 'secret', { installationId: 'elsewhere' });
      const elsewhere = { sessionToken: there.getSessionToken() ?? '' };
      await games().find(elsewhere);
      await user.save({ password: 'changed' }, session);
      expect(await refusalOf(games().find(elsewhere))).toBe('209 Invalid session token');
    });

    test('is refused after its session was destroyed', async () => {
      const { session } = await signUp('destroyed');
      await games().find(session);
      const [row] = await new Parse.Query(Parse.Session).find(session);
      await row?.destroy(MASTER);
      expect(await refusalOf(games().find(session))).toBe('209 Invalid session token');
    });

    test('is refused after the user was deleted', async () => {
      const { user, session } = await signUp('deleted');
      await games().find(session);
      await user.destroy(MASTER);
      expect(await refusalOf(games().find(session))).toBe('209 Invalid session token');
    });

    test('updates the user itself', async () => {
      const { user, session } = await signUp('changing', { nick: 'c' });
      await games().find(session);
      expect(await callsDuring(() => unloaded(user).save({ nick: 'd' }, session))).toEqual(['update _User']);
    });
  });
});
