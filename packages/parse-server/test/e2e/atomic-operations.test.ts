import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';
import { race } from './support/race.js';

interface OperationCase {
  readonly name: string;
  readonly before: Parse.Attributes;
  readonly change: (object: Parse.Object) => unknown;
  /** The field `f` afterwards; undefined: unset. */
  readonly after: unknown;
}

const cases: readonly OperationCase[] = [
  { name: 'increment', before: { f: 1 }, change: (o) => o.increment('f'), after: 2 },
  { name: 'increment by an amount', before: { f: 1 }, change: (o) => o.increment('f', 2.5), after: 3.5 },
  { name: 'increment of an unset field', before: {}, change: (o) => o.increment('f', 4), after: 4 },
  { name: 'decrement', before: { f: 1 }, change: (o) => o.decrement('f'), after: 0 },
  { name: 'decrement by an amount', before: { f: 1 }, change: (o) => o.decrement('f', 10), after: -9 },
  { name: 'add', before: { f: [1] }, change: (o) => o.add('f', 1), after: [1, 1] },
  { name: 'add to an unset field', before: {}, change: (o) => o.add('f', 'a'), after: ['a'] },
  { name: 'addAll', before: { f: [1] }, change: (o) => o.addAll('f', [2, 1]), after: [1, 2, 1] },
  { name: 'addUnique of a new value', before: { f: [1] }, change: (o) => o.addUnique('f', 2), after: [1, 2] },
  {
    name: 'addUnique of a known value',
    before: { f: [1, 2] },
    change: (o) => o.addUnique('f', 1),
    after: [1, 2],
  },
  {
    name: 'addAllUnique',
    before: { f: [1] },
    change: (o) => o.addAllUnique('f', [1, 2, 3]),
    after: [1, 2, 3],
  },
  {
    name: 'addUnique of an equal object',
    before: { f: [{ a: 1, b: 2 }] },
    change: (o) => o.addUnique('f', { a: 1, b: 2 }),
    after: [{ a: 1, b: 2 }],
  },
  {
    name: 'remove takes every occurrence',
    before: { f: [1, 2, 1] },
    change: (o) => o.remove('f', 1),
    after: [2],
  },
  {
    name: 'removeAll',
    before: { f: [1, 2, 3, 4] },
    change: (o) => o.removeAll('f', [4, 2, 9]),
    after: [1, 3],
  },
  { name: 'unset', before: { f: 1 }, change: (o) => o.unset('f'), after: undefined },
  {
    name: 'set of a nested key',
    before: { f: { a: 1, b: 2 } },
    change: (o) => o.set('f.a', 9),
    after: { a: 9, b: 2 },
  },
  {
    name: 'increment of a nested key',
    before: { f: { a: 1, b: 2 } },
    change: (o) => o.increment('f.a', 5),
    after: { a: 6, b: 2 },
  },
  {
    name: 'decrement of a nested key',
    before: { f: { a: 1 } },
    change: (o) => o.decrement('f.a'),
    after: { a: 0 },
  },
  {
    name: 'unset of a nested key',
    before: { f: { a: 1, b: 2 } },
    change: (o) => o.unset('f.a'),
    after: { b: 2 },
  },
  {
    name: 'set of a deeper key',
    before: { f: { a: { b: { c: 1, d: 2 } } } },
    change: (o) => o.set('f.a.b.c', 3),
    after: { a: { b: { c: 3, d: 2 } } },
  },
  {
    name: 'increments one after the other',
    before: { f: 1 },
    change: (o) => o.increment('f').increment('f', 2),
    after: 4,
  },
  {
    name: 'an operation after a set',
    before: { f: [1] },
    change: (o) => o.set('f', [5]).add('f', 6),
    after: [5, 6],
  },
];

describeOnEveryStorage('atomic operations', (server) => {
  test.each(cases)('$name', async ({ name, before, change, after }) => {
    const className = `Op_${name.replaceAll(' ', '_')}`;
    const saved = await new Parse.Object(className, structuredClone(before)).save();
    change(saved);
    await saved.save();
    expect(saved.get('f')).toEqual(after);

    await saved.fetch();
    expect(saved.get('f')).toEqual(after);
  });

  test('remove from an unset field leaves it unset', async () => {
    const saved: Parse.Object = await new Parse.Object('Op_remove_nothing', { other: 1 }).save();
    await saved.remove('f', 1).save();
    expect((await saved.fetch()).get('f')).toBeUndefined();
    expect(await new Parse.Query('Op_remove_nothing').exists('f').count()).toBe(0);
  });

  test.each([
    ['increment', (o: Parse.Object) => o.increment('f', 3), 3],
    ['add', (o: Parse.Object) => o.addAll('f', [1, 1]), [1, 1]],
    ['addUnique', (o: Parse.Object) => o.addAllUnique('f', [1, 2]), [1, 2]],
    ['remove', (o: Parse.Object) => o.remove('f', 1), []],
    ['unset', (o: Parse.Object) => o.unset('f'), undefined],
  ])('%s on a new object is applied to nothing', async (name, change, after) => {
    const created = new Parse.Object(`New_${name}`, { other: 1 });
    change(created);
    await created.save();
    const stored = await new Parse.Query(`New_${name}`).get(idOf(created));
    expect(stored.get('f')).toEqual(after);
  });

  test('concurrent increments all count', async () => {
    const counter = await new Parse.Object('Counter', { n: 0 }).save();
    await race(server, 25, () =>
      Parse.Object.fromJSON<Parse.Object>({ ...counter.toPointer() })
        .increment('n')
        .save(),
    );
    expect((await counter.fetch()).get('n')).toBe(25);
  });

  test('concurrent additions all arrive once', async () => {
    const { className, id: objectId } = await new Parse.Object('Set', { list: [] }).save();
    await race(server, 20, (n) =>
      Parse.Object.fromJSON<Parse.Object>({ className, objectId })
        .addUnique('list', n % 10)
        .save(),
    );
    const list: readonly number[] = (await new Parse.Query('Set').get(objectId ?? '')).get('list');
    expect(list.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('the answer to an operation tells the value that came out', async () => {
    const mine = await new Parse.Object('Told', { n: 1 }).save();
    const theirs = Parse.Object.fromJSON<Parse.Object>({ className: 'Told', objectId: mine.id });
    await theirs.increment('n', 10).save();
    await mine.increment('n').save();
    expect(mine.get('n')).toBe(12);
  });

  test.each([
    ['increment of a string', { f: 'a' }, { __op: 'Increment', amount: 1 }, 111],
    ['add to a number', { f: 1 }, { __op: 'Add', objects: [1] }, 111],
    ['an amount that is no number', { f: 1 }, { __op: 'Increment', amount: 'x' }, 107],
    ['objects that are no list', { f: [1] }, { __op: 'AddUnique', objects: 1 }, 107],
    ['an unknown operation', { f: 1 }, { __op: 'Frobnicate' }, 108],
  ])('%s is refused and changes nothing', async (name, before, f, code) => {
    const className = `Bad_${name.replaceAll(' ', '_')}`;
    const saved = await new Parse.Object(className, before).save();
    const call = Parse.CoreManager.getRESTController().request('PUT', `classes/${className}/${idOf(saved)}`, {
      f,
    });
    expect(await refusalOf(call)).toMatch(new RegExp(`^${code} `));
    expect((await saved.fetch()).get('f')).toEqual(before.f);
  });
});
