import {
  acl,
  create,
  date,
  del,
  fetchBack,
  find,
  get,
  scenario,
  increment,
  listOp,
  logIn,
  pointer,
  post,
  put,
  signUp,
  unset,
  update,
  type Json,
  type Scenario,
  type Step,
} from '../../dsl.js';

const byMaster = { by: 'master' } as const;

interface Hook {
  readonly className?: string;
  readonly triggerName: string;
  /** At the server of `cloud/hook-target.cjs`. */
  readonly path: string;
}

/** A trigger that another server runs, in place from then on. Webhooks are not removed with their classes. */
const withTrigger = (
  title: string,
  { className = 'Away', triggerName, path }: Hook,
  { before = [], after }: { readonly before?: readonly Step[]; readonly after: readonly Step[] },
): Scenario =>
  scenario(
    title,
    [
      post('/functions/target', {}, { name: 'target' }),
      ...before,
      post('/hooks/triggers', { className, triggerName, url: `<target.result>${path}` }, byMaster),
      ...after,
      put(`/hooks/triggers/${className}/${triggerName}`, unset, byMaster),
    ],
    { profile: 'webhooks' },
  );

const saying = (body: Json): string => `/say?body=${encodeURIComponent(JSON.stringify(body))}`;
const changing = (fields: Json): string => `/change?fields=${encodeURIComponent(JSON.stringify(fields))}`;
const kept = (key: string): Step => post('/functions/kept', { key });

const object = create('Away', { n: 1, list: [1], text: 'x' }, { name: 'away' });
const values = {
  n: 1,
  at: date('2024-01-01T00:00:00.000Z'),
  to: pointer('Note', 'id'),
  map: { a: [1] },
  ACL: acl({ '*': 'rw' }),
};
const operations = { n: increment(2), list: listOp('Add', 2), text: unset };

const told: readonly Scenario[] = [
  withTrigger(
    'A beforeSave elsewhere is told what is saved, and who asks',
    { triggerName: 'beforeSave', path: '/refuse/<alice.objectId>' },
    {
      before: [signUp('alice'), object],
      after: [
        create('Away', values),
        create('Away', { n: 1 }, { by: 'alice' }),
        create('Away', { n: 1 }, byMaster),
        update('Away', 'away', { n: 2 }),
        update('Away', 'away', operations, { headers: { 'X-Parse-Cloud-Context': '{"c":1}' } }),
        kept('<alice.objectId>'),
      ],
    },
  ),
  withTrigger(
    'An afterSave elsewhere is told what was saved',
    { triggerName: 'afterSave', path: '/keep/<alice.objectId>' },
    {
      before: [signUp('alice'), object],
      after: [
        create('Away', values),
        update('Away', 'away', operations, { by: 'alice' }),
        kept('<alice.objectId>'),
      ],
    },
  ),
  withTrigger(
    'A beforeDelete elsewhere is told what is deleted',
    { triggerName: 'beforeDelete', path: '/refuse/<away.objectId>' },
    {
      before: [object],
      after: [del('/classes/Away/<away.objectId>'), fetchBack('Away', 'away'), kept('<away.objectId>')],
    },
  ),
  withTrigger(
    'An afterDelete elsewhere is told what was deleted',
    { triggerName: 'afterDelete', path: '/keep/<away.objectId>' },
    { before: [object], after: [del('/classes/Away/<away.objectId>'), kept('<away.objectId>')] },
  ),
  withTrigger(
    'A beforeFind elsewhere is told what is looked for',
    { triggerName: 'beforeFind', path: '/refuse/<away.objectId>' },
    {
      before: [object],
      after: [
        find('Away', { where: { n: { $gt: 0 } }, order: '-n', limit: 5, keys: 'n' }),
        find('Away', { count: 1, limit: 0 }),
        fetchBack('Away', 'away'),
        kept('<away.objectId>'),
      ],
    },
  ),
  withTrigger(
    'An afterFind elsewhere is told what was found',
    { triggerName: 'afterFind', path: '/refuse/<away.objectId>' },
    {
      before: [object],
      after: [find('Away', { where: { n: 1 } }), fetchBack('Away', 'away'), kept('<away.objectId>')],
    },
  ),
  ...['beforeLogin', 'afterLogin', 'afterLogout'].map((triggerName) =>
    withTrigger(
      `A ${triggerName} elsewhere is told who it is`,
      {
        className: triggerName === 'afterLogout' ? '_Session' : '_User',
        triggerName,
        path: '/keep/<alice.objectId>',
      },
      {
        before: [signUp('alice')],
        after: [
          logIn('alice', { name: 'again' }),
          post('/logout', {}, { by: 'again' }),
          kept('<alice.objectId>'),
        ],
      },
    ),
  ),
];

