import {
  date,
  find,
  get,
  inCloud,
  increment,
  listOp,
  put,
  unset,
  type JsonObject,
  type Scenario,
  type Step,
} from '../../dsl.js';

// The triggers of parameters are those of cloud/account-triggers.cjs: they do what the parameter `how` says.

const triggered = (title: string, ...steps: readonly Step[]): Scenario =>
  inCloud(title, ...steps, get('/config', {}, { by: 'master' }), ran);
const set = (params: JsonObject): Step => put('/config', { params }, { by: 'master' });
const ran = find('Step', { order: 'i' }, { by: 'master' });
const first = set({ a: 1, list: [1], map: { b: 1 } });

const changes: Readonly<Record<string, JsonObject>> = {
  'another value': { a: 2 },
  'another parameter': { b: 2 },
  Increment: { a: increment(2) },
  Add: { list: listOp('Add', 2) },
  Remove: { list: listOp('Remove', 1) },
  Delete: { a: unset },
  'no value': { a: null },
  'a date': { a: date('2024-01-01T00:00:00.000Z') },
  'a part': { 'map.b': 2 },
  nothing: {},
};

export const scenarios = [
  triggered('The first parameters run beforeSave, then afterSave', first),
  ...Object.entries(changes).map(([what, params]) =>
    triggered(`Triggers of parameters see what is and what was: ${what}`, first, set(params)),
  ),
  ...['refused', 'coded', 'answers', 'fails after'].map((how) =>
    triggered(`Triggers of parameters that are told: ${how}`, first, set({ a: 2, how })),
  ),
  triggered(
    'Triggers of parameters beside flags',
    first,
    put('/config', { params: { a: 2 }, masterKeyOnly: { a: true } }, { by: 'master' }),
    get('/config'),
  ),
  triggered(
    'Triggers of parameters and a context',
    put('/config', { params: { a: 1 } }, { by: 'master', headers: { 'X-Parse-Cloud-Context': '{"a":1}' } }),
  ),
  triggered(
    'Triggers of parameters that may not be changed',
    put('/config', { params: { a: 1 } }),
    put('/config', { params: { a: 1 } }, { by: 'readOnly' }),
  ),
];
