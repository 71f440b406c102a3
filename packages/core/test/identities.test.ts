import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import type { AuthProvider } from '../src/adapters/auth-provider.js';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
import { createObject } from '../src/objects/create-object.js';
import { anonymousProvider } from '../src/auth/anonymous.js';
import { failureOf, requestOf, startApp } from './app-fixture.js';

const club: AuthProvider = { ...anonymousProvider, name: 'club' };
const factor: AuthProvider = { ...anonymousProvider, name: 'factor', policy: 'additional' };

/** A store that tells which classes were searched, and which unique indexes it was given. */
function watchedStorage() {
  const storage = memoryStorage();
  const searched: string[] = [];
  const unique: string[] = [];
  const watched: StorageAdapter = {
    ...storage,
    find: (...args) => {
      searched.push(args[0].className);
      return storage.find(...args);
    },
    ensureIndex: (schema, index) => {
      if (index.options?.unique) unique.push(`${schema.className} ${Object.keys(index.keys).join()}`);
      return storage.ensureIndex(schema, index);
    },
  };
  return { storage: watched, searched, unique };
}

test('an identity of a service that the app does not have is searched for nowhere (GHSA-g4cf-xj29-wqqr)', async () => {
  const { storage, searched } = watchedStorage();
  const app = await startApp({ storage, authProviders: { club } });
  searched.length = 0;
  for (const authData of [{ other: { id: '1' } }, { club: { id: '1' }, other: { id: '1' } }]) {
    const signUp = createObject(requestOf(app), { className: '_User', body: { authData } });
    expect(await failureOf(signUp)).toBe('252 This authentication method is unsupported.');
  }
  expect(searched).toEqual([]);
});

test('identities of its services have an index each, which makes them unique (GHSA-g4cf-xj29-wqqr, #10149)', async () => {
  const { storage, unique } = watchedStorage();
  await startApp({ storage, authProviders: { club, factor } });
  expect(unique).toContain('_User authData.club.id');
  expect(unique).not.toContain('_User authData.factor.id');
});
