import { runAuthProviderConformance } from '@parse/adapter-tests';
import type { JsonObject } from '@parse/core/adapter';
import { afterAll, describe, expect, test } from 'vitest';
import { createAuthProvider } from '../src/index.js';
import { attemptAt } from './support/attempt-at.js';
import { ADA, BOB, CLIENT_ID, ownerOf, tokenOf } from './support/fake-oauth.js';
import { fakeService } from './support/fake-service.js';

const EXPIRED = 'an expired token';
const WITHDRAWN = 'a withdrawn token';
const WITHOUT_ID = 'a token of no user';

/** Another authorization server, for whom everybody is Bob. */
const otherService = fakeService({
  'POST /introspect': ({ parameters: { token } }) => ({
    body: { active: ownerOf(token) !== undefined, sub: BOB, client_id: CLIENT_ID },
  }),
});

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

const identify = async (provider: Awaited<ReturnType<typeof create>>, proof: JsonObject) =>
  provider.beforeFind?.(proof, attemptAt(new Date()));

test('a right token proves the id of its owner and no other (GHSA-fr88-w35c-r596)', async () => {
  const provider = await create();
  for (const id of [BOB, '', 'nobody', [ADA], { $ne: null }, 1]) {
    const spoofed = identify(provider, { id, access_token: tokenOf(ADA) });
    await expect(spoofed).rejects.toMatchObject({ code: 101 });
  }
  expect(await identify(provider, { access_token: tokenOf(ADA) })).toEqual({ id: ADA });
});

test('two servers under names of their own are asked each about its own tokens (GHSA-2cjm-2gwv-m892)', async () => {
  const club = await create();
  const squad = await createAuthProvider(
    'squad',
    {
      oauth2: true,
      tokenIntrospectionEndpointUrl: `${otherService.url}/introspect`,
      authorizationHeader: 'Basic others',
    },
    { enableInsecureAuthAdapters: false },
  );
  const proof = { access_token: tokenOf(ADA) };
  for (const [provider, id] of [[club, ADA] as const, [squad, BOB] as const, [club, ADA] as const]) {
    expect(await identify(provider, proof)).toEqual({ id });
  }
});

test.each([
  ['of another app', tokenOf(ADA, 'another-app')],
  ['that was made up', 'made up'],
])(
  'the token that the client brings is the one that counts: one %s is refused (GHSA-69xg-f649-w5g2)',
  async (_of, token) => {
    const provider = await create();
    const proof = { id: ADA, access_token: token, token: tokenOf(ADA), id_token: tokenOf(ADA) };
    await expect(identify(provider, proof)).rejects.toMatchObject({ code: 101 });
  },
);

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
