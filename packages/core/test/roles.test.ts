import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import type { App } from '../src/context/app.js';
import { createObject } from '../src/objects/create-object.js';
import { deleteObject } from '../src/objects/delete-object.js';
import { updateObject } from '../src/objects/update-object.js';
import type { Json } from '../src/types/json.js';
import { requestOf, startApp } from './app-fixture.js';

const className = '_Role';
const add = (ofClass: string, ...ids: readonly string[]): Json => ({
  __op: 'AddRelation',
  objects: ids.map((objectId) => ({ __type: 'Pointer', className: ofClass, objectId })),
});

/** Makes a role with these members and returns its id. */
async function addRole(app: App, name: string, users: readonly string[], roles: readonly string[]) {
  const body = { name, ACL: {}, users: add('_User', ...users), roles: add(className, ...roles) };
  return (await createObject(requestOf(app, 'master'), { className, body })).objectId;
}

const rolesOf = async (app: App, userId: string) => [...(await app.roles.rolesOf(userId))].sort();

test('a user has its roles and those that contain them, whatever their ACL', async () => {
  const app = await startApp();
  const staff = await addRole(app, 'staff', ['u'], []);
  const editors = await addRole(app, 'editors', [], [staff]);
  await addRole(app, 'admins', ['v'], [editors]);
  await addRole(app, 'others', ['w'], []);
  expect(await rolesOf(app, 'u')).toEqual(['role:admins', 'role:editors', 'role:staff']);
  expect(await rolesOf(app, 'v')).toEqual(['role:admins']);
  expect(await rolesOf(app, 'nobody')).toEqual([]);
});

test('roles that contain each other end', async () => {
  const app = await startApp();
  const a = await addRole(app, 'a', ['u'], []);
  const b = await addRole(app, 'b', [], [a]);
  await updateObject(requestOf(app, 'master'), {
    className,
    objectId: a,
    body: { roles: add(className, a, b) },
  });
  expect(await rolesOf(app, 'u')).toEqual(['role:a', 'role:b']);
});

test('a change of members counts with the next question, cached answers included', async () => {
  const app = await startApp();
  const ctx = requestOf(app, 'master');
  const objectId = await addRole(app, 'staff', [], []);
  expect(await rolesOf(app, 'u')).toEqual([]);
  await updateObject(ctx, { className, objectId, body: { users: add('_User', 'u') } });
  expect(await rolesOf(app, 'u')).toEqual(['role:staff']);
  const users = { ...(add('_User', 'u') as object), __op: 'RemoveRelation' };
  await updateObject(ctx, { className, objectId, body: { users } });
  expect(await rolesOf(app, 'u')).toEqual([]);
});

test('a deleted role gives no rights, and passes none on', async () => {
  const app = await startApp();
  const staff = await addRole(app, 'staff', ['u'], []);
  await addRole(app, 'admins', [], [staff]);
  expect(await rolesOf(app, 'u')).toEqual(['role:admins', 'role:staff']);
  await deleteObject(requestOf(app, 'master'), { className, objectId: staff });
  expect(await rolesOf(app, 'u')).toEqual([]);
});

test('somebody without roles costs one read, and then none', async () => {
  const storage = memoryStorage();
  let reads = 0;
  const app = await startApp({
    storage: {
      ...storage,
      find: (...args) => {
        reads += 1;
        return storage.find(...args);
      },
    },
  });
  await addRole(app, 'staff', ['u'], []);
  reads = 0;
  await rolesOf(app, 'nobody');
  await rolesOf(app, 'nobody');
  expect(reads).toBe(1);
});
