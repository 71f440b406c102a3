import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { Claims, FakeIssuer } from './fake-issuer.js';
import { CLIENT_ID, CLIENT_SECRET, tokenEndpoint, type Credentials } from './fake-oauth.js';
import type { FakeRequest, FakeRoutes } from './fake-service.js';

/** A service as its public documentation describes it. */
export interface OpenIdServiceUnderTest {
  readonly name: string;
  /** What its tokens name as `iss`, by the address of the stand-in. */
  readonly iss: (url: string) => string;
  readonly options: (url: string) => Readonly<Record<string, unknown>>;
  /** Where `authData` has the token. */
  readonly tokenField: string;
  /** Codes are accepted. */
  readonly takesCodes: boolean;
  /** The claims that bind a token to an app; absent: `aud`. */
  readonly madeFor?: (app: string) => Claims;
}

const applePair = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export const openIdServices: readonly OpenIdServiceUnderTest[] = [
  {
    name: 'google',
    iss: () => 'https://accounts.google.com',
    options: (url) => ({
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      endpoints: { keys: `${url}/keys`, token: `${url}/google/token` },
    }),
    tokenField: 'id_token',
    takesCodes: true,
  },
  {
    name: 'apple',
    iss: () => 'https://appleid.apple.com',
    options: (url) => ({
      clientId: [CLIENT_ID, 'our-service'],
      teamId: 'TEAM',
      keyId: 'KEY',
      privateKey: applePair.privateKey,
      endpoints: { keys: `${url}/keys`, token: `${url}/apple/token` },
    }),
    tokenField: 'token',
    takesCodes: true,
  },
  {
    name: 'facebook',
    iss: () => 'https://www.facebook.com',
    options: (url) => ({ appIds: [CLIENT_ID], endpoints: { keys: `${url}/keys` } }),
    tokenField: 'token',
    takesCodes: false,
  },
  {
    name: 'keycloak',
    iss: (url) => `${url}/realms/our%20realm`,
    options: (url) => ({
      config: {
        realm: 'our realm',
        'auth-server-url': `${url}/`,
        'client-id': CLIENT_ID,
        'client-secret': CLIENT_SECRET,
      },
    }),
    tokenField: 'access_token',
    takesCodes: true,
    madeFor: (app) => ({ aud: 'account', azp: app, typ: 'Bearer' }),
  },
  {
    name: 'oidc',
    iss: (url) => `${url}/oidc`,
    options: (url) => ({ issuer: `${url}/oidc`, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET }),
    tokenField: 'id_token',
    takesCodes: true,
  },
];

/** The endpoints of all of them; `url` is that of the stand-in. */
export function openIdRoutes(issuer: FakeIssuer, url: () => string): FakeRoutes {
  const granting = (name: string, credentials?: (request: FakeRequest) => Promise<Credentials>) =>
    tokenEndpoint({
      ...(credentials && { credentials }),
      grant: async (sub) => {
        const under = openIdServices.find((each) => each.name === name);
        const app = under?.madeFor?.(CLIENT_ID) ?? { aud: CLIENT_ID };
        return { id_token: await issuer.token({ iss: under?.iss(url()), ...app, sub }) };
      },
    });
  return {
    'GET /keys': issuer.keys,
    'POST /google/token': granting('google'),
    'POST /apple/token': granting('apple', appleCredentials),
    'POST /oidc/token': granting('oidc'),
    'POST /realms/our%20realm/protocol/openid-connect/token': granting('keycloak'),
    'GET /realms/our%20realm/protocol/openid-connect/certs': issuer.keys,
    'GET /oidc/.well-known/openid-configuration': () => ({
      body: { issuer: `${url()}/oidc`, jwks_uri: `${url()}/keys`, token_endpoint: `${url()}/oidc/token` },
    }),
  };
}

/** Apple is shown a token that the app signs for it. */
async function appleCredentials({ parameters }: FakeRequest): Promise<Credentials> {
  const shown = String(parameters.client_secret);
  const { payload, protectedHeader } = await jwtVerify(shown, createPublicKey(applePair.publicKey), {
    issuer: 'TEAM',
    audience: 'https://appleid.apple.com',
    subject: CLIENT_ID,
    algorithms: ['ES256'],
    requiredClaims: ['exp', 'iat'],
  });
  const isRight = protectedHeader.kid === 'KEY' && payload.sub === parameters.client_id;
  return { id: parameters.client_id, secret: isRight ? CLIENT_SECRET : undefined };
}
