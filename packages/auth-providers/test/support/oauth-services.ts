import { createHmac } from 'node:crypto';
import { CLIENT_SECRET, ownerOf, profileEndpoint, tokenEndpoint } from './fake-oauth.js';
import type { FakeRequest, FakeRoutes } from './fake-service.js';

/** A service as its public documentation describes it. */
export interface OAuthServiceUnderTest {
  readonly name: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where its endpoints are, below its name. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly routes: FakeRoutes;
  /** Its users' ids, where they are no numbers. */
  readonly idOf?: (user: string) => string;
  /** What a code comes with. */
  readonly codeProof?: Readonly<Record<string, string>>;
  /** Tells which app a token was made for. */
  readonly tellsApp?: boolean;
}

export const oauthServices: readonly OAuthServiceUnderTest[] = [
  {
    name: 'github',
    endpoints: { token: '/login/oauth/access_token', profile: '/user' },
    routes: {
      // Refuses with success.
      'POST /login/oauth/access_token': tokenEndpoint({
        refusal: { body: { error: 'bad_verification_code' } },
      }),
      // Ids are numbers here.
      'GET /user': profileEndpoint((user) => ({ login: `login-${user}`, id: Number(user) })),
    },
  },
  {
    name: 'microsoft',
    endpoints: { token: '/common/oauth2/v2.0/token', profile: '/v1.0/me' },
    routes: {
      'POST /common/oauth2/v2.0/token': tokenEndpoint(),
      'GET /v1.0/me': profileEndpoint((user) => ({ id: guid(user), mail: 'somebody@example.com' })),
    },
    idOf: guid,
  },
  {
    name: 'facebook',
    endpoints: { token: '/oauth/access_token', profile: '/me', app: '/app', keys: '/jwks' },
    routes: {
      'GET /oauth/access_token': tokenEndpoint({
        refusal: {
          status: 400,
          body: { error: { message: 'This code is wrong', type: 'OAuthException', code: 100 } },
        },
      }),
      'GET /me': graphEndpoint(({ user }) => ({ id: user })),
      'GET /app': graphEndpoint(({ app }) => ({ id: app, name: 'An app' })),
    },
    tellsApp: true,
  },
];

function guid(user: string): string {
  return `00000000-0000-4000-8000-0000000${user}`;
}

/** Facebook's Graph, of an app that demands to be shown its secret. */
function graphEndpoint(body: (owner: { readonly app: string; readonly user: string }) => object) {
  return ({ bearer, parameters }: FakeRequest) => {
    const owner = ownerOf(bearer);
    const proof = createHmac('sha256', CLIENT_SECRET).update(String(bearer)).digest('hex');
    const isShown = parameters.appsecret_proof === proof;
    return owner && isShown
      ? { body: body(owner) }
      : { status: 400, body: { error: { type: 'OAuthException', code: 190 } } };
  };
}
