import { runAuthProviderConformance } from '@parse/adapter-tests';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createAuthProvider } from '../src/index.js';
import { attemptAt } from './support/attempt-at.js';
import { fakeIssuer, type Claims } from './support/fake-issuer.js';
import { ADA, BOB, CLIENT_ID, CLIENT_SECRET, codeOf, REDIRECT } from './support/fake-oauth.js';
import { fakeService, type FakeService } from './support/fake-service.js';
import { openIdRoutes, openIdServices, type OpenIdServiceUnderTest } from './support/openid-services.js';

const issuer = fakeIssuer();
const service: FakeService = fakeService(openIdRoutes(issuer, () => service.url));
const testApi = { describe, test, afterAll };
const print = () => undefined;

const createFor =
  (under: OpenIdServiceUnderTest) =>
  (settings: { readonly timeout?: number } = {}) =>
    createAuthProvider(
      under.name,
      { ...under.options(service.url), ...settings },
      { enableInsecureAuthAdapters: false },
    );

const claimsOf = (under: OpenIdServiceUnderTest, sub: string, app = CLIENT_ID): Claims => ({
  iss: under.iss(service.url),
  sub,
  ...(under.madeFor?.(app) ?? { aud: app }),
});

describe.each(openIdServices)('$name by a signed token', (under) => {
  const field = under.tokenField;
  const right = (user: string) => async () => ({
    id: user,
    [field]: await issuer.token(claimsOf(under, user)),
  });
  runAuthProviderConformance({
    create: createFor(under),
    users: [
      { id: ADA, proof: right(ADA) },
      { id: BOB, proof: right(BOB) },
    ],
    wrongProofs: {
      wrong: async () => ({ [field]: await issuer.forgery(claimsOf(under, ADA)) }),
      ofAnotherApp: async () => ({ [field]: await issuer.token(claimsOf(under, ADA, 'another-app')) }),
      expired: async () => ({ [field]: await issuer.token({ ...claimsOf(under, ADA), exp: 1_000_000_000 }) }),
    },
    play: service.play,
    testApi,
    print,
  });

  test.each<[flaw: string, token: (claims: Claims) => Promise<string> | string]>([
    ['no signature', (claims) => issuer.unsigned(claims)],
    ['the public key as a shared secret', (claims) => issuer.confusion(claims)],
    ['a signature of another algorithm by a key of the issuer', (claims) => issuer.byOtherAlgorithm(claims)],
    ['another issuer', (claims) => issuer.token({ ...claims, iss: 'https://evil.example' })],
    ['no issuer', (claims) => issuer.token({ ...claims, iss: undefined })],
    ['no audience', (claims) => issuer.token({ ...claims, aud: undefined, azp: undefined })],
    ['a list of issuers', (claims) => issuer.token({ ...claims, iss: [claims.iss] })],
    ['an end that is a text', (claims) => issuer.token({ ...claims, exp: '9000000000' })],
    ['no end', (claims) => issuer.token({ ...claims, exp: undefined })],
    ['no subject', (claims) => issuer.token({ ...claims, sub: undefined })],
    ['an empty subject', (claims) => issuer.token({ ...claims, sub: '' })],
    ['a beginning in the future', (claims) => issuer.token({ ...claims, nbf: 9_000_000_000 })],
    ['more than an issuer writes', (claims) => issuer.token({ ...claims, more: 'x'.repeat(65_536) })],
    ['another nonce', (claims) => issuer.token({ ...claims, nonce: 'another' })],
  ])(
    'refuses a token with %s (GHSA-4q3h-vp4r-prv2, GHSA-x6fw-778m-wr9v, GHSA-48mh-j4p5-7j9v)',
    async (_flaw, token) => {
      const provider = await createFor(under)();
      // Right in all but the flaw: a token without the nonce would be refused whatever else it says.
      const claims = { ...claimsOf(under, ADA), nonce: 'the nonce' };
      const proof = { [field]: await token(claims), nonce: 'the nonce' };
      await expect(provider.beforeFind?.(proof, attemptAt(new Date()))).rejects.toMatchObject({ code: 101 });
    },
  );

  test('takes the nonce that the client has asked with', async () => {
    const provider = await createFor(under)();
    const token = await issuer.token({ ...claimsOf(under, ADA), nonce: 'the nonce' });
    const proof = { [field]: token, nonce: 'the nonce' };
    expect(await provider.beforeFind?.(proof, attemptAt(new Date()))).toMatchObject({ id: ADA });
  });
});

