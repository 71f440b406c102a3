import { runAuthProviderConformance } from '@parse/adapter-tests';
import { afterAll, describe, expect, test } from 'vitest';
import { createAuthProvider } from '../src/index.js';
import { attemptAt } from './support/attempt-at.js';
import {
  ADA,
  below,
  BOB,
  CLIENT_ID,
  CLIENT_SECRET,
  codeOf,
  REDIRECT,
  tokenOf,
} from './support/fake-oauth.js';
import { fakeService } from './support/fake-service.js';
import { oauthServices, type OAuthServiceUnderTest } from './support/oauth-services.js';

const service = fakeService(
  Object.assign({}, ...oauthServices.map(({ name, routes }) => below(name, routes))),
);

/** Where an attacker would like the app to ask: everything that is asked there is right. */
const elsewhere = fakeService(
  Object.assign({}, ...oauthServices.map(({ name, routes }) => below(name, routes))),
);

const endpointsOf = ({ name, endpoints }: OAuthServiceUnderTest) =>
  Object.fromEntries(
    Object.entries(endpoints).map(([purpose, path]) => [purpose, `${service.url}/${name}${path}`]),
  );

const createFor =
  (under: OAuthServiceUnderTest, enableInsecureAuthAdapters: boolean) =>
  (settings: { readonly timeout?: number }) =>
    createAuthProvider(
      under.name,
      {
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        ...under.options,
        ...settings,
        endpoints: endpointsOf(under),
      },
      { enableInsecureAuthAdapters },
    );

const NO_EXPIRY = {
  'a proof that has expired is refused': 'the service tells no more than that it is wrong',
};

describe.each(oauthServices)('$name by a code', (under) => {
  const idOf = under.idOf ?? ((user: string) => user);
  const proofOf = (code: string) => () => ({ code, redirect_uri: REDIRECT, ...under.codeProof });
  runAuthProviderConformance({
    create: createFor(under, false),
    users: [
      { id: idOf(ADA), proof: proofOf(codeOf(ADA)) },
      { id: idOf(BOB), proof: proofOf(codeOf(BOB)) },
    ],
    wrongProofs: {
      wrong: proofOf('code.never.handed-out'),
      ofAnotherApp: proofOf(codeOf(ADA, 'another-app')),
    },
    play: service.play,
    skip: NO_EXPIRY,
    print: () => undefined,
    testApi: { describe, test, afterAll },
  });
});

describe.each(oauthServices)('$name by a token of the client', (under) => {
  const idOf = under.idOf ?? ((user: string) => user);
  const proofOf = (user: string) => () => ({ access_token: tokenOf(user), id: idOf(user) });
  runAuthProviderConformance({
    create: createFor(under, true),
    users: [
      { id: idOf(ADA), proof: proofOf(ADA) },
      { id: idOf(BOB), proof: proofOf(BOB) },
    ],
    wrongProofs: {
      wrong: () => ({ access_token: 'token.never.handed-out', id: idOf(ADA) }),
      ...(under.tellsApp && {
        ofAnotherApp: () => ({ access_token: tokenOf(ADA, 'another-app'), id: idOf(ADA) }),
      }),
    },
    play: service.play,
    skip: {
      ...NO_EXPIRY,
      ...(!under.tellsApp && {
        'a proof for another app is refused':
          'the service does not tell, so that this needs enableInsecureAuthAdapters',
      }),
    },
    print: () => undefined,
    testApi: { describe, test, afterAll },
  });
});

describe.each(oauthServices)('$name', (under) => {
  const id = under.idOf?.(ADA) ?? ADA;
  const redirected = () => ({
    apiURL: `${elsewhere.url}/${under.name}/`,
    url: elsewhere.url,
    api_url: elsewhere.url,
    endpoint: elsewhere.url,
    endpoints: Object.fromEntries(
      Object.entries(under.endpoints).map(([purpose, path]) => [
        purpose,
        `${elsewhere.url}/${under.name}${path}`,
      ]),
    ),
  });

  test('is asked at its own address, whatever address a client names (GHSA-3f5f-xgrj-97pf)', async () => {
    const provider = await createFor(under, true)({});
    for (const proof of [
      { code: codeOf(ADA), redirect_uri: REDIRECT, ...under.codeProof },
      { access_token: tokenOf(ADA), id },
    ]) {
      const found = await provider.beforeFind?.({ ...proof, ...redirected() }, attemptAt(new Date()));
      expect(found).toEqual({ id });
    }
    expect(elsewhere.requests()).toBe(0);
  });

  test('takes no token of a client unless the app says so (GHSA-837q-jhwx-cmpv)', async () => {
    const provider = await createFor(under, false)({});
    const asked = service.requests();
    for (const app of [CLIENT_ID, 'another-app']) {
      const proof = { access_token: tokenOf(ADA, app), id };
      await expect(provider.beforeFind?.(proof, attemptAt(new Date()))).rejects.toMatchObject({ code: 101 });
    }
    expect(service.requests()).toBe(asked);
  });
});

describe('an app that calls the service', () => {
  const [github] = oauthServices;
  const logIn = async (options: object) => {
    if (!github) throw new TypeError('there is one');
    const provider = await createFor({ ...github, options: { ...github.options, ...options } }, false)({});
    return provider.beforeFind?.({ code: codeOf(ADA), redirect_uri: REDIRECT }, attemptAt(new Date()));
  };

  test('keeps the token when it asks for that, and the id alone otherwise', async () => {
    expect(await logIn({})).toEqual({ id: ADA });
    expect(await logIn({ keepTokens: true })).toEqual({ id: ADA, access_token: tokenOf(ADA) });
  });

  test('is told in the log, not as a refusal, that its own secret is wrong', async () => {
    await expect(logIn({ clientSecret: 'wrong' })).rejects.toMatchObject({
      name: 'AdapterError',
      message: 'the service does not accept the app: invalid_client',
    });
  });

  test('names the address of its codes itself', async () => {
    await expect(logIn({ redirectUri: 'https://evil.example' })).rejects.toMatchObject({ code: 101 });
  });

  test.each(['validateSetUp', 'validateLogin', 'validateUpdate'] as const)(
    'proves nothing by %s alone',
    async (method) => {
      if (!github) throw new TypeError('there is one');
      const provider = await createFor(github, true)({});
      await expect(provider[method]({ id: ADA }, attemptAt(new Date()))).rejects.toMatchObject({ code: 101 });
    },
  );
});
