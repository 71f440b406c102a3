import { describe, expect, test } from 'vitest';
import { ParseError } from '../src/errors/parse-error.js';
import { createObject } from '../src/objects/create-object.js';
import { deleteObject } from '../src/objects/delete-object.js';
import { getObject } from '../src/objects/get-object.js';
import { updateObject } from '../src/objects/update-object.js';
import type { App } from '../src/context/app.js';
import type { TriggerOutcome } from '../src/triggers/trigger-types.js';
import type { JsonObject } from '../src/types/json.js';
import { classOf, failureOf, requestOf, startApp } from './app-fixture.js';

const className = 'Note';

async function appWhose(kind: 'beforeSave' | 'afterSave', outcome: TriggerOutcome): Promise<App> {
  const app = await startApp();
  app.triggers.onObject(kind, className, () => Promise.resolve(outcome));
  return app;
}

async function stored(app: App, objectId: string): Promise<JsonObject> {
  const {
    createdAt: _c,
    updatedAt: _u,
    objectId: _o,
    ...rest
  } = await getObject(requestOf(app, 'master'), {
    className,
    objectId,
    options: {},
  });
  return rest;
}

describe('beforeSave', () => {
  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['a value', { title: 'a' }, { title: 'b' }, { title: 'b' }],
    ['a value beside it', { title: 'a' }, { slug: 'a' }, { title: 'a', slug: 'a' }],
    ['an operation', { n: 5 }, { n: { __op: 'Increment', amount: 2 } }, { n: 2 }],
    ['the removal of a new field', { title: 'a', role: 'x' }, { role: { __op: 'Delete' } }, { title: 'a' }],
    ['null in a new field', { title: 'a', role: 'x' }, { role: null }, { title: 'a' }],
    ['another type of a new field', { title: 'a', role: 'x' }, { role: 1 }, { title: 'a', role: 1 }],
    ['a part of a field', { meta: { a: 1 } }, { 'meta.b': 2 }, { meta: { a: 1, b: 2 } }],
  ])('changes what is stored: %s', async (_name, body, changes, expected) => {
    const app = await appWhose('beforeSave', { changes });
    const { objectId } = await createObject(requestOf(app, 'master'), { className, body });
    expect(await stored(app, objectId)).toEqual(expected);
    expect(Object.keys(classOf(app, className).fields).filter((field) => !(field in expected))).toEqual([
      'objectId',
      'createdAt',
      'updatedAt',
      'ACL',
    ]);
  });

  test('a refusal keeps everything as it was, columns too', async () => {
    const app = await startApp();
    app.triggers.onObject('beforeSave', className, ({ object }) => {
      if (object.n === 1) throw new ParseError(142, 'not one');
      if (object.n === 2) throw new Error('broken');
      return Promise.reject(new Error(''));
    });
    const create = (n: number) =>
      failureOf(createObject(requestOf(app, 'master'), { className, body: { n } }));
    expect(await create(1)).toBe('142 not one');
    expect(await create(2)).toBe('141 broken');
    expect(await create(3)).toBe('141 Script failed.');
    expect(app.schemas.has(className)).toBe(false);
  });

  test('its changes pass the checks of a body', async () => {
    const app = await appWhose('beforeSave', { changes: { 'bad key': 1 } });
    const create = createObject(requestOf(app, 'master'), { className, body: {} });
    expect(await failureOf(create)).toMatch(/^105 /);
  });

  test('sees the object as it would be, the original and what changes', async () => {
    const app = await startApp();
    const ctx = requestOf(app, 'master');
    const { objectId } = await createObject(ctx, { className, body: { n: 1, kept: true } });
    const seen: unknown[] = [];
    app.triggers.onObject('beforeSave', className, ({ object, original, changed }) => {
      seen.push([object.n, object.kept, original?.n, changed]);
      return Promise.resolve(undefined);
    });
    await updateObject(ctx, { className, objectId, body: { n: { __op: 'Increment', amount: 4 } } });
    await createObject(ctx, { className, body: { n: 9 } });
    expect(seen).toEqual([
      [5, true, 1, ['n']],
      [9, undefined, undefined, ['n']],
    ]);
  });
});

