import {
  acl,
  create,
  date,
  fetchBack,
  find,
  geoPoint,
  get,
  inCloud,
  increment,
  listOp,
  pointer,
  post,
  signUp,
  unset,
  update,
  type Json,
  type JsonObject,
  type Scenario,
  type Step,
} from '../../dsl.js';

// The triggers of cloud/traced-triggers.cjs leave numbered rows of all they are told.

const ran = find('Step', { order: 'i' }, { by: 'master' });
const row = create(
  'Traced',
  {
    n: 1,
    text: 'a',
    list: [1, 2],
    map: { a: 1 },
    at: date('2024-01-01T00:00:00.000Z'),
    place: geoPoint(1, 2),
  },
  { name: 'row' },
);
const traced = (title: string, ...steps: readonly Step[]): Scenario =>
  inCloud(title, signUp('alice'), row, ...steps, ran);

const updates: Readonly<Record<string, JsonObject>> = {
  'a value': { n: 2 },
  'the value it has': { n: 1 },
  nothing: {},
  null: { n: null },
  Increment: { n: increment(4) },
  'Increment of a new field': { fresh: increment(4) },
  Delete: { text: unset },
  'Delete of a field that is not there': { fresh: unset },
  Add: { list: listOp('Add', 3) },
  'Add to a new field': { fresh: listOp('Add', 3) },
  AddUnique: { list: listOp('AddUnique', 2, 3) },
  Remove: { list: listOp('Remove', 1) },
  AddRelation: { likes: listOp('AddRelation', pointer('Note', 'x')) },
  RemoveRelation: { likes: listOp('RemoveRelation', pointer('Note', 'x')) },
  'a batch of relations': {
    likes: {
      __op: 'Batch',
      ops: [listOp('AddRelation', pointer('Note', 'x')), listOp('RemoveRelation', pointer('Note', 'y'))],
    },
  },
  'a part': { 'map.a': 2 },
  'Increment of a part': { 'map.a': increment(2) },
  'Delete of a part': { 'map.a': unset },
  'a new part': { 'map.b.c': 2 },
  'a date': { at: date('2025-01-01T00:00:00.000Z') },
  'a place': { place: geoPoint(3, 4) },
  'a pointer': { to: pointer('Note', 'x') },
  'an ACL': { ACL: acl({ '*': 'rw' }) },
  'the end of the ACL': { ACL: unset },
  'several fields': { n: increment(1), text: 'b', list: listOp('Add', 3), map: { c: 1 } },
};

const creates: Readonly<Record<string, JsonObject>> = {
  Increment: { n: increment(4) },
  Delete: { text: unset },
  Add: { list: listOp('Add', 3) },
  AddUnique: { list: listOp('AddUnique', 2, 3) },
  Remove: { list: listOp('Remove', 1) },
  AddRelation: { likes: listOp('AddRelation', pointer('Note', 'x')) },
  'an ACL': { ACL: acl({ '*': 'rw' }), n: 2 },
  null: { n: null },
  nothing: {},
};

const path = '/parse/classes/Traced';
const requests: Readonly<Record<string, readonly Json[]>> = {
  'a create': [{ method: 'POST', path, body: { n: 2 } }],
  'an update': [{ method: 'PUT', path: `${path}/<row.objectId>`, body: { n: increment(1) } }],
  'a delete': [{ method: 'DELETE', path: `${path}/<row.objectId>` }],
  'a query': [{ method: 'GET', path, body: { where: { n: 1 } } }],
  'a get': [{ method: 'GET', path: `${path}/<row.objectId>` }],
};

const queries: Readonly<Record<string, JsonObject>> = {
  'a condition': { where: { n: 1 } },
  'conditions of each kind': {
    where: { n: { $gt: 0, $lt: 9 }, text: { $regex: '^a', $options: 'i' }, at: { $exists: true } },
  },
  'a place': { where: { place: { $nearSphere: geoPoint(1, 2) } } },
  'a pointer': { where: { to: pointer('Note', 'x') } },
  alternatives: { where: { $or: [{ n: 1 }, { n: 2 }] } },
  'an order, a limit and a skip': { order: '-n,text', limit: 3, skip: 0 },
  'some fields': { keys: 'n,text' },
  'fields left out': { excludeKeys: 'n' },
  'an include': { include: 'to' },
  'all included': { includeAll: true },
  'a count': { count: 1 },
  'a count alone': { count: 1, limit: 0 },
  'a limit of nothing': { limit: 0 },
  'an id': { where: { objectId: '<row.objectId>' } },
  'a condition that is wrong': { where: { n: { $foo: 1 } } },
  'a read preference': { readPreference: 'PRIMARY' },
  'a hint': { hint: '_id_' },
  'a comment': { comment: 'why' },
};

const from = { headers: { 'X-Own': 'told', 'X-Parse-Installation-Id': 'phone' } };

export const scenarios = [
  ...Object.entries(updates).map(([what, change]) =>
    traced(`Triggers of an update see ${what}`, update('Traced', 'row', change)),
  ),
  ...Object.entries(creates).map(([what, fields]) =>
    traced(`Triggers of a create see ${what}`, create('Traced', fields)),
  ),
  ...Object.entries(requests).flatMap(([what, list]) =>
    [false, true].map((transaction) =>
      traced(
        `Triggers see ${what} in a batch${transaction ? ' that is a transaction' : ''}`,
        post('/batch', { requests: list, ...(transaction ? { transaction } : {}) }, { by: 'alice', ...from }),
      ),
    ),
  ),
  ...Object.entries(queries).map(([what, parameters]) =>
    traced(`Triggers of a query see ${what}`, find('Traced', parameters)),
  ),
  ...['alice', 'master', 'readOnly', 'maintenance'].map((by) =>
    traced(
      `Triggers see who asks: ${by}`,
      create('Traced', { n: 5 }, { by, ...from }),
      update('Traced', 'row', { n: 6 }, { by, ...from }),
      find('Traced', { where: { n: 6 } }, { by, ...from }),
      fetchBack('Traced', 'row', { by, ...from }),
    ),
  ),
  ...['alice', 'master', 'readOnly', 'maintenance'].map((by) =>
    traced(
      `Triggers see who asks without a device: ${by}`,
      create('Traced', { n: 5 }, { by }),
      find('Traced', { where: { n: 6 } }, { by }),
    ),
  ),
  traced(
    'Triggers see fields of the client that say who asks',
    post(
      '/classes/Traced',
      { n: 5, _ApplicationId: 'app', _InstallationId: 'tablet', _context: { a: 1 }, _ClientVersion: 'js1' },
      { headers: { 'X-Parse-Application-Id': null, 'Content-Type': 'text/plain' } },
    ),
  ),
  traced(
    'Triggers see a get with parameters',
    get('/classes/Traced/<row.objectId>', { keys: 'n', include: 'to' }),
    get('/classes/Traced/<row.objectId>', { excludeKeys: 'n' }),
  ),
];
