import type { ApiClient } from '../api/api-client.js';
import type { Json, JsonObject } from '../api/api-request.js';
import { itemBody, type ItemTargets } from './item-body.js';
import type { World, WorldSize, WorldUser } from './world.js';

/** Most servers refuse longer batches. */
const batchSize = 50;

/** Fills an empty database through the server that has it. The same requests for every server. */
export async function seedWorld(api: ApiClient, size: WorldSize): Promise<World> {
  const authorIds = await createAll(api, 'Author', range(size.authors).map(authorBody));
  const placeIds = await createAll(api, 'Place', range(size.authors).map(placeBody));
  const targets = { authorIds, placeIds };
  const users = await signUpAll(api, size.users);
  await makeRoles(api, users);
  const [owner = ''] = users.map(({ objectId }) => objectId);
  const items = range(size.items).map((n) => itemBody(n, targets));
  const acl = { [owner]: { read: true }, 'role:editors': { read: true, write: true } };
  return {
    itemIds: await createAll(api, 'Item', items),
    noteIds: await createAll(
      api,
      'Note',
      items.map((item) => ({ ...item, ACL: acl })),
    ),
    authorIds,
    placeIds,
    users: await declareEntries(api, targets).then(() => users),
  };
}

/** Creates objects with the master key, in batches and in order; returns their ids. */
export async function createAll(
  api: ApiClient,
  className: string,
  bodies: readonly JsonObject[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let from = 0; from < bodies.length; from += batchSize) {
    const requests = bodies
      .slice(from, from + batchSize)
      .map((body) => ({ method: 'POST', path: `/parse/classes/${className}`, body }));
    const results = await api.send({
      method: 'POST',
      path: '/batch',
      body: { requests },
      useMasterKey: true,
    });
    for (const result of Object.values(results)) ids.push(createdId(result));
  }
  return ids;
}

/** Clients may not add classes and fields by default: the class that they create in is made beforehand. */
async function declareEntries(api: ApiClient, targets: ItemTargets): Promise<void> {
  await createAll(api, 'Entry', [itemBody(0, targets)]);
}

async function signUpAll(api: ApiClient, count: number): Promise<readonly WorldUser[]> {
  const users: WorldUser[] = [];
  for (const n of range(count)) {
    const account = { username: `user${n}`, password: `password ${n}` };
    const body = { ...account, email: `user${n}@example.org`, nickname: `User ${n}` };
    const answer = await api.send({ method: 'POST', path: '/users', body });
    users.push({ ...account, ...(answer as Pick<WorldUser, 'objectId' | 'sessionToken'>) });
  }
  return users;
}

/** `editors` and `authors` have the users, `staff` has them through `editors`. */
async function makeRoles(api: ApiClient, users: readonly WorldUser[]): Promise<void> {
  const members = relation(users.map(({ objectId }) => ({ className: '_User', objectId })));
  const ACL = { '*': { read: true } };
  const [editors = ''] = await createAll(api, '_Role', [{ name: 'editors', ACL, users: members }]);
  const inner = relation([{ className: '_Role', objectId: editors }]);
  await createAll(api, '_Role', [
    { name: 'authors', ACL, users: members },
    { name: 'staff', ACL, roles: inner },
  ]);
}

function relation(targets: readonly { readonly className: string; readonly objectId: string }[]): JsonObject {
  return { __op: 'AddRelation', objects: targets.map((target) => ({ __type: 'Pointer', ...target })) };
}

function authorBody(n: number): JsonObject {
  return { name: `Author ${n}`, about: 'Writes about many things. '.repeat(4), rating: n % 5 };
}

function placeBody(n: number): JsonObject {
  return { name: `Place ${n}`, city: `City ${n % 10}`, visits: n * 3 };
}

function createdId(result: Json): string {
  const { success } = result as { readonly success?: { readonly objectId: string } };
  if (success === undefined) throw new Error(`an object was not created: ${JSON.stringify(result)}`);
  return success.objectId;
}

/** 0 to count - 1. */
export function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, n) => n);
}
