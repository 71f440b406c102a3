import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

describeOnEveryStorage('objects', (server) => {
  test('a new object gets an id and equal times', async () => {
    const game = await new Parse.Object('Game', { title: 'Chess' }).save();

    expect(game.id).toMatch(/^[A-Za-z0-9]{10}$/);
    expect(game.createdAt).toEqual(game.updatedAt);
    expect(game.isNew()).toBe(false);
    expect(game.existed()).toBe(false);
    expect(game.dirty()).toBe(false);
  });

  test('get returns what was saved', async () => {
    const saved = await new Parse.Object('Saved', { title: 'Go', level: 3, won: true }).save();
    const found = await new Parse.Query('Saved').get(idOf(saved));

    expect(found.toJSON()).toEqual(saved.toJSON());
    expect(found.existed()).toBe(true);
  });

  test('an update sends and changes only what is dirty', async () => {
    const mine = await new Parse.Object('Draft', { title: 'a', body: 'b' }).save();
    const theirs = await new Parse.Query('Draft').get(idOf(mine));
    await theirs.save({ body: 'theirs' });

    mine.set('title', 'mine');
    expect(mine.dirtyKeys()).toEqual(['title']);
    await mine.save();

    const stored = await new Parse.Query('Draft').get(idOf(mine));
    expect(stored.attributes).toMatchObject({ title: 'mine', body: 'theirs' });
  });

  test('an update moves updatedAt and keeps createdAt', async () => {
    const note = await new Parse.Object('Note', { text: 'a' }).save();
    const { createdAt } = note;
    server.clock.advance(5000);
    await note.save({ text: 'b' });
    await note.fetch();

    expect(note.createdAt).toEqual(createdAt);
    expect(Number(note.updatedAt)).toBeGreaterThanOrEqual(Number(createdAt) + 5000);
  });

  test('an update with nothing to change is accepted', async () => {
    const note = await new Parse.Object('Empty').save();
    expect(await refusalOf(note.save())).toBe('none');
    expect((await new Parse.Query('Empty').get(idOf(note))).id).toBe(note.id);
  });

  test('fetch brings in what others changed and drops what they removed', async () => {
    const stale = await new Parse.Object('Shared', { a: 1, b: 2 }).save();
    const other = Parse.Object.fromJSON({ className: 'Shared', objectId: stale.id });
    other.set('a', 10);
    other.unset('b');
    await other.save();

    await stale.fetch();
    expect(stale.get('a')).toBe(10);
    expect(stale.has('b')).toBe(false);
  });

  test('a destroyed object is gone', async () => {
    const game = await new Parse.Object('Doomed', { a: 1 }).save();
    await game.destroy();

    expect(await refusalOf(new Parse.Query('Doomed').get(idOf(game)))).toBe('101 Object not found.');
    expect(await refusalOf(game.fetch())).toBe('101 Object not found.');
    expect(await refusalOf(game.destroy())).toBe('101 Object not found.');
    expect(await refusalOf(game.save({ a: 2 }))).toBe('101 Object not found.');
    expect(await game.exists()).toBe(false);
  });

  test('exists asks the server', async () => {
    const game = await new Parse.Object('Existing').save();
    expect(await game.exists()).toBe(true);
  });

  test('unset removes a field, null keeps it unset for queries, undefined is not sent', async () => {
    const thing = await new Parse.Object('Thing', { a: 1, b: null, c: undefined }).save();
    thing.unset('a');
    await thing.save();

    const stored = await new Parse.Query('Thing').get(idOf(thing));
    expect(stored.has('a')).toBe(false);
    expect(stored.get('b') ?? null).toBeNull();
    expect(stored.has('c')).toBe(false);
    expect(await new Parse.Query('Thing').equalTo('a', null).count()).toBe(1);
    expect(await new Parse.Query('Thing').doesNotExist('a').count()).toBe(1);
  });

  test('revert and clear act on what is not saved yet', async () => {
    const thing = await new Parse.Object('Revertible', { a: 1, b: 1 }).save();
    thing.set('a', 2);
    thing.revert();
    await thing.save();
    expect((await new Parse.Query('Revertible').get(idOf(thing))).get('a')).toBe(1);

    thing.clear();
    await thing.save();
    expect((await new Parse.Query('Revertible').get(idOf(thing))).toJSON()).toEqual({
      objectId: thing.id,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
  });

  test('a field keeps the type it first had', async () => {
    await new Parse.Object('Typed', { level: 1 }).save();
    expect(await refusalOf(new Parse.Object('Typed', { level: 'one' }).save())).toBe(
      '111 schema mismatch for Typed.level; expected Number but got String',
    );
  });

  test('a clone is saved as another object', async () => {
    const original = await new Parse.Object('Cloned', { a: 1 }).save();
    const clone: Parse.Object = await original.clone().save();
    expect(clone.id).not.toBe(original.id);
    expect(await new Parse.Query('Cloned').equalTo('a', 1).count()).toBe(2);
  });

  test('clients cannot choose the id', async () => {
    const call = Parse.CoreManager.getRESTController().request('POST', 'classes/Chosen', {
      objectId: 'mine',
    });
    expect(await refusalOf(call)).toBe('105 objectId is an invalid field name.');
  });
});
