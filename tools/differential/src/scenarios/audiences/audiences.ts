import { del, get, post, put, scenario, type Step } from '../../dsl.js';

const byMaster = { by: 'master' } as const;
const audience = post(
  '/push_audiences',
  { name: 'all', query: '{"deviceType":"ios"}' },
  { by: 'master', name: 'all' },
);

/** parse-server does not empty this class at once. */
const remove = (name: string): Step => del(`/push_audiences/<${name}.objectId>`, byMaster);

export const scenarios = [
  scenario('An audience is made, read, changed and removed', [
    audience,
    get('/push_audiences/<all.objectId>', {}, byMaster),
    get('/push_audiences', {}, byMaster),
    put('/push_audiences/<all.objectId>', { name: 'some' }, byMaster),
    get('/push_audiences', { where: { name: 'some' } }, byMaster),
    del('/push_audiences/<all.objectId>', byMaster),
    get('/push_audiences/<all.objectId>', {}, byMaster),
  ]),
  scenario('Audiences are for the master key', [
    audience,
    get('/push_audiences'),
    post('/push_audiences', { name: 'x', query: '{}' }),
    get('/push_audiences/<all.objectId>'),
    put('/push_audiences/<all.objectId>', { name: 'x' }),
    del('/push_audiences/<all.objectId>'),
    get('/classes/_Audience'),
    remove('all'),
  ]),
  scenario('The read-only key reads audiences', [
    audience,
    get('/push_audiences', {}, { by: 'readOnly' }),
    post('/push_audiences', { name: 'x', query: '{}' }, { by: 'readOnly' }),
    remove('all'),
  ]),
  scenario('The query of an audience is a text', [
    post('/push_audiences', { name: 'x', query: { a: 1 } }, byMaster),
    post('/push_audiences', { name: 7, query: '{}' }, byMaster),
    post('/push_audiences', { name: 'y', query: 'no json' }, { by: 'master', name: 'broken' }),
    get('/push_audiences/<broken.objectId>', {}, byMaster),
    remove('broken'),
  ]),
  scenario('An audience that is not there', [
    get('/push_audiences/nothing', {}, byMaster),
    put('/push_audiences/nothing', { name: 'x' }, byMaster),
    del('/push_audiences/nothing', byMaster),
  ]),
];
