import { memoryStorage } from '@parse/storage-memory';
import { describe, expect, test } from 'vitest';
import { failureOf, requestOf, startApp } from '../../test/app-fixture.js';
import type { StorageAdapter } from '../adapters/storage-adapter.js';
import type { LogLevel } from '../adapters/logger.js';
import { ConfigError } from '../errors/config-error.js';
import { StorageError } from '../errors/storage-error.js';
import { createObject } from '../objects/create-object.js';
import { pointerTo } from '../types/object.js';
import type { DefinedSchemasOptions } from './defined-schemas.js';
import { getSchema } from './schema-operations.js';

const game = { className: 'Game', fields: { score: { type: 'Number' } }, indexes: { byScore: { score: 1 } } };
const player = { className: 'Player', fields: { name: { type: 'String' } } };

function recorder() {
  const lines: string[] = [];
  const log = (level: LogLevel, message: string) => void lines.push(`${level} ${message}`);
  return { lines, logger: { log, isEnabled: () => true } };
}

/** A store that counts what is asked of its classes. */
function counting(storage: StorageAdapter) {
  const calls: string[] = [];
  const counted: StorageAdapter = {
    ...storage,
    createClass: (schema) => {
      calls.push(`create ${schema.className}`);
      return storage.createClass(schema);
    },
    changeClass: (className, change) => {
      calls.push(`change ${className}`);
      return storage.changeClass(className, change);
    },
  };
  return { calls, storage: counted };
}

describe('defined schemas', () => {
  test('exist when the app has started', async () => {
    const app = await startApp({ definedSchemas: { definitions: [game, player] } });
    expect(await getSchema(requestOf(app, 'master'), 'Game')).toMatchObject(game);
    expect(app.schemas.has('Player')).toBe(true);
  });

  test('are not touched by the second start', async () => {
    const { calls, storage } = counting(memoryStorage());
    const definedSchemas = { definitions: [game, player, { className: '_User', fields: {} }] };
    await startApp({ storage, definedSchemas });
    calls.length = 0;
    await startApp({ storage, definedSchemas });
    expect(calls).toEqual([]);
  });

  test('survive that many servers start at once', async () => {
    const storage = memoryStorage();
    const starts = Array.from({ length: 8 }, () =>
      startApp({ storage, definedSchemas: { definitions: [game, player] } }),
    );
    const apps = await Promise.all(starts);
    for (const app of apps) {
      expect(await getSchema(requestOf(app, 'master'), 'Game')).toMatchObject(game);
    }
  });

  test('report every wrong definition at once, and change nothing', async () => {
    const storage = memoryStorage();
    const definitions = [
      player,
      { className: 'A', fields: { x: { type: 'Nope' } } },
      { className: '1b' },
      5,
      { ...player, fields: {} },
    ];
    const start = startApp({ storage, definedSchemas: { definitions } });
    await expect(start).rejects.toSatisfy(
      (error: unknown) => ConfigError.isInstance(error) && error.problems.length === 4,
    );
    const classes = await storage.loadClasses();
    expect(classes.map(({ className }) => className)).not.toContain('Player');
  });

  test('run the callbacks around the migration', async () => {
    const seen: string[] = [];
    const storage = memoryStorage();
    const look = async (moment: string) => {
      const classes = await storage.loadClasses();
      seen.push(`${moment} ${String(classes.some(({ className }) => className === 'Game'))}`);
    };
    await startApp({
      storage,
      definedSchemas: {
        definitions: [game],
        beforeMigration: () => look('before'),
        afterMigration: () => look('after'),
      },
    });
    expect(seen).toEqual(['before false', 'after true']);
  });

  test('stop the start when a callback fails', async () => {
    const beforeMigration = () => Promise.reject(new TypeError('not today'));
    expect(await failureOf(startApp({ definedSchemas: { beforeMigration } }))).toBe('not today');
  });
});

describe('a database that differs', () => {
  async function differing(): Promise<StorageAdapter> {
    const storage = memoryStorage();
    const app = await startApp({ storage });
    const add = { __op: 'AddRelation', objects: [pointerTo('_User', 'u1')] };
    await createObject(requestOf(app, 'master'), {
      className: 'Game',
      body: { score: 'high', extra: 1, friends: add },
    });
    return storage;
  }

  test('is only spoken about by default', async () => {
    const { lines, logger } = recorder();
    const storage = await differing();
    const app = await startApp({ storage, logger, definedSchemas: { definitions: [game] } });
    expect(lines).toContain('warn Field Game.score is defined as Number but is String in the database.');
    expect(lines).toContain('warn Field Game.extra is in the database but not in the definition.');
    expect(app.schemas.get('Game')?.fields).toMatchObject({
      score: { type: 'String' },
      extra: { type: 'Number' },
    });
  });

  test('is made to follow where the options say so', async () => {
    const storage = await differing();
    const options = { definitions: [game], deleteExtraFields: true, recreateModifiedFields: true };
    const app = await startApp({ storage, definedSchemas: options });
    const fields = app.schemas.get('Game')?.fields;
    expect(fields).toMatchObject({ score: { type: 'Number' } });
    expect(fields).not.toHaveProperty('extra');
    expect(app.schemas.has('_Join:friends:Game')).toBe(false);
  });
});

describe('a store that fails', () => {
  function failing(): StorageAdapter {
    const storage = memoryStorage();
    return {
      ...storage,
      createClass: (schema) =>
        schema.className === 'Game'
          ? Promise.reject(new StorageError('driver', 'disk full'))
          : storage.createClass(schema),
    };
  }

  const start = (options: DefinedSchemasOptions, logger = recorder().logger) =>
    startApp({ storage: failing(), logger, definedSchemas: { definitions: [game], ...options } });

  test('stops a strict start', async () => {
    expect(await failureOf(start({ strict: true }))).toBe('disk full');
  });

  test('is logged otherwise', async () => {
    const { lines, logger } = recorder();
    await start({}, logger);
    expect(lines).toEqual(['error the database could not be brought to the defined schemas']);
  });
});
