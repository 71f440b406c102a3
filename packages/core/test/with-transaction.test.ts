import { memoryStorage } from '@parse/storage-memory';
import { expect, onTestFinished, test, vi } from 'vitest';
import { onCommit } from '../src/context/request-context.js';
import { withTransaction } from '../src/context/with-transaction.js';
import { StorageError } from '../src/errors/storage-error.js';
import { createObject } from '../src/objects/create-object.js';
import { deleteObject } from '../src/objects/delete-object.js';
import { findObjects } from '../src/objects/find-objects.js';
import { updateObject } from '../src/objects/update-object.js';
import { textOf } from '../src/types/json.js';
import { failureOf, requestOf, startApp } from './app-fixture.js';

const className = 'Note';

test('a transaction that needs a class and columns is run again when they are there, and keeps one result', async () => {
  const ctx = requestOf(await startApp(), 'master');
  let runs = 0;
  await withTransaction(ctx, async (inside) => {
    runs += 1;
    await createObject(inside, { className, body: { title: 'a' } });
    await createObject(inside, { className, body: { title: 'b', stars: 2 } });
    await createObject(inside, {
      className: 'Shelf',
      body: { notes: { __op: 'AddRelation', objects: [{ __type: 'Pointer', className, objectId: 'n1' }] } },
    });
  });
  expect(runs).toBeGreaterThan(2);
  const { results } = await findObjects(ctx, { className, options: { order: 'title' } });
  expect(results.map(({ title }) => title)).toEqual(['a', 'b']);
});

test('a transaction that fails leaves nothing and drops what waited for it', async () => {
  const ctx = requestOf(await startApp(), 'master');
  const { objectId } = await createObject(ctx, { className, body: { title: 'kept' } });
  const effects: string[] = [];
  const failure = await failureOf(
    withTransaction(ctx, async (inside) => {
      await updateObject(inside, { className, objectId, body: { title: 'changed' } });
      await onCommit(inside, () => void effects.push('never'));
      await updateObject(inside, { className, objectId: 'nobody', body: { title: 'x' } });
    }),
  );
  expect(failure).toBe('101 Object not found.');
  const { results } = await findObjects(ctx, { className, options: {} });
  expect(results.map(({ title }) => title)).toEqual(['kept']);
  expect(effects).toEqual([]);
});

test('a transaction that loses a race is tried again, fifty times in all', async () => {
  const chance = vi.spyOn(Math, 'random').mockReturnValue(0);
  onTestFinished(() => chance.mockRestore());
  const ctx = requestOf(await startApp(), 'master');
  let runs = 0;
  const lose = (times: number) => () => {
    runs += 1;
    return runs > times ? Promise.resolve('won') : Promise.reject(new StorageError('write-conflict', 'lost'));
  };
  expect(await withTransaction(ctx, lose(49))).toBe('won');
  expect(runs).toBe(50);
  runs = 0;
  expect(await failureOf(withTransaction(ctx, lose(99)))).toBe('lost');
  expect(runs).toBe(50);
});

test('two transactions on one counter both count', async () => {
  const ctx = requestOf(await startApp(), 'master');
  const { objectId } = await createObject(ctx, { className, body: { n: 0 } });
  const bump = () =>
    withTransaction(ctx, (inside) =>
      updateObject(inside, { className, objectId, body: { n: { __op: 'Increment', amount: 1 } } }),
    );
  await Promise.all([bump(), bump()]);
  const { results } = await findObjects(ctx, { className, options: {} });
  expect(results[0]?.n).toBe(2);
});

test('effects run once, after the commit, in order, and one that fails stops neither the others nor the answer', async () => {
  const ctx = requestOf(await startApp(), 'master');
  const seen: string[] = [];
  const answer = await withTransaction(ctx, async (inside) => {
    await onCommit(inside, () => void seen.push('first'));
    await onCommit(inside, () => Promise.reject(new Error('cache is away')));
    await onCommit(inside, (outside) => void seen.push(outside.commitEffects ? 'inside' : 'outside'));
    seen.push('work');
    return 'done';
  });
  expect(answer).toBe('done');
  expect(seen).toEqual(['work', 'first', 'outside']);
});

test('a transaction inside of one is part of it', async () => {
  const ctx = requestOf(await startApp(), 'master');
  await createObject(ctx, { className, body: { title: 'there' } });
  const failure = await failureOf(
    withTransaction(ctx, async (outer) => {
      await withTransaction(outer, (inner) => createObject(inner, { className, body: { title: 'gone' } }));
      throw new Error('undone');
    }),
  );
  expect(failure).toBe('undone');
  expect((await findObjects(ctx, { className, options: {} })).results).toHaveLength(1);
});

test('a store without transactions refuses them', async () => {
  const storage = memoryStorage({ without: ['transactions'] });
  const ctx = requestOf(await startApp({ storage }), 'master');
  const failure = await failureOf(withTransaction(ctx, () => Promise.resolve()));
  expect(failure).toBe('108 Transactions are not supported by the database.');
});

test('afterSave and afterDelete run after the commit, once, with rows that can be written', async () => {
  const app = await startApp();
  const ctx = requestOf(app, 'master');
  const { objectId } = await createObject(ctx, { className, body: { title: 'old' } });
  const seen: string[] = [];
  app.triggers.onObject('afterSave', className, async (request) => {
    const { results } = await findObjects(request.ctx, { className, options: {} });
    seen.push(`saved ${textOf(request.object.title)} of ${String(results.length)}`);
    if (request.object.title === 'new') {
      await createObject(request.ctx, { className: 'Audit', body: { what: 'saved' } });
    }
    return undefined;
  });
  app.triggers.onObject('afterDelete', className, (request) => {
    seen.push(`deleted ${textOf(request.object.title)}`);
    return Promise.resolve(undefined);
  });
  await withTransaction(ctx, async (inside) => {
    await createObject(inside, { className, body: { title: 'new', color: 'red' } });
    await deleteObject(inside, { className, objectId });
    seen.push('work');
  });
  expect(seen.slice(-3)).toEqual(['work', 'saved new of 1', 'deleted old']);
  expect(seen.filter((line) => line !== 'work')).toHaveLength(2);
  expect((await findObjects(ctx, { className: 'Audit', options: {} })).results).toHaveLength(1);
  const failed = withTransaction(ctx, async (inside) => {
    await createObject(inside, { className, body: { title: 'never' } });
    throw new Error('undone');
  });
  expect(await failureOf(failed)).toBe('undone');
  expect(seen).not.toContain('saved never of 1');
});
