import {
  create,
  date,
  del,
  get,
  pointer,
  post,
  put,
  scenario,
  signUp,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const byMaster = { by: 'master' } as const;

/** What the user of a session may otherwise do. */
const ways = (by: string): readonly Step[] => [
  get('/users/me', {}, { by }),
  get('/sessions', {}, { by }),
  get('/sessions/me', {}, { by }),
  create('Note', { n: 1 }, { by }),
  put('/users/<alice.objectId>', { nick: by }, { by }),
  put('/sessions/<made.objectId>', { note: by }, { by }),
  post('/logout', {}, { by }),
  get('/users/me', {}, { by }),
];

const fields: readonly (readonly [string, JsonObject])[] = [
  ['nothing', {}],
  ['that it is restricted', { restricted: true }],
  ['that it is not restricted', { restricted: false }],
  ['a text for that', { restricted: 'yes' }],
  ['how it was made', { restricted: true, createdWith: { action: 'restore' } }],
  ['until when it lasts', { restricted: true, expiresAt: date('2024-01-01T00:00:00.000Z') }],
  ['a token', { restricted: true, sessionToken: 'r:chosen' }],
  ['a device', { restricted: true, installationId: 'phone' }],
  ['another user', { restricted: true, user: pointer('_User', '<bob.objectId>') }],
];

export const scenarios = [
  ...fields.map(([what, body]) =>
    scenario(`A user makes a session and says ${what}`, [
      signUp('alice'),
      signUp('bob'),
      post('/sessions', body, { by: 'alice', name: 'made' }),
      get('/sessions', { order: 'createdAt' }, byMaster),
      ...ways('made'),
    ]),
  ),
  scenario('A session is made for somebody', [
    signUp('alice'),
    post('/sessions', { restricted: true }),
    post('/sessions', { restricted: true }, byMaster),
    post('/sessions', { restricted: true }, { by: 'readOnly' }),
    post('/sessions', { restricted: true, user: pointer('_User', '<alice.objectId>') }, byMaster),
    get('/sessions', {}, byMaster),
  ]),
  scenario('A session is restricted later', [
    signUp('alice'),
    get('/sessions/me', {}, { by: 'alice', name: 'made' }),
    put('/sessions/<made.objectId>', { restricted: true }, byMaster),
    ...ways('alice'),
    del('/sessions/<made.objectId>', byMaster),
  ]),
];
