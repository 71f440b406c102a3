import { get, inCloud, post } from '../../dsl.js';

export const scenarios = [
  inCloud('A job is started by the master key', post('/jobs/quick', {}, { by: 'master' })),
  inCloud('A job is started by its name in the body', post('/jobs', { jobName: 'quick' }, { by: 'master' })),
  inCloud('A job that fails was started', post('/jobs/broken', {}, { by: 'master' })),
  inCloud('A job that is none is refused', post('/jobs/unknown', {}, { by: 'master' })),
  inCloud('Clients start no jobs', post('/jobs/quick'), post('/jobs/quick', {}, { by: 'readOnly' })),
  inCloud(
    'The master key lists jobs',
    get('/cloud_code/jobs'),
    get('/cloud_code/jobs', {}, { by: 'master' }),
    get('/cloud_code/jobs/data', {}, { by: 'master' }),
  ),
];
