import { describe, expect, test } from 'vitest';
import { addUser, classOf, failureOf, requestOf, startApp } from '../../test/app-fixture.js';
import type { App } from '../context/app.js';
import { pointerTo } from '../types/object.js';
import { createObject } from './create-object.js';
import { purgeClass } from './purge-class.js';

async function countRows(app: App, className: string): Promise<number> {
  const schema = app.schemas.get(className);
  return schema ? app.storage.count(schema, { op: 'everything' }) : 0;
}

describe('purgeClass', () => {
  test('removes every object and keeps the class', async () => {
    const app = await startApp();
    const master = requestOf(app, 'master');
    await createObject(master, { className: 'Game', body: { score: 1 } });
    await createObject(master, { className: 'Game', body: { score: 2, ACL: {} } });
    const before = classOf(app, 'Game');
    await purgeClass(master, 'Game');
    expect(await countRows(app, 'Game')).toBe(0);
    expect(classOf(app, 'Game')).toEqual(before);
  });

  test('forgets the members of relations', async () => {
    const app = await startApp();
    const master = requestOf(app, 'master');
    const members = { __op: 'AddRelation', objects: [pointerTo('_User', 'u1')] };
    await createObject(master, { className: 'Game', body: { players: members } });
    expect(await countRows(app, '_Join:players:Game')).toBe(1);
    await purgeClass(master, 'Game');
    expect(await countRows(app, '_Join:players:Game')).toBe(0);
  });

  test.each(['_Session', '_User'])('of %s ends sessions at once, cached ones included', async (className) => {
    const app = await startApp();
    await addUser(app, 'u1');
    const session = await app.sessions.create(requestOf(app, 'master'), {
      userId: 'u1',
      createdWith: { action: 'login' },
      installationId: undefined,
    });
    const token = typeof session.sessionToken === 'string' ? session.sessionToken : '';
    expect(await app.sessions.findValid(token)).not.toBeNull();
    await purgeClass(requestOf(app, 'master'), className);
    expect(await app.sessions.findValid(token)).toBeNull();
  });

  test.each(['Nope', 'a-b', '__proto__', 'constructor'])(
    'of %s, which is no class, does nothing',
    async (name) => {
      const app = await startApp();
      expect(await failureOf(purgeClass(requestOf(app, 'master'), name))).toBe('ok');
    },
  );

  test('is for the master key', async () => {
    const app = await startApp({ settings: { enableSanitizedErrorResponse: false } });
    const purge = (caller: 'anonymous' | 'readOnly' | 'maintenance') =>
      failureOf(purgeClass(requestOf(app, caller), '_User'));
    expect(await purge('anonymous')).toBe('unauthorized: master key is required');
    expect(await purge('maintenance')).toBe('unauthorized: master key is required');
    expect(await purge('readOnly')).toBe("119 read-only masterKey isn't allowed to purge a schema.");
  });
});
