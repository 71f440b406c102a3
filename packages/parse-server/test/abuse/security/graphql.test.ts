import { createHash } from 'node:crypto';
import { memoryStorage } from '@parse/storage-memory';
import { describe, expect, test } from 'vitest';
import { createParseServer } from '../../../src/index.js';
import { describeApi } from '../support/describe-api.js';

const INTROSPECTION = '{ __schema { types { name } } }';
const sha256Hash = createHash('sha256').update(INTROSPECTION).digest('hex');
const persisted = { persistedQuery: { version: 1, sha256Hash } };

describeApi('GraphQL, which is not served', (api) => {
  test.each([
    ['an introspection', { query: INTROSPECTION }],
    ['one that is to be persisted (CVE-2026-109302)', { query: INTROSPECTION, extensions: persisted }],
    ['one that was persisted (CVE-2026-109302)', { extensions: persisted }],
    ['a class with a name that is nearly right (CVE-2026-105828)', { query: '{ hiddens { count } }' }],
  ])('%s is answered like any path that nobody serves', async (_what, body) => {
    await api().create('Hidden', { n: 1 }, api().master);
    for (const caller of [{}, api().master]) {
      const nowhere = await api().post('/nowhere', body, caller);
      const { status, text } = await api().post('/graphql', body, caller);
      expect({ status, text }).toEqual({ status: 404, text: nowhere.text.replace('nowhere', 'graphql') });
      expect(text).not.toContain('Hidden');
      const parameters = { query: INTROSPECTION, extensions: persisted };
      expect((await api().get('/graphql', parameters, caller)).status).toBe(404);
    }
    const beside = new URL('/graphql', api().server.url);
    const headers = { 'Content-Type': 'application/json', 'X-Parse-Application-Id': api().server.appId };
    const answer = await fetch(beside, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(404);
  });
});

describe('a server that is asked for GraphQL', () => {
  test.each([
    { mountGraphQL: true },
    { graphQLPath: '/api/graphql' },
    { graphQLSchema: './schema.graphql' },
    { graphQLPublicIntrospection: true },
    { mountPlayground: true },
    { playgroundPath: '/try' },
  ])('does not start and says why: %j (CVE-2026-105828, CVE-2026-109302)', async (options) => {
    const starting = createParseServer({
      appId: 'app',
      masterKey: 'master',
      serverURL: 'http://localhost:1337/parse',
      storage: memoryStorage(),
      silent: true,
      ...options,
    });
    const [name] = Object.keys(options);
    await expect(starting).rejects.toThrow(
      `${name} is not available yet: the GraphQL API comes with a later release.`,
    );
  });
});
