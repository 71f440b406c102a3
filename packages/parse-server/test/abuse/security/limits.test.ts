import { expect, test } from 'vitest';
import { outcome, type Api } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const once = { requestCount: 1, requestTimeWindow: 60_000, includeInternalRequests: true };

/** Ways to ask for `/classes/Limited` that routing takes for the same. */
const SPELLINGS = [
  '/classes/Limited',
  '/classes/Limited/',
  '//classes//Limited',
  '/CLASSES/Limited',
  '/Classes/Limited',
  '/classes/%4Cimited',
  '/classes/Limited?a=/other',
];

async function spend(api: Api, path: string): Promise<void> {
  await api.get(path);
}

describeApi(
  'a rate limit',
  (api) => {
    test.each(SPELLINGS)('counts %s as the route it is', async (path) => {
      await spend(api(), '/classes/Limited');
      expect(outcome(await api().get(path))).toBe('429 100');
    });

    test('counts a method by its override (#10234, #10262)', async () => {
      await spend(api(), '/classes/Limited');
      expect(outcome(await api().post('/classes/Limited', { _method: 'GET' }))).toBe('429 100');
      expect(outcome(await api().post('/classes/Limited', { _method: 'get' }))).toBe('429 100');
      expect(outcome(await api().send('HEAD', '/classes/Limited'))).toBe('429');
    });

    test('counts the parts of a batch (GHSA-775h-3xrc-c228)', async () => {
      await spend(api(), '/classes/Limited');
      for (const path of SPELLINGS) {
        const requests = [{ method: 'GET', path: `/parse${path}` }];
        expect(outcome(await api().post('/batch', { requests }))).toBe('400 100');
      }
    });

    test('of users is not shared with addresses and is not left by logging out (#10214)', async () => {
      const { id, caller } = await api().signUp('limited');
      const ask = (who = {}) => api().get('/classes/ByUser', {}, who);
      expect(outcome(await ask(caller))).toBe('200');
      expect(outcome(await ask(caller))).toBe('429 100');
      expect(outcome(await ask({ ...caller, 'X-Forwarded-For': '1.2.3.4' }))).toBe('429 100');
      expect(outcome(await ask())).toBe('200');
      expect(outcome(await ask({ 'X-Forwarded-For': id }))).toBe('429 100');
    });
  },
  {
    rateLimit: [
      { ...once, requestPath: '/classes/Limited', requestMethods: ['GET'] },
      { ...once, requestPath: '/classes/ByUser', zone: 'user' },
    ],
  },
);

describeApi(
  'a list of allowed routes',
  (api) => {
    const closed = [
      '/classes/Closed',
      '/classes/Allowed/x',
      '/users',
      '/login',
      '/config',
      '/schemas',
      '/classes/Allowed%2Fx',
    ];

    test.each(closed)('closes %s by every spelling', async (path) => {
      const upper = path.replace('/classes', '/CLASSES');
      for (const spelling of [path, `${path}/`, `/${path}`, upper, `${path}?where={}`]) {
        expect(outcome(await api().get(spelling))).toBe('400 119');
        expect(outcome(await api().post(spelling, { _method: 'GET' }))).toBe('400 119');
      }
    });

    test.each(closed)('closes %s inside a batch (GHSA-p84r-h6rx-f2xr)', async (path) => {
      const requests = [
        { method: 'GET', path: '/parse/classes/Allowed' },
        { method: 'GET', path: `/parse${path}` },
      ];
      for (const transaction of [false, true]) {
        expect(outcome(await api().post('/batch', { requests, transaction }))).toBe('400 119');
      }
    });

    test('lets through what it names, and the master key everywhere', async () => {
      expect(outcome(await api().get('/classes/Allowed'))).toBe('200');
      expect(outcome(await api().get('/users', {}, api().master))).toBe('200');
      expect(outcome(await api().get('/users', {}, { 'X-Parse-Master-Key': 'wrong' }))).toBe('400 119');
    });
  },
  { routeAllowList: ['classes/Allowed', 'batch'] },
);
