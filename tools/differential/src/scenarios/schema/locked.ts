import { create, del, get, post, put, scenario } from '../../dsl.js';

const byMaster = { by: 'master' } as const;

export const scenarios = [
  scenario(
    'Locked schemas are read and not changed',
    [
      get('/schemas/_User', {}, byMaster),
      get('/schemas/Thing', {}, byMaster),
      post('/schemas/Thing', { className: 'Thing' }, byMaster),
      put('/schemas/_User', { fields: { nick: { type: 'String' } } }, byMaster),
      del('/schemas/Thing', byMaster),
    ],
    { profile: 'locked' },
  ),
  scenario('Clients change no locked schemas either', [post('/schemas/Thing'), get('/schemas')], {
    profile: 'locked',
  }),
  scenario(
    'The read-only key changes no locked schemas',
    [post('/schemas/Thing', {}, { by: 'readOnly' }), get('/schemas/_User', {}, { by: 'readOnly' })],
    { profile: 'locked' },
  ),
  scenario(
    'Clients add no fields to locked classes',
    [
      post('/users', { username: 'alice', password: 'x', nick: 'Al' }),
      post('/installations', { deviceType: 'ios', installationId: 'one', own: 1 }),
      post('/roles', { name: 'a', ACL: {}, own: 1 }),
      post('/roles', { name: 'a', ACL: {}, own: 1 }, byMaster),
    ],
    { profile: 'locked' },
  ),
  scenario('Objects need a class that is declared', [create('Thing', { n: 1 }), get('/classes/Thing')], {
    profile: 'locked',
  }),
];
