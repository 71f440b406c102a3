import { date, del, find, get, inCloud, post, type Json, type Scenario, type Step } from '../../dsl.js';

const byMaster = { by: 'master' } as const;

const start = (name: string, params: Json = {}): Step => post(`/jobs/${name}`, params, byMaster);

/** What the status of the job tells, once it has ended. */
const ended: Step = find(
  '_JobStatus',
  { where: { status: { $ne: 'running' } } },
  { ...byMaster, rows: 1, name: 'jobs' },
);

/** Statuses are no class of the scenario, and are not removed with it. */
const withJob = (title: string, ...steps: readonly Step[]): Scenario =>
  inCloud(title, ...steps, del('/classes/_JobStatus/<jobs.results.0.objectId>', byMaster));

const endings: readonly (readonly [string, string])[] = [
  ['returns nothing', 'quick'],
  ['returns a text', 'text'],
  ['returns a number', 'number'],
  ['returns a list', 'list'],
  ['returns an object', 'map'],
  ['throws a text', 'broken'],
  ['throws an error', 'erring'],
  ['throws an error with a code', 'coded'],
  ['throws an object', 'throwsMap'],
  ['throws nothing', 'throwsNothing'],
  ['tells how it goes', 'telling'],
  ['tells how it goes, and throws', 'tellingAndBroken'],
  ['tells an object', 'tellingMap'],
  ['tells a number', 'tellingNumber'],
];

export const scenarios = [
  withJob('A job is started by the master key', start('quick'), ended),
  withJob(
    'A job is started by its name in the body',
    post('/jobs', { jobName: 'asked', m: 2 }, byMaster),
    ended,
    find('Told', {}, byMaster),
  ),
  inCloud(
    'A job that is none is refused',
    start('unknown'),
    post('/jobs', {}, byMaster),
    find('_JobStatus', {}, byMaster),
  ),
  inCloud(
    'Clients start no jobs',
    post('/jobs/quick'),
    post('/jobs/quick', {}, { by: 'readOnly' }),
    post('/jobs/quick', {}, { by: 'maintenance' }),
    post('/jobs', { jobName: 'quick' }),
    find('_JobStatus', {}, byMaster),
  ),
  ...endings.map(([how, name]) => withJob(`A job that ${how} has a status`, start(name), ended)),
  withJob(
    'A job is told its parameters',
    start('asked', { n: 1, list: [{ a: 1 }], at: date('2024-01-01T00:00:00.000Z') }),
    ended,
    find('Told', {}, byMaster),
  ),
  withJob(
    'The status of a job is for the master key',
    start('quick'),
    ended,
    find('_JobStatus'),
    find('_JobStatus', {}, { by: 'readOnly', rows: 1 }),
    post('/classes/_JobStatus', { jobName: 'made' }),
    del('/classes/_JobStatus/<jobs.results.0.objectId>'),
    del('/classes/_JobStatus/<jobs.results.0.objectId>', { by: 'readOnly' }),
  ),
  inCloud(
    'The master key lists jobs',
    get('/cloud_code/jobs'),
    get('/cloud_code/jobs', {}, byMaster),
    get('/cloud_code/jobs/data', {}, byMaster),
  ),
];
