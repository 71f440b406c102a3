import { queryPath, type ApiRequest } from '../api/api-request.js';
import { itemBody } from '../world/item-body.js';
import { range } from '../world/seed-world.js';
import type { World, WorldUser } from '../world/world.js';
import type { Scenario } from './scenario.js';

/** Coprime to how many objects there are, so that all have their turn and neighbours do not. */
const step = 37;

const create: Scenario = {
  name: 'create',
  title: 'POST an object of nine fields',
  weight: 1,
  request: (world, n) => ({ method: 'POST', path: '/classes/Entry', body: itemBody(n, world) }),
};

const get: Scenario = {
  name: 'get',
  title: 'GET an object by its id',
  weight: 1,
  request: ({ itemIds }, n) => ({ method: 'GET', path: `/classes/Item/${pick(itemIds, n)}` }),
};

const query100: Scenario = {
  name: 'query100',
  title: 'GET 100 objects, filtered by two fields, sorted by one',
  weight: 10,
  request: (_world, n) => queryNotDone('Item', n, { limit: 100 }),
};

const include: Scenario = {
  name: 'include',
  title: 'GET 20 objects in order, two pointers of each included',
  weight: 4,
  request: (_world, n) => queryNotDone('Item', n, { limit: 20, include: 'author,place' }),
};

const update: Scenario = {
  name: 'update',
  title: 'PUT a value and an Increment',
  weight: 1,
  request: ({ itemIds }, n) => putScore('Item', itemIds, n),
};

const getAsUser: Scenario = {
  name: 'get-user',
  title: 'get, logged in, of an object that a role may read',
  weight: 1,
  request: ({ noteIds, users }, n) =>
    asUser(users, n, { method: 'GET', path: `/classes/Note/${pick(noteIds, n)}` }),
};

const query100AsUser: Scenario = {
  name: 'query100-user',
  title: 'query100, logged in, of objects that a role may read',
  weight: 10,
  request: ({ users }, n) => asUser(users, n, queryNotDone('Note', n, { limit: 100 })),
};

const includeAsUser: Scenario = {
  name: 'include-user',
  title: 'include, logged in, of objects that a role may read',
  weight: 4,
  request: ({ users }, n) =>
    asUser(users, n, queryNotDone('Note', n, { limit: 20, include: 'author,place' })),
};

const updateAsUser: Scenario = {
  name: 'update-user',
  title: 'update, logged in, of an object that a role may write',
  weight: 1,
  request: ({ noteIds, users }, n) => asUser(users, n, putScore('Note', noteIds, n)),
};

const logIn: Scenario = {
  name: 'log-in',
  title: 'POST a user name and a password, bcrypt with 2^10 rounds',
  weight: 100,
  request: ({ users }, n) => {
    const { username = '', password = '' } = users[n % users.length] ?? {};
    return { method: 'POST', path: '/login', body: { username, password } };
  },
};

const batch50: Scenario = {
  name: 'batch50',
  title: 'POST a batch of 50 creates',
  weight: 25,
  request: (world, n) => ({
    method: 'POST',
    path: '/batch',
    body: {
      requests: range(50).map((index) => ({
        method: 'POST',
        path: '/parse/classes/Entry',
        body: itemBody(n * 50 + index, world),
      })),
    },
  }),
};

const count: Scenario = {
  name: 'count',
  title: 'count with a filter by two fields',
  weight: 1,
  request: (_world, n) => queryNotDone('Item', n, { limit: 0, count: 1 }),
};

/** In ten requests: five of get, two of query100, one each of update, create and count. */
const mixture = [get, query100, get, update, get, create, get, query100, get, count];

const mixed: Scenario = {
  name: 'mixed',
  title: 'of ten requests 5 get, 2 query100, 1 update, 1 create, 1 count',
  weight: 3,
  request: (world, n) => (mixture[n % mixture.length] ?? get).request(world, n),
};

/** In the order of the tables. */
export const scenarios: readonly Scenario[] = [
  create,
  get,
  update,
  count,
  query100,
  include,
  getAsUser,
  updateAsUser,
  query100AsUser,
  includeAsUser,
  logIn,
  batch50,
  mixed,
];

/** The scenario of that name; throws for others, naming those there are. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found) return found;
  throw new Error(`there is no scenario ${name}; there are ${scenarios.map((each) => each.name).join(', ')}`);
}

/** In the full world nearly 300 objects match, whatever `n` is. */
function queryNotDone(
  className: string,
  n: number,
  options: Readonly<Record<string, string | number>>,
): ApiRequest {
  const where = { score: { $gte: n % 100 }, done: false };
  return { method: 'GET', path: queryPath(className, { where, order: '-score', ...options }) };
}

/** Adds to each object as often as it takes away, so that queries find the same at the end of a long run. */
function putScore(className: string, ids: readonly string[], n: number): ApiRequest {
  const isAdded = Math.floor(n / ids.length) % 2 === 0;
  return {
    method: 'PUT',
    path: `/classes/${className}/${pick(ids, n)}`,
    body: { title: `Changed ${n}`, score: { __op: 'Increment', amount: isAdded ? 1 : -1 } },
  };
}

function asUser(users: World['users'], n: number, request: ApiRequest): ApiRequest {
  const user: WorldUser | undefined = users[n % users.length];
  return user === undefined ? request : { ...request, sessionToken: user.sessionToken };
}

function pick(ids: readonly string[], n: number): string {
  return ids[(n * step) % ids.length] ?? '';
}
