import Parse from 'parse/node';
import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';
import { removeHooks } from './support/remove-hooks.js';

/** A save by its client, as the handler under test is called. */
type SaveRequest = Parse.Cloud.TriggerRequest;

describeOnEveryStorage(
  'triggers of Cloud Code',
  (server) => {
    beforeEach(removeHooks);

    describe('beforeSave', () => {
      test('changes what is saved, and the client is told', async () => {
        Parse.Cloud.beforeSave('Post', ({ object }) => {
          object.set('slug', String(object.get('title')).toLowerCase());
          object.increment('saves');
        });
        const post = await new Parse.Object('Post', { title: 'Hello' }).save();
        expect(post.attributes).toMatchObject({ title: 'Hello', slug: 'hello', saves: 1 });
        await post.save({ title: 'World' });
        expect(post.attributes).toMatchObject({ title: 'World', slug: 'world', saves: 2 });
        const stored = await new Parse.Query('Post').get(idOf(post));
        expect(stored.attributes).toMatchObject({ title: 'World', slug: 'world', saves: 2 });
      });

      test.each<
        [string, Record<string, unknown>, (object: Parse.Object) => unknown, Record<string, unknown>]
      >([
        ['sets', { a: 1 }, (object) => object.set('b', [1, { c: 2 }]), { a: 1, b: [1, { c: 2 }] }],
        ['unsets', { a: 1, b: 2 }, (object) => object.unset('b'), { a: 1 }],
        ['reverts', { a: 1, b: 2 }, (object) => object.revert('b'), { a: 1 }],
        ['adds', { list: [1] }, (object) => object.add('list', 2), { list: [1, 2] }],
        ['removes', { list: [1, 2] }, (object) => object.remove('list', 1), { list: [2] }],
        ['changes a list in place', { list: [1] }, (object) => object.get('list').push(2), { list: [1, 2] }],
        [
          'changes an object in place',
          { map: { a: 1 } },
          (object) => (object.get('map').b = 2),
          { map: { a: 1, b: 2 } },
        ],
        ['sets a date', {}, (object) => object.set('at', new Date(0)), { at: new Date(0) }],
      ])('may change fields in every way: %s', async (_name, given, change, expected) => {
        Parse.Cloud.beforeSave('Ways', ({ object }) => {
          change(object);
        });
        const saved = await new Parse.Object('Ways', given).save();
        const {
          createdAt: _c,
          updatedAt: _u,
          ...stored
        } = (await new Parse.Query('Ways').get(idOf(saved))).attributes;
        expect(stored).toEqual(expected);
      });

      test('changes stored lists and objects in place', async () => {
        const saved = await new Parse.Object<Parse.Attributes>('Places', {
          list: [1],
          map: { a: 1 },
          untouched: { x: 1 },
        }).save();
        Parse.Cloud.beforeSave('Places', ({ object }) => {
          object.get('list').push(2);
          object.get('map').b = 2;
        });
        await saved.save({ other: true });
        const stored = await new Parse.Query('Places').get(idOf(saved));
        expect(stored.attributes).toMatchObject({
          list: [1, 2],
          map: { a: 1, b: 2 },
          untouched: { x: 1 },
          other: true,
        });
      });

      test('sets pointers, relations and the ACL', async () => {
        const { id, session } = await signUp(`acl-${server.appId}`);
        const friend = await new Parse.Object('Friend').save();
        Parse.Cloud.beforeSave('Linked', ({ object, user }) => {
          object.set('friend', friend);
          object.relation('friends').add(friend);
          if (user) object.setACL(new Parse.ACL(user));
        });
        const linked = await new Parse.Object('Linked').save(null, session);
        const stored = await new Parse.Query('Linked').include('friend').get(idOf(linked), session);
        expect(stored.getACL()?.toJSON()).toEqual({ [id]: { read: true, write: true } });
        expect(stored.get('friend').id).toBe(friend.id);
        const members = await stored.relation('friends').query().find(session);
        expect(members.map((member) => member.id)).toEqual([friend.id]);
        expect(await refusalOf(new Parse.Query('Linked').get(idOf(linked)))).toMatch(/^101 /);
      });

      test('sees the change, the original, and whether the object is new', async () => {
        const seen: unknown[] = [];
        Parse.Cloud.beforeSave('Seen', ({ object, original }) => {
          seen.push({
            isNew: object.isNew(),
            existed: object.existed(),
            id: object.id,
            dirty: object.dirtyKeys().sort(),
            isNameDirty: object.dirty('name'),
            n: object.get('n'),
            op: object.op('n')?.toJSON(),
            kept: object.get('kept'),
            original: original?.get('n'),
          });
        });
        const saved = await new Parse.Object<Parse.Attributes>('Seen', { n: 1, kept: true }).save();
        saved.increment('n', 4);
        await saved.save({ name: 'x' });
        expect(seen).toEqual([
          {
            isNew: true,
            existed: false,
            id: undefined,
            dirty: ['kept', 'n'],
            isNameDirty: true,
            n: 1,
            op: 1,
            kept: true,
            original: undefined,
          },
          {
            isNew: false,
            existed: true,
            id: saved.id,
            dirty: ['n', 'name'],
            isNameDirty: true,
            n: 5,
            op: { __op: 'Increment', amount: 4 },
            kept: true,
            original: 1,
          },
        ]);
      });

      test('answers with what it changed and not with what it left alone', async () => {
        Parse.Cloud.beforeSave('Echo', ({ object }) => {
          object.set('same', object.get('same'));
          object.set('made', 1);
        });
        const { body } = await httpRequest(server, {
          path: '/classes/Echo',
          body: { same: { a: [1] }, sent: 'x' },
        });
        expect(Object.keys(body).sort()).toEqual(['createdAt', 'made', 'objectId']);
      });

      test('answers with the ACL that it set and with what it took away', async () => {
        Parse.Cloud.beforeSave('Taken', ({ object }) => {
          object.setACL(new Parse.ACL({ '*': { read: true } }));
          object.unset('secret');
        });
        const saved = await new Parse.Object('Taken', { secret: 1 }).save();
        expect([saved.getACL()?.toJSON(), saved.has('secret')]).toEqual([{ '*': { read: true } }, false]);
      });

      test.each<[string, unknown, string]>([
        ['text', 'no way', '141 no way'],
        ['an error', new Error('broken'), '141 broken'],
        ['a Parse.Error', new Parse.Error(4711, 'coded'), '4711 coded'],
        ['nothing', undefined, '141 Script failed.'],
      ])('refuses the save by throwing %s', async (_name, thrown, expected) => {
        Parse.Cloud.beforeSave('Refused', () => {
          throw thrown;
        });
        expect(await refusalOf(new Parse.Object('Refused', { a: 1 }).save())).toBe(expected);
        expect(await new Parse.Query('Refused').count(MASTER)).toBe(0);
      });

      test('may save other objects, as nobody unless it says otherwise', async () => {
        Parse.Cloud.beforeSave('Outer', async ({ object }) => {
          const log = await new Parse.Object('Inner', { of: object.get('name') }).save(null, MASTER);
          const closed = new Parse.Object('Closed', { of: log });
          closed.setACL(new Parse.ACL());
          await closed.save(null, MASTER);
          object.set('seen', await new Parse.Query('Closed').count());
          object.set('there', await new Parse.Query('Closed').count(MASTER));
        });
        const outer = await new Parse.Object('Outer', { name: 'o' }).save();
        expect(outer.attributes).toMatchObject({ seen: 0, there: 1 });
      });

      test('passes a context of its own on to afterSave', async () => {
        const seen: unknown[] = [];
        Parse.Cloud.beforeSave('Context', ({ context }) => {
          seen.push({ ...context });
          context['added'] = 2;
        });
        Parse.Cloud.afterSave('Context', ({ context }) => void seen.push({ ...context }));
        await new Parse.Object('Context').save(null, { context: { given: 1 } });
        await Parse.Object.saveAll([new Parse.Object('Context'), new Parse.Object('Context')], {
          context: { both: 1 },
        });
        expect(seen.slice(0, 2)).toEqual([{ given: 1 }, { given: 1, added: 2 }]);
        expect(seen.slice(2).filter((context) => 'added' in (context as object))).toHaveLength(2);
      });

      test('is told who asks, and how', async () => {
        const seen: SaveRequest[] = [];
        Parse.Cloud.beforeSave('Who', (request) => void seen.push(request));
        const { id, session } = await signUp(`who-${server.appId}`);
        await new Parse.Object('Who').save(null, session);
        await new Parse.Object('Who').save(null, MASTER);
        expect(seen.map(({ user, master, triggerName }) => [user?.id, master, triggerName])).toEqual([
          [id, false, 'beforeSave'],
          [undefined, true, 'beforeSave'],
        ]);
      });

      test('of users sees the password as it was sent, and may change it', async () => {
        const seen: unknown[] = [];
        Parse.Cloud.beforeSave(Parse.User, ({ object, original }) => {
          seen.push([
            object.get('password'),
            original?.get('password'),
            Object.keys(object.attributes).filter((key) => key.startsWith('_')),
          ]);
          if (object.isNew()) object.set('password', 'changed');
        });
        const username = `pw-${server.appId}`;
        await new Parse.User({ username, password: 'secret' }).signUp();
        const user = await Parse.User.logIn(username, 'changed');
        await user.save({ nickname: 'nick' }, { sessionToken: user.getSessionToken() });
        expect(seen).toEqual([
          ['secret', undefined, []],
          [undefined, undefined, []],
        ]);
      });

      test('runs for each object of a list, and may refuse some', async () => {
        Parse.Cloud.beforeSave('Many', ({ object }) => {
          if (object.get('n') === 2) throw new Parse.Error(4711, 'not two');
        });
        const objects = [1, 2, 3].map((n) => new Parse.Object('Many', { n }));
        await expect(Parse.Object.saveAll(objects)).rejects.toMatchObject({ code: 4711 });
        const stored = await new Parse.Query('Many').ascending('n').find();
        expect(stored.map((object) => object.get('n'))).toEqual([1, 3]);
      });

      test('of a subclass is the same as of its name', async () => {
        class Ship extends Parse.Object {
          constructor() {
            super('Ship');
          }
        }
        Parse.Object.registerSubclass('Ship', Ship);
        Parse.Cloud.beforeSave(Ship, ({ object }) => void object.set('isShip', object instanceof Ship));
        expect((await new Ship().save()).get('isShip')).toBe(true);
      });
    });

    describe('afterSave', () => {
      test('sees what was saved', async () => {
        const seen: unknown[] = [];
        Parse.Cloud.afterSave('After', ({ object, original }) => {
          seen.push([
            object.id !== undefined,
            object.existed(),
            object.get('n'),
            object.dirtyKeys(),
            original?.get('n'),
          ]);
        });
        const saved = await new Parse.Object('After', { n: 1 }).save();
        await saved.save({ n: 2 });
        expect(seen).toEqual([
          [true, false, 1, [], undefined],
          [true, true, 2, [], 1],
        ]);
      });

      test('cannot undo the save by failing', async () => {
        Parse.Cloud.afterSave('Fails', () => {
          throw new Error('too late');
        });
        const saved = await new Parse.Object('Fails').save();
        expect((await new Parse.Query('Fails').get(idOf(saved))).id).toBe(saved.id);
      });

      test('may change what the client is answered, which stores nothing', async () => {
        Parse.Cloud.afterSave(
          'Answer',
          ({ object }) => void object.set('extra', 'only an answer').unset('b'),
        );
        const saved = await new Parse.Object<Parse.Attributes>('Answer', { a: 1, b: 1 }).save();
        expect(saved.attributes).toMatchObject({ a: 1, extra: 'only an answer' });
        expect(saved.has('b')).toBe(false);
        expect((await new Parse.Query('Answer').get(idOf(saved))).has('extra')).toBe(false);
      });

      test.each<[string, (object: Parse.Object) => unknown, object]>([
        ['an object instead of the answer', () => ({ replaced: true }), { replaced: true }],
        ['nothing in particular', () => ({}), {}],
        ['another object of the SDK', () => new Parse.Object('Other', { z: 1 }), { z: 1 }],
        ['its own object', (object) => object, { n: 2, updatedAt: expect.any(String) }],
        ['a text, which is no answer', () => 'text', { n: 2, updatedAt: expect.any(String) }],
      ])('may return %s', async (...[, answer, expected]) => {
        Parse.Cloud.afterSave('Returns', async ({ object }) => answer(object) as Promise<undefined>);
        const saved = await new Parse.Object('Returns', { n: 1 }).save(null, { context: {} });
        const { results } = (await httpRequest(server, { path: '/classes/Returns?order=-createdAt' })).body;
        const path = `/classes/Returns/${String(saved.id ?? results[0].objectId)}`;
        const body = { n: { __op: 'Increment', amount: 1 } };
        const { body: given } = await httpRequest(server, { method: 'PUT', path, body });
        expect(given).toEqual(expected);
      });
    });

    describe('deleting', () => {
      test('asks beforeDelete and tells afterDelete', async () => {
        const seen: unknown[] = [];
        Parse.Cloud.beforeDelete('Deleted', ({ object, context }) => {
          seen.push(['before', object.get('n')]);
          context['from'] = 'before';
          if (object.get('n') === 2) throw new Error('stays');
        });
        Parse.Cloud.afterDelete(
          'Deleted',
          ({ object, context }) => void seen.push(['after', object.get('n'), { ...context }]),
        );
        const [one, two] = await Parse.Object.saveAll([1, 2].map((n) => new Parse.Object('Deleted', { n })));
        await one?.destroy();
        expect(await refusalOf(two?.destroy() ?? Promise.resolve())).toBe('141 stays');
        expect(await new Parse.Query('Deleted').count(MASTER)).toBe(1);
        expect(seen).toEqual([
          ['before', 1],
          ['after', 1, { from: 'before' }],
          ['before', 2],
        ]);
      });
    });

    describe('logging in and out', () => {
      test('beforeLogin may refuse; afterLogin and afterLogout are told', async () => {
        const seen: unknown[] = [];
        const username = `login-${server.appId}`;
        await signUp(username);
        Parse.Cloud.beforeLogin(({ object }) => {
          seen.push(['beforeLogin', object.get('username')]);
          if (object.get('isBanned')) throw new Error('banned');
        });
        const tokens: unknown[] = [];
        Parse.Cloud.afterLogin(({ object, user }) => {
          seen.push(['afterLogin', object.get('username'), user?.id === object.id]);
          tokens.push(object.get('sessionToken'), user?.getSessionToken());
        });
        Parse.Cloud.afterLogout(({ object }) => void seen.push(['afterLogout', object.className]));
        const user = await Parse.User.logIn(username, 'secret');
        expect(tokens).toEqual([user.getSessionToken(), user.getSessionToken()]);
        await httpRequest(server, {
          method: 'POST',
          path: '/logout',
          headers: { 'X-Parse-Session-Token': user.getSessionToken() ?? '' },
        });
        await user.save({ isBanned: true }, MASTER);
        expect(await refusalOf(Parse.User.logIn(username, 'secret'))).toBe('141 banned');
        expect(seen).toEqual([
          ['beforeLogin', username],
          ['afterLogin', username, true],
          ['afterLogout', '_Session'],
          ['beforeLogin', username],
        ]);
      });
    });

    test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
      'for a class that cannot be, %s, change nothing',
      async (name) => {
        Parse.Cloud.beforeSave(name, () => undefined);
        Parse.Cloud.beforeFind(name, () => undefined);
        expect(await refusalOf(new Parse.Object(name, { a: 1 }).save())).toMatch(/^103 /);
        expect(await refusalOf(new Parse.Object('Ordinary', { a: 1 }).save())).toBe('none');
      },
    );

    test('in a transaction are part of it', async () => {
      Parse.Cloud.beforeSave('Together', ({ object }) => {
        if (object.get('n') === 2) throw new Error('not two');
      });
      const objects = [1, 2].map((n) => new Parse.Object('Together', { n }));
      await expect(Parse.Object.saveAll(objects, { transaction: true })).rejects.toBeDefined();
      expect(await new Parse.Query('Together').count(MASTER)).toBe(0);
    });
  },
  { cloud: () => undefined },
);
