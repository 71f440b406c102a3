import { expect, test } from 'vitest';
import type { Auth } from '../src/context/auth.js';
import type { RequestContext } from '../src/context/request-context.js';
import { startJob } from '../src/functions/start-job.js';
import { deleteObject } from '../src/objects/delete-object.js';
import { findObjects } from '../src/objects/find-objects.js';
import { updateObject } from '../src/objects/update-object.js';
import { addUser, failureOf, requestOf, startApp } from './app-fixture.js';

const bob: Auth = { kind: 'user', userId: 'bob', sessionToken: 't', session: { objectId: 's' } };
const user = { className: '_User', objectId: 'alice' };
const installations = { className: '_Installation', options: {} };

test.each<[string, Auth | 'anonymous' | 'readOnly', (ctx: RequestContext) => Promise<unknown>, string]>([
  [
    'a user who updates another',
    bob,
    (ctx) => updateObject(ctx, { ...user, body: { nick: 'A' } }),
    '206 Insufficient auth.',
  ],
  [
    'nobody who updates a user',
    'anonymous',
    (ctx) => updateObject(ctx, { ...user, body: { nick: 'A' } }),
    '206 Cannot modify user alice.',
  ],
  ['a user who deletes another', bob, (ctx) => deleteObject(ctx, user), '206 Insufficient auth.'],
  [
    'nobody who deletes a user',
    'anonymous',
    (ctx) => deleteObject(ctx, user),
    '206 Insufficient auth to delete user',
  ],
  [
    'nobody who ends a session',
    'anonymous',
    (ctx) => deleteObject(ctx, { className: '_Session', objectId: 's' }),
    '209 Invalid session token',
  ],
  [
    'a client that searches installations',
    'anonymous',
    (ctx) => findObjects(ctx, installations),
    "119 Clients aren't allowed to perform the find operation on the installation collection.",
  ],
  [
    'a client that counts installations',
    'anonymous',
    (ctx) => findObjects(ctx, { ...installations, options: { count: 1, limit: 0 } }),
    "119 Clients aren't allowed to perform the find operation on the installation collection.",
  ],
  [
    'a job, to who may only read',
    'readOnly',
    (ctx) => startJob(ctx, { name: 'job', params: {} }),
    "119 read-only masterKey isn't allowed to run a job.",
  ],
])('%s is refused in the words of Parse', async (_name, caller, act, expected) => {
  const app = await startApp({ settings: { enableSanitizedErrorResponse: false } });
  await addUser(app, 'alice', { ACL: {} });
  await addUser(app, 'bob');
  expect(await failureOf(act(requestOf(app, caller)))).toBe(expected);
});
