import { runAuthProviderConformance } from '@parse/adapter-tests';
import { afterAll, describe, expect, test } from 'vitest';
import { createAuthProvider } from '../src/index.js';
import { oauth1Signature } from '../src/kernel/sign-oauth1.js';
import { ADA, BOB, ownerOf, tokenOf } from './support/fake-oauth.js';
import { fakeService, type FakeRequest } from './support/fake-service.js';

const consumer = { consumerKey: 'our-app', consumerSecret: 'our secret' };

/** The parameters of the header, if its signature is right for a token whose secret is `secret of <token>`. */
function signedBy({ headers, parameters }: FakeRequest, method: 'GET' | 'POST', path: string) {
  const header = Object.fromEntries(
    [...(headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      decodeURIComponent(value),
    ]),
  );
  const { oauth_signature, ...signed } = header;
  const token = signed.oauth_token ?? '';
  const expected = oauth1Signature(
    {
      ...consumer,
      method,
      url: service.url + path,
      token,
      tokenSecret: method === 'GET' ? `secret of ${token}` : '',
      parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])),
    },
    signed,
  );
  return oauth_signature === expected ? signed : undefined;
}

const service = fakeService({
  'POST /oauth/access_token': (request) => {
    const token = signedBy(request, 'POST', '/oauth/access_token')?.oauth_token;
    const user = ownerOf(token)?.user;
    const isRight = user !== undefined && request.parameters.oauth_verifier === `verifier of ${user}`;
    return isRight
      ? { body: `oauth_token=t&oauth_token_secret=s&user_id=${user}&screen_name=somebody` }
      : { status: 401, body: 'Reverse auth credentials are invalid' };
  },
  'GET /1.1/account/verify_credentials.json': (request) => {
    const token = signedBy(request, 'GET', '/1.1/account/verify_credentials.json')?.oauth_token;
    const owner = ownerOf(token);
    // Tokens of other apps do not go with this app's signature.
    return owner?.app === 'our-app'
      ? { body: { id: Number(owner.user), id_str: owner.user } }
      : { status: 401, body: { errors: [{ code: 89 }] } };
  },
});

const createFor = (enableInsecureAuthAdapters: boolean) => (settings: { readonly timeout?: number }) =>
  createAuthProvider(
    'twitter',
    {
      consumer_key: consumer.consumerKey,
      consumer_secret: consumer.consumerSecret,
      ...settings,
      endpoints: {
        oauth1Token: `${service.url}/oauth/access_token`,
        oauth1Profile: `${service.url}/1.1/account/verify_credentials.json`,
      },
    },
    { enableInsecureAuthAdapters },
  );

const common = {
  play: service.play,
  print: () => undefined,
  testApi: { describe, test, afterAll },
};

describe('twitter by a verifier of OAuth 1.0a', () => {
  const proofOf =
    (user: string, token = tokenOf(user)) =>
    () => ({
      oauth_token: token,
      oauth_verifier: `verifier of ${user}`,
    });
  runAuthProviderConformance({
    ...common,
    create: createFor(false),
    users: [
      { id: ADA, proof: proofOf(ADA) },
      { id: BOB, proof: proofOf(BOB) },
    ],
    wrongProofs: { wrong: proofOf(ADA, tokenOf(BOB)) },
    skip: {
      'a proof for another app is refused':
        'the request token of another app is one that the service does not know',
      'a proof that has expired is refused': 'the service tells no more than that it is wrong',
    },
  });
});

describe('twitter by a token of the client', () => {
  const proofOf = (user: string, token: string) => () => ({
    id: user,
    auth_token: token,
    auth_token_secret: `secret of ${token}`,
  });
  runAuthProviderConformance({
    ...common,
    create: createFor(true),
    users: [
      { id: ADA, proof: proofOf(ADA, tokenOf(ADA)) },
      { id: BOB, proof: proofOf(BOB, tokenOf(BOB)) },
    ],
    wrongProofs: {
      wrong: () => ({ ...proofOf(ADA, tokenOf(ADA))(), auth_token_secret: 'wrong' }),
      ofAnotherApp: proofOf(ADA, tokenOf(ADA, 'another-app')),
    },
    skip: { 'a proof that has expired is refused': 'the service tells no more than that it is wrong' },
  });
});

test('a request is signed as in the example of the service', () => {
  const signature = oauth1Signature(
    {
      method: 'POST',
      url: 'https://api.twitter.com/1.1/statuses/update.json',
      consumerKey: 'xvz1evFS4wEEPTGEFPHBog',
      consumerSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
      token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
      tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
      parameters: {
        include_entities: 'true',
        status: 'Hello Ladies + Gentlemen, a signed OAuth request!',
      },
    },
    {
      oauth_consumer_key: 'xvz1evFS4wEEPTGEFPHBog',
      oauth_nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '1318622958',
      oauth_token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
      oauth_version: '1.0',
    },
  );
  expect(signature).toBe('hCtSmYh+iHYCEqBWrE7C7hYmtUk=');
});
