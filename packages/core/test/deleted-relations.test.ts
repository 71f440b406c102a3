import { expect, test } from 'vitest';
import { createObject } from '../src/objects/create-object.js';
import { deleteObject } from '../src/objects/delete-object.js';
import { findObjects } from '../src/objects/find-objects.js';
import type { App } from '../src/context/app.js';
import { pointerTo } from '../src/types/object.js';
import { addUser, requestOf, startApp } from './app-fixture.js';

const settings = { allowClientClassCreation: true, allowCustomObjectId: true };

test('a user with the id of a deleted one does not have its roles', async () => {
  const app = await startApp({ settings });
  const userId = await addUser(app, 'ann');
  const users = { __op: 'AddRelation', objects: [pointerTo('_User', userId)] };
  const admins = { name: 'Admins', ACL: {}, users };
  await createObject(requestOf(app, 'master'), { className: '_Role', body: admins });
  expect(await app.roles.rolesOf(userId)).toEqual(['role:Admins']);

  await deleteObject(requestOf(app, 'master'), { className: '_User', objectId: userId });
  await addUser(app, 'eve', { objectId: userId });
  expect(await app.roles.rolesOf(userId)).toEqual([]);
  await app.close();
});

test('an object with the id of a deleted one does not have its members', async () => {
  const app = await startApp({ settings });
  const member = await createObject(requestOf(app, 'anonymous'), { className: 'Song', body: {} });
  const songs = { __op: 'AddRelation', objects: [pointerTo('Song', member.objectId)] };
  const body = { objectId: 'chosen', songs };
  await createObject(requestOf(app, 'anonymous'), { className: 'Album', body });
  expect(await songsOf(app, 'chosen')).toEqual([member.objectId]);

  await deleteObject(requestOf(app, 'anonymous'), { className: 'Album', objectId: 'chosen' });
  await createObject(requestOf(app, 'anonymous'), { className: 'Album', body: { objectId: 'chosen' } });
  expect(await songsOf(app, 'chosen')).toEqual([]);
  await app.close();
});

async function songsOf(app: App, objectId: string): Promise<readonly unknown[]> {
  const where = { $relatedTo: { object: pointerTo('Album', objectId), key: 'songs' } };
  const { results } = await findObjects(requestOf(app, 'anonymous'), {
    className: 'Song',
    options: { where },
  });
  return results.map((song) => song.objectId);
}
