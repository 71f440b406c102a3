import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf, MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

const songs = (...names: readonly string[]): Promise<Parse.Object[]> =>
  Parse.Object.saveAll(names.map((name) => new Parse.Object('Song', { name })));

const namesIn = async (query: Parse.Query): Promise<readonly string[]> =>
  (await query.ascending('name').find()).map((found) => found.get('name'));

describeOnEveryStorage('relations', () => {
  test('objects that were added are found through the relation', async () => {
    const [a, b] = await songs('a', 'b', 'c');
    const list = new Parse.Object('Playlist');
    list.relation('songs').add([a, b].filter((song) => song !== undefined));
    await list.save();

    expect(await namesIn(list.relation('songs').query())).toEqual(['a', 'b']);
    expect(await list.relation('songs').query().equalTo('name', 'b').count()).toBe(1);
    expect(await namesIn(list.relation('songs').query().skip(1).limit(1))).toEqual(['b']);
  });

  test('adding and removing in one save', async () => {
    const [a, b, c] = await songs('a', 'b', 'c');
    if (!a || !b || !c) throw new TypeError('three songs were saved');
    const list = new Parse.Object('Playlist');
    list.relation('songs').add([a, b]);
    await list.save();
    list.relation('songs').remove(a);
    list.relation('songs').add([c, b]);
    await list.save();
    expect(await namesIn(list.relation('songs').query())).toEqual(['b', 'c']);
  });

  test('removing what is not in the relation does nothing', async () => {
    const [a] = await songs('a');
    const list: Parse.Object = await new Parse.Object('Playlist', { name: 'empty' }).save();
    if (a) list.relation('songs').remove(a);
    await list.save();
    expect(await list.relation('songs').query().count()).toBe(0);
  });

  test('a relation that was read is the relation that was saved', async () => {
    const [a] = await songs('a');
    const list = new Parse.Object('Playlist');
    if (a) list.relation('songs').add(a);
    await list.save();
    const read = await new Parse.Query('Playlist').get(idOf(list));
    expect(read.relation('songs').targetClassName).toBe('Song');
    expect(await namesIn(read.relation('songs').query())).toEqual(['a']);
  });

  test('the owners of an object are found by the relation', async () => {
    const [a, b] = await songs('a', 'b');
    if (!a || !b) throw new TypeError('two songs were saved');
    const both: Parse.Object = new Parse.Object('Owner', { name: 'both' });
    both.relation('songs').add([a, b]);
    const one: Parse.Object = new Parse.Object('Owner', { name: 'one' });
    one.relation('songs').add(a);
    await Parse.Object.saveAll([both, one, new Parse.Object('Owner', { name: 'none' })]);

    const owners = (): Parse.Query => new Parse.Query('Owner');
    expect(await namesIn(owners().equalTo('songs', a))).toEqual(['both', 'one']);
    expect(await namesIn(owners().containedIn('songs', [b]))).toEqual(['both']);
    expect(await namesIn(owners().notEqualTo('songs', b))).toEqual(['none', 'one']);
    expect(
      await namesIn(Parse.Query.or(owners().equalTo('songs', b), owners().equalTo('name', 'none'))),
    ).toEqual(['both', 'none']);
    expect(
      await namesIn(owners().matchesQuery('songs', new Parse.Query('Song').equalTo('objectId', b.id))),
    ).toEqual(['both']);
  });

  test('a destroyed object leaves the relation', async () => {
    const [a, b] = await songs('a', 'b');
    if (!a || !b) throw new TypeError('two songs were saved');
    const list = new Parse.Object('Playlist');
    list.relation('songs').add([a, b]);
    await list.save();
    await a.destroy();
    expect(await namesIn(list.relation('songs').query())).toEqual(['b']);
  });

  test('objects of another class do not fit', async () => {
    const [a] = await songs('a');
    const list = new Parse.Object('Strict');
    if (a) list.relation('songs').add(a);
    await list.save();
    const other = await new Parse.Object('Video').save();
    const op = { __op: 'AddRelation', objects: [other.toPointer()] };
    const call = Parse.CoreManager.getRESTController().request('PUT', `classes/Strict/${idOf(list)}`, {
      songs: op,
    });
    expect(await refusalOf(call)).toMatch(/^111 /);
  });

  test('a relation of an object that the caller may not read shows nothing', async () => {
    const alice = await signUp('relation alice');
    const [a] = await songs('a');
    const list = new Parse.Object('Secret');
    list.setACL(new Parse.ACL(alice.user));
    if (a) list.relation('songs').add(a);
    await list.save(null, alice.session);

    expect(await list.relation('songs').query().find(alice.session)).toHaveLength(1);
    expect(await list.relation('songs').query().find(MASTER)).toHaveLength(1);
    expect(await list.relation('songs').query().find()).toEqual([]);
    expect(await list.relation('songs').query().count()).toBe(0);
  });

  test('a relation between users', async () => {
    const alice = await signUp('friendly alice');
    const bob = await signUp('friendly bob');
    alice.user.relation('friends').add(bob.user);
    await alice.user.save(null, alice.session);
    const friends = await alice.user.relation('friends').query().find(MASTER);
    expect(friends.map(idOf)).toEqual([bob.id]);
  });
});