test('keycloak refuses a token for another client, whatever its audience says (GHSA-48mh-j4p5-7j9v)', async () => {
  const [keycloak] = openIdServices.filter(({ name }) => name === 'keycloak');
  if (!keycloak) throw new TypeError('keycloak is in the table');
  const provider = await createFor(keycloak)();
  for (const azp of ['another-app', undefined, [CLIENT_ID], '']) {
    const claims = { iss: keycloak.iss(service.url), sub: ADA, typ: 'Bearer', aud: [CLIENT_ID], azp };
    const proof = { access_token: await issuer.token(claims), id: ADA };
    await expect(provider.beforeFind?.(proof, attemptAt(new Date()))).rejects.toMatchObject({ code: 101 });
  }
});

describe.each(openIdServices.filter(({ takesCodes }) => takesCodes))('$name by a code', (under) => {
  const proofOf = (code: string) => () => ({ code, redirect_uri: REDIRECT });
  runAuthProviderConformance({
    create: createFor(under),
    users: [
      { id: ADA, proof: proofOf(codeOf(ADA)) },
      { id: BOB, proof: proofOf(codeOf(BOB)) },
    ],
    wrongProofs: {
      wrong: proofOf('code.never.handed-out'),
      ofAnotherApp: proofOf(codeOf(ADA, 'another-app')),
    },
    play: service.play,
    skip: { 'a proof that has expired is refused': 'the service tells no more than that it is wrong' },
    testApi,
    print,
  });
});

describe('the keys of an issuer', () => {
  const [google] = openIdServices.filter(({ name }) => name === 'google');
  const open = async () => {
    if (!google) throw new TypeError('google is in the table');
    const provider = await createFor(google)();
    return async (now = new Date()) => {
      const proof = { id_token: await issuer.token(claimsOf(google, ADA)) };
      return provider.beforeFind?.(proof, attemptAt(now));
    };
  };

  test('are fetched once and serve while the issuer is away', async () => {
    const logIn = await open();
    const before = service.requests();
    await Promise.all(Array.from({ length: 10 }, () => logIn()));
    expect(service.requests()).toBe(before + 1);
    service.play('away');
    try {
      expect(await logIn()).toEqual({ id: ADA });
    } finally {
      service.play(undefined);
    }
  });

  test('are fetched by a provider that has not seen the new one', async () => {
    await issuer.rotate();
    const logIn = await open();
    expect(await logIn()).toEqual({ id: ADA });
  });

  test('are looked up again for one that is not known, at most every half minute', async () => {
    const logIn = await open();
    expect(await logIn()).toEqual({ id: ADA });
    await issuer.rotate();
    await expect(logIn()).rejects.toMatchObject({ code: 101 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    try {
      expect(await logIn()).toEqual({ id: ADA });
    } finally {
      vi.useRealTimers();
    }
  });

  test('tell tokens that expire by the clock of the server', async () => {
    const logIn = await open();
    await expect(logIn(new Date(Date.now() + 2 * 60 * 60 * 1000))).rejects.toMatchObject({ code: 101 });
  });
});

test('an issuer that describes itself as another is trouble, not a refusal', async () => {
  const options = { issuer: `${service.url}/oidc/`, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
  const provider = await createAuthProvider('oidc', options, { enableInsecureAuthAdapters: false });
  await expect(provider.beforeFind?.({ id_token: 'x' }, attemptAt(new Date()))).rejects.toMatchObject({
    name: 'AdapterError',
  });
});
