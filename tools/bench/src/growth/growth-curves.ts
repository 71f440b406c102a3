import type { ApiClient } from '../api/api-client.js';
import { queryPath, type ApiRequest, type Json, type JsonObject } from '../api/api-request.js';
import { itemBody } from '../world/item-body.js';
import { createAll, range } from '../world/seed-world.js';
import type { WorldUser } from '../world/world.js';
import type { GrowthCurve } from './growth-curve.js';

const noTargets = { authorIds: ['none'], placeIds: ['none'] };

/** Everything that may grow in a Parse app, each on classes of its own. */
export const growthCurves: readonly GrowthCurve[] = [
  {
    name: 'results',
    title: 'objects in the answer of a query',
    sizes: [1, 10, 100, 1000],
    prepare: readMany,
  },
  {
    name: 'object-kb',
    title: 'KB of the object that is read',
    sizes: [1, 3, 10, 30, 100],
    prepare: readLarge,
  },
  {
    name: 'fields',
    title: 'fields of the object that is read',
    sizes: [10, 30, 100, 300],
    prepare: readFields,
  },
  {
    name: 'roles',
    title: 'roles of the user who reads an object',
    sizes: [0, 10, 50, 200],
    prepare: readAsMemberOf,
  },
  {
    name: 'in-values',
    title: 'values of $in',
    sizes: [10, 100, 1000, 5000],
    prepare: findByValues,
  },
  {
    name: 'include-depth',
    title: 'pointers that an include follows, one after the other',
    sizes: [1, 2, 3, 4, 5],
    prepare: followPointers,
  },
  {
    name: 'classes',
    title: 'classes of the app in which an object is read',
    sizes: [10, 100, 1000, 5000],
    prepare: readAmongClasses,
  },
];

async function readMany(api: ApiClient, size: number): Promise<readonly ApiRequest[]> {
  await fillUpTo(api, 'Many', size);
  return [{ method: 'GET', path: queryPath('Many', { order: 'score', limit: size }) }];
}

async function readLarge(api: ApiClient, size: number): Promise<readonly ApiRequest[]> {
  const [objectId = ''] = await createAll(api, 'Large', [{ text: 'x'.repeat(size * 1024) }]);
  return [get('Large', objectId)];
}

async function readFields(api: ApiClient, size: number): Promise<readonly ApiRequest[]> {
  const body = Object.fromEntries(range(size).map((n) => [`field${n}`, n]));
  const [objectId = ''] = await createAll(api, `Fields${size}`, [body]);
  return [get(`Fields${size}`, objectId)];
}

async function findByValues(api: ApiClient, size: number): Promise<readonly ApiRequest[]> {
  await fillUpTo(api, 'Few', 10);
  return [findIn(size)];
}

async function followPointers(api: ApiClient, size: number): Promise<readonly ApiRequest[]> {
  const first = await chainOf(api, size);
  const include = range(size)
    .map(() => 'next')
    .join('.');
  return [{ method: 'GET', path: `/classes/Link/${first}?include=${include}` }];
}

async function readAmongClasses(api: ApiClient, size: number): Promise<readonly ApiRequest[]> {
  await addClassesUpTo(api, size);
  const [objectId = ''] = await createAll(api, 'Kind0', [{ name: 'one' }]);
  return [get('Kind0', objectId)];
}

function get(className: string, objectId: string): ApiRequest {
  return { method: 'GET', path: `/classes/${className}/${objectId}` };
}

async function fillUpTo(api: ApiClient, className: string, size: number): Promise<void> {
  const path = queryPath(className, { limit: 0, count: 1 });
  const { count } = await api.send({ method: 'GET', path, useMasterKey: true });
  const missing = range(size).slice(Number(count));
  await createAll(
    api,
    className,
    missing.map((n) => itemBody(n, noTargets)),
  );
}

async function readAsMemberOf(api: ApiClient, roles: number): Promise<readonly ApiRequest[]> {
  const body = { username: `member of ${roles}`, password: 'secret' };
  const answer = await api.send({ method: 'POST', path: '/users', body });
  const { objectId, sessionToken } = answer as Pick<WorldUser, 'objectId' | 'sessionToken'>;
  const users: JsonObject = {
    __op: 'AddRelation',
    objects: [{ __type: 'Pointer', className: '_User', objectId }],
  };
  const names = range(roles).map((n) => `r${roles}x${n}`);
  await createAll(
    api,
    '_Role',
    names.map((name) => ({ name, ACL: {}, users })),
  );
  const reader = names.at(-1);
  const principal = reader === undefined ? objectId : `role:${reader}`;
  const ACL = { [principal]: { read: true } };
  const [id = ''] = await createAll(api, 'Shared', [{ ...itemBody(1, noTargets), ACL }]);
  return [{ ...get('Shared', id), sessionToken }];
}

/** In the body of a POST, as long queries do not fit into a URL. */
function findIn(size: number): ApiRequest {
  const where: Json = { score: { $in: range(size).map((n) => n + 0.5) } };
  return { method: 'POST', path: '/classes/Few', body: { _method: 'GET', where } };
}

async function chainOf(api: ApiClient, length: number): Promise<string> {
  let [objectId = ''] = await createAll(api, 'Link', [{ name: 'last' }]);
  for (const n of range(length)) {
    const next = { __type: 'Pointer', className: 'Link', objectId };
    [objectId = ''] = await createAll(api, 'Link', [{ name: `link ${n}`, next }]);
  }
  return objectId;
}

async function addClassesUpTo(api: ApiClient, size: number): Promise<void> {
  const { results } = await api.send({ method: 'GET', path: '/schemas', useMasterKey: true });
  const known = Array.isArray(results) ? results.length : 0;
  for (const n of range(size - known)) {
    await createAll(api, `Kind${known + n}`, [{ name: 'one' }]);
  }
}
