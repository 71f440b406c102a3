import type { RestClient, RestAnswer } from './rest-client.js';
import type { Engine, Written } from './scenario.js';

const classes = ['Everything', 'Loose', 'Changed', 'Under_score', 'Empty', 'Doomed', 'Legacy'];
const systemPaths = ['/users', '/roles', '/sessions', '/installations', '/push_audiences'];

/** Everything a client can see of what the scenario wrote, by the request that shows it. */
export async function readEverything(
  api: RestClient,
  { ann, ben, full, role }: Written,
  engine: Engine,
): Promise<Readonly<Record<string, RestAnswer>>> {
  const seen: Record<string, RestAnswer> = {};
  const get = async (path: string, as?: string): Promise<void> => {
    const answer = await api.send({ method: 'GET', path, ...(as === undefined ? {} : { as }) });
    seen[`${path}${as === undefined ? '' : ' by a user'}`] = tidy(answer);
  };
  for (const path of [...classes.map((name) => `/classes/${name}`), ...systemPaths]) {
    await get(`${path}?order=objectId&limit=1000`);
  }
  for (const name of classes) await get(`/schemas/${name}`);
  await get('/config');
  await get('/users/me', ann.token);
  await get('/sessions/me', ben.token);
  await get(`/classes/Everything/${full}?include=owner,list,info.by`, ann.token);
  await get(`/classes/Changed?order=objectId`, ben.token);

  const find = (className: string, where: object): Promise<void> =>
    get(`/classes/${className}?order=objectId&where=${encodeURIComponent(JSON.stringify(where))}`);
  const owner = { __type: 'Pointer', className: '_User', objectId: ann.id };
  await find('Everything', { owner });
  await find('Everything', { when: { $gte: { __type: 'Date', iso: '2020-02-29T12:34:56.789Z' } } });
  // The incumbent asks PostGIS, which not every PostgreSQL has.
  if (engine === 'mongo')
    await find('Everything', { place: { $nearSphere: { __type: 'GeoPoint', latitude: 48, longitude: 11 } } });
  await find('Everything', { list: { $all: ['x'] } });
  await find('Everything', { 'info.z': 1 });
  await find('Everything', { friends: owner });
  const related = (className: string, objectId: string, key: string) => ({
    $relatedTo: { object: { __type: 'Pointer', className, objectId }, key },
  });
  await find('_User', related('Everything', full, 'friends'));
  await find('_User', related('_Role', role, 'users'));
  await find('_Role', related('_Role', role, 'roles'));
  return seen;
}

/** In which order keys come says nothing. The URL of a file in a column is its server's. */
function tidy(answer: RestAnswer): RestAnswer {
  return JSON.parse(JSON.stringify(answer, tidyValue)) as RestAnswer;
}

function tidyValue(name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const isFileColumn = name === 'photo' && Reflect.get(value, '__type') === 'File';
  const shown = Object.entries(value).filter(
    ([key, item]) => !(isFileColumn && key === 'url') && !undeclared.has(key) && !isFound(key, item),
  );
  return Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What no class declares: columns of the operator, keys and options that only the hosted Parse knew. */
const undeclared: ReadonlySet<string> = new Set([
  'operators column',
  'mine',
  'newer',
  'lastUsed',
  'nothing',
  'help',
]);

/** Indexes that nobody asked the server for: the incumbent lists those it finds from its next start on. */
const foundIndexes: ReadonlySet<string> = new Set(['_id_', 'place_2d', 'the operator’s']);

/** A found index, or a list that has no other. */
function isFound(key: string, value: unknown): boolean {
  if (foundIndexes.has(key)) return true;
  if (key !== 'indexes' || typeof value !== 'object' || value === null) return false;
  return Object.keys(value).every((name) => foundIndexes.has(name));
}
