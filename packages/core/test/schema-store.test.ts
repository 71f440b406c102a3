import { memoryStorage } from '@parse/storage-memory';
import { describe, expect, test } from 'vitest';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
import { StorageError } from '../src/errors/storage-error.js';
import { createSchemaStore } from '../src/stores/schema-store.js';
import type { ClassSchema } from '../src/types/class-schema.js';
import { failureOf } from './app-fixture.js';

const TTL = 1000;
const string = { type: 'String' } as const;

function schemaOf(className: string, fields: ClassSchema['fields'] = {}): ClassSchema {
  return { className, fields, permissions: {}, indexes: {} };
}

interface Setup {
  readonly storage?: StorageAdapter;
  readonly watched?: boolean;
}

/** A store over a database that other processes change too, at a time that tests move. */
async function setUp({ storage = memoryStorage(), watched = false }: Setup = {}) {
  const lines: string[] = [];
  const state = { time: 1, reads: 0, away: false, held: undefined as Promise<void> | undefined };
  let changedElsewhere = (): void => undefined;
  const watching: StorageAdapter = {
    ...storage,
    capabilities: { ...storage.capabilities, watchClasses: watched },
    async loadClasses() {
      state.reads += 1;
      if (state.away) throw new StorageError('connection', 'away');
      const loaded = await storage.loadClasses();
      await state.held;
      return loaded;
    },
    watchClasses: (onChange) => {
      changedElsewhere = onChange;
      return Promise.resolve(() => Promise.resolve());
    },
  };
  const store = await createSchemaStore({
    storage: watching,
    logger: { isEnabled: () => true, log: (_level, message) => void lines.push(message) },
    now: () => new Date(state.time),
    ttl: TTL,
  });
  return { store, storage, state, lines, changedElsewhere: () => changedElsewhere() };
}

/** Holds reads of the classes, which have what they found, until it is called. */
function holdReads(state: { held: Promise<void> | undefined }): () => void {
  let release = (): void => undefined;
  state.held = new Promise((resolve) => (release = resolve));
  return () => {
    state.held = undefined;
    release();
  };
}

describe('the snapshot', () => {
  test('is read again when it is older than the limit, by one of many requests', async () => {
    const { store, storage, state } = await setUp();
    await storage.createClass(schemaOf('Other'));
    expect(store.freshen()).toBeUndefined();
    state.time += TTL;
    await Promise.all([store.freshen(), store.freshen(), store.freshen()]);
    expect(store.has('Other')).toBe(true);
    expect(state.reads).toBe(2);
  });

  test('is read again only when told so, where the store tells', async () => {
    const { store, state, changedElsewhere } = await setUp({ watched: true });
    state.time += 100 * TTL;
    expect(store.freshen()).toBeUndefined();
    changedElsewhere();
    await store.freshen();
    expect(store.freshen()).toBeUndefined();
    expect(state.reads).toBe(2);
  });

  test('is not taken for new when something changes while it is read', async () => {
    const { store, storage, state, changedElsewhere } = await setUp({ watched: true });
    changedElsewhere();
    const release = holdReads(state);
    const reading = store.freshen();
    await storage.createClass(schemaOf('Late'));
    changedElsewhere();
    release();
    await reading;
    await store.freshen();
    expect(store.has('Late')).toBe(true);
  });

  test('keeps what this process changes while it is read', async () => {
    const { store, state, changedElsewhere } = await setUp({ watched: true });
    await store.create(schemaOf('Dropped'));
    changedElsewhere();
    const release = holdReads(state);
    const reading = store.freshen();
    await store.create(schemaOf('Mine'));
    await store.remove('Dropped');
    release();
    await reading;
    expect([store.has('Mine'), store.has('Dropped')]).toEqual([true, false]);
    await store.freshen();
    expect([store.has('Mine'), store.has('Dropped')]).toEqual([true, false]);
  });

  test('a reload sees what was there when it was asked for, a read under way or not', async () => {
    const { store, storage, state } = await setUp();
    const release = holdReads(state);
    const first = store.reload();
    await storage.createClass(schemaOf('New'));
    const second = store.reload();
    release();
    await Promise.all([first, second]);
    expect(store.has('New')).toBe(true);
  });

  test('changes side by side, answered in another order, do not hide a column', async () => {
    const storage = memoryStorage();
    const gates: (() => void)[] = [];
    const slow: StorageAdapter = {
      ...storage,
      async changeClass(className, change) {
        const changed = await storage.changeClass(className, change);
        await new Promise<void>((resolve) => gates.push(resolve));
        return changed;
      },
    };
    const { store } = await setUp({ storage: slow, watched: true });
    await store.create(schemaOf('Note'));
    const first = store.change('Note', { addFields: { a: string } });
    const second = store.change('Note', { addFields: { b: string } });
    await Promise.resolve();
    await Promise.resolve();
    gates[1]?.();
    await second;
    gates[0]?.();
    await first;
    await store.freshen();
    expect(Object.keys(store.get('Note')?.fields ?? {})).toEqual(expect.arrayContaining(['a', 'b']));
  });
});

describe('a database that is away', () => {
  test('fails those who wait for it, is asked again after the limit, and the classes known serve on', async () => {
    const { store, state, lines } = await setUp();
    await store.create(schemaOf('Note'));
    state.away = true;
    state.time += TTL;
    const waiting = await Promise.allSettled([store.freshen(), store.freshen()]);
    expect(waiting).toMatchObject(
      waiting.map(() => ({ status: 'rejected', reason: { kind: 'connection' } })),
    );
    expect(store.freshen()).toBeUndefined();
    expect(store.has('Note')).toBe(true);
    expect([state.reads, lines]).toEqual([2, ['classes could not be read again']]);
    state.time += TTL;
    state.away = false;
    await store.freshen();
    expect(state.reads).toBe(3);
    expect(store.freshen()).toBeUndefined();
  });
});

describe('changes of other processes', () => {
  test('a class that another one created is completed, not created twice', async () => {
    const { store, storage } = await setUp();
    await storage.createClass(schemaOf('Note', { a: string }));
    const ensured = await store.ensure(schemaOf('Note', { b: string }));
    expect(Object.keys(ensured.fields)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  test('a column that another one added with another type refuses the change', async () => {
    const { store, storage } = await setUp();
    await store.create(schemaOf('Note'));
    await storage.changeClass('Note', { addFields: { a: { type: 'Number' } } });
    expect(await failureOf(store.change('Note', { addFields: { a: string } }))).toMatch(/a exists/);
  });

  test('fifty racers create a class once', async () => {
    const { store } = await setUp();
    const ensured = await Promise.all(
      Array.from({ length: 50 }, (_unused, index) =>
        store.ensure(schemaOf('Note', { [`f${String(index)}`]: string })),
      ),
    );
    expect(ensured.every(({ className }) => className === 'Note')).toBe(true);
    await store.reload();
    expect(Object.keys(store.get('Note')?.fields ?? {})).toHaveLength(50 + 4);
  });
});