describe('what handlers are given', () => {
  test('cannot be changed in place: neither the body, nor the row, nor a default of the class', async () => {
    const app = await startApp();
    const ctx = requestOf(app, 'master');
    await app.schemas.create({
      className,
      fields: { list: { type: 'Array', defaultValue: [1] }, meta: { type: 'Object' } },
      permissions: { ACL: { '*': { read: true } } },
      indexes: {},
    });
    const refused: string[] = [];
    const spoil = ({ object }: { readonly object: JsonObject }) => {
      for (const key of ['meta', 'list', 'ACL']) {
        const value = object[key];
        if (typeof value !== 'object' || value === null) continue;
        if (!Reflect.set(value, '0', 'spoilt')) refused.push(key);
      }
      return Promise.resolve(undefined);
    };
    for (const kind of ['beforeSave', 'afterSave', 'beforeDelete'] as const) {
      app.triggers.onObject(kind, className, spoil);
    }
    const { objectId } = await createObject(ctx, { className, body: { meta: { a: 1 } } });
    await deleteObject(ctx, { className, objectId });
    expect(refused).toEqual(['meta', 'meta', 'list', 'ACL', 'meta', 'list', 'ACL']);
    expect(classOf(app, className).fields.list?.defaultValue).toEqual([1]);
  });
});

describe('the order of a save', () => {
  test('is beforeSave, store, event, afterSave; a failing afterSave changes no answer', async () => {
    const log: string[] = [];
    const app = await startApp({
      watchedClasses: [className],
      logger: { isEnabled: () => true, log: (level, message) => void log.push(`${level} ${message}`) },
    });
    await app.pubsub.subscribe('testafterSave', () => void log.push('event'));
    app.triggers.onObject('beforeSave', className, () => {
      log.push('beforeSave');
      return Promise.resolve(undefined);
    });
    app.triggers.onObject('afterSave', className, () => {
      log.push('afterSave');
      throw new Error('broken');
    });
    const { response } = await createObject(requestOf(app, 'master'), { className, body: { n: 1 } });
    expect(Object.keys(response).sort()).toEqual(['createdAt', 'objectId']);
    expect(log).toEqual(['beforeSave', 'event', 'afterSave', 'error afterSave failed for Note']);
  });

  test('afterSave may replace keys of the answer', async () => {
    const app = await appWhose('afterSave', { response: { hint: 'hello' } });
    const { response } = await createObject(requestOf(app, 'master'), { className, body: { n: 1 } });
    expect(response.hint).toBe('hello');
  });

  test('a write that fails in the store is no event and no afterSave', async () => {
    const events: string[] = [];
    const app = await startApp({ watchedClasses: ['.*'] });
    await app.pubsub.subscribe('testafterSave', (text) => void events.push(text));
    const ctx = requestOf(app, 'master');
    const { objectId } = await createObject(ctx, { className, body: { n: 'text' } });
    const failures = [
      updateObject(ctx, { className, objectId, body: { n: { __op: 'Increment', amount: 1 } } }),
      updateObject(ctx, { className, objectId: 'nobody', body: { n: 'x' } }),
      deleteObject(ctx, { className, objectId: 'nobody' }),
    ];
    for (const failure of failures) expect(await failureOf(failure)).not.toBe('ok');
    expect(events).toHaveLength(1);
  });
});

test.each([
  ['an update nobody watches', 'update', [], 'Object not found.'],
  ['an update somebody watches', 'update', [className], 'Object not found.'],
  ['a delete nobody watches', 'delete', [], 'Object not found.'],
  ['a delete somebody watches', 'delete', [className], 'Object not found for delete.'],
] as const)(
  '%s, of what is not there, is answered in Parse’s words',
  async (_, kind, watchedClasses, message) => {
    const ctx = requestOf(await startApp({ watchedClasses }), 'master');
    await createObject(ctx, { className, body: {} });
    const input = { className, objectId: 'nobody', body: {} };
    const write = kind === 'update' ? updateObject(ctx, input) : deleteObject(ctx, input);
    await expect(write).rejects.toMatchObject({ code: 101, message });
  },
);
