import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
import type { App } from '../src/context/app.js';
import { createObject } from '../src/objects/create-object.js';
import { textOf } from '../src/types/json.js';
import { joinSchema } from '../src/schema/join-class.js';
import { withTransaction } from '../src/context/with-transaction.js';
import { classOf, requestOf, startApp } from './app-fixture.js';

/** A storage whose next find in the class answers, with what it found at once, only when it is released. */
function slowStorage(className: string) {
  const storage = memoryStorage();
  let slow = false;
  let found = (): void => undefined;
  let release = (): void => undefined;
  const find: StorageAdapter['find'] = async (schema, ...rest) => {
    const rows = await storage.find(schema, ...rest);
    if (schema.className === className && slow) {
      slow = false;
      const released = new Promise<void>((resolve) => (release = resolve));
      found();
      await released;
    }
    return rows;
  };
  return {
    storage: { ...storage, find },
    /** Runs the work while the find that `read` makes has its answer but has not given it. */
    during: async <T>(read: () => Promise<T>, work: () => Promise<unknown>): Promise<T> => {
      slow = true;
      const reached = new Promise<void>((resolve) => (found = resolve));
      const reading = read();
      await reached;
      await work();
      release();
      return reading;
    },
  };
}

async function signUp(app: App): Promise<string> {
  const body = { username: 'alice', password: 'secret' };
  const { response } = await createObject(requestOf(app), { className: '_User', body });
  return textOf(response.sessionToken);
}

test('a session that is revoked while it is being read is not remembered', async () => {
  const { storage, during } = slowStorage('_Session');
  const app = await startApp({ storage });
  const token = await signUp(app);

  await during(
    () => app.sessions.findValid(token),
    () => app.sessions.revoke(requestOf(app), token),
  );
  expect(await app.sessions.findValid(token)).toBeNull();
});

test('roles that change while they are being read are not remembered', async () => {
  const { storage, during } = slowStorage('_Join:users:_Role');
  const app = await startApp({ storage });
  const role = { objectId: 'r', name: 'staff', createdAt: '', updatedAt: '' };
  await storage.insert(await app.schemas.ensure(classOf(app, '_Role')), role);
  const join = await app.schemas.ensure(joinSchema('users', '_Role'));
  const roles = await during(
    () => app.roles.rolesOf('u'),
    async () => {
      await storage.insert(join, {
        objectId: 'j',
        relatedId: 'u',
        owningId: 'r',
        createdAt: '',
        updatedAt: '',
      });
      await app.roles.forgetAll();
    },
  );
  expect(roles).toEqual([]);
  expect(await app.roles.rolesOf('u')).toEqual(['role:staff']);
});

test('a session that a transaction revokes is not remembered from before its commit', async () => {
  const app = await startApp();
  const token = await signUp(app);

  await withTransaction(requestOf(app, 'master'), async (ctx) => {
    await app.sessions.revoke(ctx, token);
    expect(await app.sessions.findValid(token)).not.toBeNull();
  });
  expect(await app.sessions.findValid(token)).toBeNull();
});
