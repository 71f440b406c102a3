import { del, get, post, put, scenario, signUp } from '../../dsl.js';

const byMaster = { by: 'master' } as const;

export const scenarios = [
  scenario('The health is asked by anybody', [
    get('/health'),
    get('/health', {}, { headers: { 'X-Parse-Application-Id': null } }),
    post('/health'),
  ]),
  scenario('Events are taken', [
    post('/events/AppOpened', {}),
    post('/events/AppOpened', { at: { __type: 'Date', iso: '2024-01-01T00:00:00.000Z' } }),
    post('/events/bought', { dimensions: { price: '10' } }),
    post('/events/bought', { dimensions: 'x' }),
    post('/events'),
    get('/events/bought'),
  ]),
  scenario('Features are told to the master key', [
    get('/serverInfo'),
    get('/serverInfo', {}, { by: 'maintenance' }),
  ]),
  scenario('A class is emptied by the master key', [
    post('/classes/Note', { n: 1 }),
    del('/purge/Note'),
    del('/purge/Note', { by: 'readOnly' }),
    del('/purge/Note', byMaster),
    del('/purge/Note', byMaster),
    del('/purge/None', byMaster),
    get('/classes/Note'),
  ]),
  scenario('Routes that are none', [
    get('/nothing'),
    post('/classes'),
    get('/classes'),
    put('/classes/Note', { n: 1 }),
    del('/classes/Note'),
    post('/classes/Note/id', { n: 1 }),
    get('/users/me/too'),
    { method: 'PUT', path: '/users' },
  ]),
  scenario('Parameters have their own route', [
    get('/config'),
    put('/config', { params: { a: 1 } }),
    put('/config', { params: { a: 1 } }, { by: 'readOnly' }),
    put('/config', { params: { a: 1, b: 2 }, masterKeyOnly: { b: true } }, byMaster),
    get('/config'),
    get('/config', {}, byMaster),
    get('/config', {}, { by: 'readOnly' }),
  ]),
  scenario('Jobs have schedules', [
    get('/cloud_code/jobs'),
    get('/cloud_code/jobs', {}, byMaster),
    get('/cloud_code/jobs/data', {}, byMaster),
    post('/cloud_code/jobs', { job_schedule: { jobName: 'none' } }, byMaster),
    post('/cloud_code/jobs', { job_schedule: { jobName: 'none' } }),
  ]),
  scenario('Somebody is made by the master key', [
    signUp('alice'),
    post('/loginAs', { userId: '<alice.objectId>' }),
    post('/loginAs', { userId: '<alice.objectId>' }, { by: 'readOnly' }),
    post('/loginAs', { userId: 'nobody' }, byMaster),
    post('/loginAs', {}, byMaster),
    post('/loginAs', { userId: '<alice.objectId>' }, { by: 'master', name: 'again' }),
    get('/users/me', {}, { by: 'again' }),
  ]),
];
