import type { RestClient } from './rest-client.js';

/** The engine a scenario runs on; what the incumbent cannot do there is left out. */
export type Engine = 'mongo' | 'postgres';

/** What the scenario made, for tests that go on with it. */
export interface Written {
  readonly ann: { readonly id: string; readonly token: string };
  readonly ben: { readonly id: string; readonly token: string };
  readonly full: string;
  readonly second: string;
  readonly role: string;
}

const when = { __type: 'Date', iso: '2020-02-29T12:34:56.789Z' };
const publicRead = { '*': { read: true } };
const pointerTo = (className: string, objectId: string) => ({ __type: 'Pointer', className, objectId });

/** Writes one of everything a server stores, by the same requests whichever server it is. */
export async function writeEverything(api: RestClient): Promise<Written> {
  await declareClasses(api);
  const { ann, ben } = await signUpUsers(api);
  const full = await createObjects(api, ann.id);
  const second = await updateObjects(api, ann);
  const role = await relateObjects(api, { ann: ann.id, ben: ben.id, full });
  await configure(api);
  await remove(api);
  return { ann, ben, full, second, role };
}

async function declareClasses(api: RestClient): Promise<void> {
  await api.create('/schemas/Everything', {
    className: 'Everything',
    fields: {
      text: { type: 'String', required: true },
      count: { type: 'Number', defaultValue: 7 },
      flag: { type: 'Boolean', defaultValue: false },
      when: { type: 'Date' },
      info: { type: 'Object', defaultValue: { a: 1 } },
      list: { type: 'Array' },
      owner: { type: 'Pointer', targetClass: '_User', required: false },
      friends: { type: 'Relation', targetClass: '_User' },
      photo: { type: 'File' },
      place: { type: 'GeoPoint' },
      area: { type: 'Polygon' },
      raw: { type: 'Bytes' },
      secret: { type: 'String' },
      gone: { type: 'String' },
    },
    classLevelPermissions: {
      find: { '*': true },
      get: { '*': true, requiresAuthentication: true },
      count: {},
      create: { requiresAuthentication: true },
      update: { 'role:Editors': true },
      delete: { pointerFields: ['owner'] },
      addField: {},
      readUserFields: ['owner'],
      writeUserFields: [],
      protectedFields: { '*': ['secret'], 'userField:owner': [] },
    },
    indexes: { byText: { text: 1 }, byOwnerAndCount: { owner: 1, count: -1 } },
  });
  await api.create('/schemas/Under_score', { className: 'Under_score', fields: { A_b: { type: 'String' } } });
  await api.create('/schemas/Empty', { className: 'Empty' });
  await api.update('/schemas/Under_score', {
    fields: { added: { type: 'Number' } },
    indexes: { byAdded: { added: -1 }, dropped: { A_b: 1 } },
    classLevelPermissions: { find: { requiresAuthentication: true } },
  });
  await api.update('/schemas/Under_score', { indexes: { dropped: { __op: 'Delete' } } });
  await api.update('/schemas/Everything', { fields: { gone: { __op: 'Delete' } } });
}

async function signUpUsers(api: RestClient): Promise<Pick<Written, 'ann' | 'ben'>> {
  const signUp = async (body: object) => {
    const answer = await api.send({ method: 'POST', path: '/users', body, as: 'nobody' });
    return { id: String(answer['objectId']), token: String(answer['sessionToken']) };
  };
  const ann = await signUp({
    username: 'ann',
    password: 'ann’s password',
    email: 'ann@example.com',
    score: 3,
  });
  const ben = await signUp({ username: 'Ben', password: 'secret', ACL: publicRead, profile: { nick: 'b' } });
  await api.update(`/users/${ann.id}`, { phone: '123', email: 'ann@example.org' }, ann.token);
  await api.send({
    method: 'POST',
    path: '/login',
    body: { username: 'Ben', password: 'secret' },
    as: 'nobody',
    headers: { 'X-Parse-Installation-Id': 'inst-1' },
  });
  await api.create('/installations', {
    installationId: 'inst-1',
    deviceType: 'ios',
    deviceToken: 'd'.repeat(64),
    channels: ['news', ''],
    badge: 2,
    user: pointerTo('_User', ann.id),
  });
  return { ann, ben };
}