const saves: readonly Step[] = [
  create('Away', { n: 1, list: [1], ACL: acl({ '*': 'rw' }) }, { name: 'made' }),
  fetchBack('Away', 'made'),
  update('Away', 'made', { n: increment(1) }),
  fetchBack('Away', 'made'),
];

const answers: readonly (readonly [string, string])[] = [
  ['changes fields', changing({ n: 7, more: 'x' })],
  ['changes a list', changing({ list: [1, 2] })],
  ['gives null', changing({ n: null })],
  ['gives an operation', changing({ n: { __op: 'Increment', amount: 5 } })],
  ['unsets a field', changing({ n: { __op: 'Delete' } })],
  ['changes rights', changing({ ACL: { '*': { read: true } } })],
  ['changes what the server sets', changing({ objectId: 'other', createdAt: '2024-01-01T00:00:00.000Z' })],
  ['changes the type of a field', changing({ list: 'x' })],
  ['gives a field no name can have', changing({ '1a': 1 })],
  ['gives some fields alone', saying({ success: { more: 1 } })],
  ['gives an empty object', saying({ success: {} })],
  ['says nothing', saying({})],
  ['says true', saying({ success: true })],
  ['says null', saying({ success: null })],
  ['says a text', saying({ success: 'x' })],
  ['says a list', saying({ success: [1] })],
  ['refuses', saying({ error: 'no' })],
  ['refuses with a code', saying({ error: { code: 9001, message: 'no' } })],
  ['refuses with nothing', saying({ error: '' })],
];

const found: readonly (readonly [string, string])[] = [
  [
    'gives other objects',
    saying({ success: [{ __type: 'Object', className: 'Away', objectId: 'made', n: 7 }] }),
  ],
  ['gives objects without their type', saying({ success: [{ className: 'Away', objectId: 'made', n: 7 }] })],
  ['gives no objects', saying({ success: [] })],
  ['says nothing', saying({})],
  ['says a text', saying({ success: 'x' })],
  ['gives an object', saying({ success: { n: 1 } })],
];

export const scenarios = [
  ...told,
  ...answers.map(([how, path]) =>
    withTrigger(
      `A beforeSave elsewhere ${how}`,
      { triggerName: 'beforeSave', path },
      { before: [object], after: saves },
    ),
  ),
  ...[
    ['as it is', changing({})],
    ['with a field more', changing({ nick: 'x' })],
    ['alone by a field', saying({ success: { nick: 'x' } })],
  ].map(([how = '', path = '']) =>
    withTrigger(
      `A beforeSave elsewhere gives a user back ${how}`,
      { className: '_User', triggerName: 'beforeSave', path },
      {
        after: [
          signUp('alice', { email: 'alice@example.com', n: 1 }),
          get('/users/me', {}, { by: 'alice' }),
          put('/users/<alice.objectId>', { n: 2 }, { by: 'alice' }),
          get('/users/<alice.objectId>', {}, byMaster),
          logIn('alice'),
        ],
      },
    ),
  ),
  ...found.map(([how, path]) =>
    withTrigger(
      `An afterFind elsewhere ${how}`,
      { triggerName: 'afterFind', path },
      { before: [object], after: [find('Away'), fetchBack('Away', 'away')] },
    ),
  ),
  ...['afterSave', 'afterDelete', 'beforeDelete', 'beforeFind'].map((triggerName) =>
    withTrigger(
      `An error of a ${triggerName} elsewhere`,
      { triggerName, path: saying({ error: 'no' }) },
      {
        before: [object],
        after: [update('Away', 'away', { n: 2 }), find('Away'), del('/classes/Away/<away.objectId>')],
      },
    ),
  ),
];
