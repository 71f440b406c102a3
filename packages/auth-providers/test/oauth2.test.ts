import { runAuthProviderConformance } from '@parse/adapter-tests';
import { afterAll, describe, expect, test } from 'vitest';
import { createAuthProvider } from '../src/index.js';
import { attemptAt } from './support/attempt-at.js';
import { ADA, BOB, CLIENT_ID, ownerOf, tokenOf } from './support/fake-oauth.js';
import { fakeService } from './support/fake-service.js';

const EXPIRED = 'an expired token';
const WITHDRAWN = 'a withdrawn token';
const WITHOUT_ID = 'a token of no user';

const service = fakeService({
  'POST /introspect': ({ parameters: { token }, headers }) => {
    if (headers.authorization !== 'Basic us') return { status: 401, body: {} };
    if (token === EXPIRED)
      return { body: { active: true, sub: ADA, client_id: CLIENT_ID, exp: 1_000_000_000 } };
    if (token === WITHDRAWN) return { body: { active: false, sub: ADA, client_id: CLIENT_ID } };
    if (token === WITHOUT_ID) return { body: { active: true, client_id: CLIENT_ID } };
    const owner = ownerOf(token);
    return { body: owner ? { active: true, sub: owner.user, client_id: owner.app } : { active: false } };
  },
});

const create = (options: object = {}) =>
  createAuthProvider(
    'club',
    {
      oauth2: true,
      tokenIntrospectionEndpointUrl: `${service.url}/introspect`,
      authorizationHeader: 'Basic us',
      appidField: 'client_id',
      appIds: [CLIENT_ID],
      ...options,
    },
    { enableInsecureAuthAdapters: false },
  );

const proofOf = (user: string) => () => ({ id: user, access_token: tokenOf(user) });

runAuthProviderConformance({
  create,
  users: [
    { id: ADA, proof: proofOf(ADA) },
    { id: BOB, proof: proofOf(BOB) },
  ],
  wrongProofs: {
    wrong: () => ({ id: ADA, access_token: 'made up' }),
    ofAnotherApp: () => ({ id: ADA, access_token: tokenOf(ADA, 'another-app') }),
    expired: () => ({ id: ADA, access_token: EXPIRED }),
  },
  play: service.play,
  print: () => undefined,
  testApi: { describe, test, afterAll },
});

test.each([WITHOUT_ID, WITHDRAWN])('%s lets nobody in', async (access_token) => {
  const attempt = (await create()).beforeFind?.({ access_token, id: ADA }, attemptAt(new Date()));
  await expect(attempt).rejects.toMatchObject({ code: 101 });
});

test('a server that is not allowed to ask is trouble, not a refusal', async () => {
  const provider = await create({ authorizationHeader: 'Basic wrong' });
  const attempt = provider.beforeFind?.(proofOf(ADA)(), attemptAt(new Date()));
  await expect(attempt).rejects.toMatchObject({ name: 'AdapterError' });
});

test.each([
  [{ appIds: undefined }, /auth\.club\.appIds is missing/],
  [{ tokenIntrospectionEndpointUrl: 'http://login.example.com' }, /must begin with https/],
  [{ timeout: 0 }, /auth\.club\.timeout must be a whole number/],
])('%j is refused at the start', async (options, problem) => {
  await expect(create(options)).rejects.toThrow(problem);
});