async function createObjects(api: RestClient, owner: string): Promise<string> {
  const full = await api.create('/classes/Everything', {
    text: 'Grüße, „Welt“ \u{1F30D} \\ " \' $',
    count: 1.5,
    flag: true,
    when,
    info: { z: 1, a: { when, deep: [null, { b: [] }], empty: {} }, by: pointerTo('_User', owner), n: null },
    list: [1, 2.5, 'x', null, true, when, [1, [2]], { k: when }, pointerTo('_User', owner)],
    owner: pointerTo('_User', owner),
    photo: { __type: 'File', name: 'a_b.png', url: 'http://files.example/a_b.png' },
    place: { __type: 'GeoPoint', latitude: 48.2, longitude: 11.5 },
    area: {
      __type: 'Polygon',
      coordinates: [
        [0, 0],
        [0, 1],
        [1, 1],
      ],
    },
    raw: { __type: 'Bytes', base64: 'AAEC/w==' },
    secret: 'hidden',
    ACL: { [owner]: { read: true, write: true }, '*': { read: true }, 'role:Editors': { write: true } },
  });
  await api.create('/classes/Everything', { text: 'little', secret: null, list: [], info: {} });
  await api.create('/classes/Loose', {
    integer: 12,
    large: 9007199254740991,
    small: 1e-7,
    negative: -0.5,
    text: '',
    nothing: null,
    mixed: { big: 3000000000, place: { __type: 'GeoPoint', latitude: 1, longitude: 2 } },
    pictures: [{ __type: 'File', name: 'p.png', url: 'http://files.example/p.png' }],
    bytes: [{ __type: 'Bytes', base64: 'AAEC' }],
    ACL: {},
  });
  return full;
}

async function updateObjects(api: RestClient, ann: Written['ann']): Promise<string> {
  const id = await api.create('/classes/Changed', {
    n: 1,
    list: ['a', 'b', 'c'],
    o: { keep: 1, drop: 2, deep: { n: 1 } },
    unset: 'x',
    nulled: 'y',
    when,
    by: pointerTo('_User', ann.id),
    ACL: publicRead,
  });
  const path = `/classes/Changed/${id}`;
  await api.update(path, {
    n: { __op: 'Increment', amount: 2.5 },
    list: { __op: 'AddUnique', objects: ['c', 'd'] },
  });
  await api.update(path, { list: { __op: 'Remove', objects: ['a'] }, fresh: { __op: 'Add', objects: [1] } });
  await api.update(path, { unset: { __op: 'Delete' }, nulled: null, by: { __op: 'Delete' } });
  await api.update(path, {
    'o.deep.n': { __op: 'Increment', amount: 1 },
    'o.drop': { __op: 'Delete' },
    'o.added': 'z',
  });
  await api.update(path, { ACL: { [ann.id]: { read: true, write: true } }, later: 'new field' });
  const own = await api.create('/classes/Changed', { n: 5, mine: true }, ann.token);
  await api.update(`/classes/Changed/${own}`, { counted: { __op: 'Increment', amount: 3 } }, ann.token);
  await api.create('/classes/Changed', {
    n: { __op: 'Increment', amount: 4 },
    list: { __op: 'Add', objects: [9] },
  });
  return id;
}

interface Related {
  readonly ann: string;
  readonly ben: string;
  readonly full: string;
}

async function relateObjects(api: RestClient, { ann, ben, full }: Related): Promise<string> {
  const users = [pointerTo('_User', ann), pointerTo('_User', ben)];
  await api.update(`/classes/Everything/${full}`, { friends: { __op: 'AddRelation', objects: users } });
  await api.update(`/classes/Everything/${full}`, {
    friends: { __op: 'RemoveRelation', objects: [pointerTo('_User', ben)] },
  });
  await api.update(`/classes/Everything/${full}`, {
    others: { __op: 'AddRelation', objects: users.slice(1) },
  });
  const parent = await api.create('/roles', { name: 'Admins', ACL: publicRead });
  return api.create('/roles', {
    name: 'Editors',
    ACL: { '*': { read: true }, 'role:Admins': { write: true } },
    users: { __op: 'AddRelation', objects: users.slice(0, 1) },
    roles: { __op: 'AddRelation', objects: [pointerTo('_Role', parent)] },
  });
}

async function configure(api: RestClient): Promise<void> {
  await api.update('/config', {
    params: { welcome: 'hi', max: 3, since: when, nested: { a: [1] } },
    masterKeyOnly: { max: true },
  });
  await api.update('/config', { params: { max: 4, welcome: { __op: 'Delete' } } });
  await api.create('/push_audiences', { name: 'All', query: '{"deviceType":"ios"}' });
  await declareHooks(api);
}

/** Of a class that nobody uses, so that none of them is called. */
async function declareHooks(api: RestClient): Promise<void> {
  const declare = (kind: string, body: object) => api.send({ method: 'POST', path: `/hooks/${kind}`, body });
  await declare('functions', { functionName: 'far', url: 'http://hooks.example/far' });
  await declare('functions', { functionName: 'farther', url: 'http://hooks.example/farther' });
  await declare('triggers', {
    className: 'Unused',
    triggerName: 'beforeSave',
    url: 'http://hooks.example/save',
  });
}

async function remove(api: RestClient): Promise<void> {
  const id = await api.create('/classes/Doomed', { a: 1 });
  await api.create('/classes/Doomed', { a: 2 });
  await api.send({ method: 'DELETE', path: `/classes/Doomed/${id}` });
  await api.create('/schemas/Dropped', {
    className: 'Dropped',
    fields: { r: { type: 'Relation', targetClass: '_User' } },
  });
  await api.send({ method: 'DELETE', path: '/schemas/Dropped' });
}
