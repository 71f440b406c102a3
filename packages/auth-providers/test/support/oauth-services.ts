import { createHmac } from 'node:crypto';
import {
  basicCredentials,
  CLIENT_SECRET,
  ownerOf,
  tokenQuestion,
  profileEndpoint,
  tokenEndpoint,
} from './fake-oauth.js';
import type { FakeAnswer, FakeRequest, FakeRoutes } from './fake-service.js';

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
  {
    name: 'spotify',
    endpoints: { token: '/api/token', profile: '/v1/me' },
    routes: {
      'POST /api/token': tokenEndpoint({ credentials: basicCredentials }),
      'GET /v1/me': profileEndpoint((user) => ({ id: `spotify-${user}`, type: 'user' })),
    },
    idOf: (user) => `spotify-${user}`,
  },
  {
    name: 'linkedin',
    endpoints: { token: '/oauth/v2/accessToken', profile: '/v2/userinfo' },
    routes: {
      'POST /oauth/v2/accessToken': tokenEndpoint({
        refusal: { status: 400, body: { error: 'invalid_request' } },
      }),
      'GET /v2/userinfo': profileEndpoint((user) => ({ sub: user, name: 'Somebody' })),
    },
  },
  {
    name: 'line',
    endpoints: { token: '/oauth2/v2.1/token', profile: '/v2/profile', app: '/oauth2/v2.1/verify' },
    routes: {
      'POST /oauth2/v2.1/token': tokenEndpoint(),
      'GET /v2/profile': profileEndpoint((user) => ({ userId: `U${user}`, displayName: 'Somebody' })),
      'GET /oauth2/v2.1/verify': tokenQuestion('access_token', ({ app }) => ({
        client_id: app,
        scope: 'profile',
      })),
    },
    idOf: (user) => `U${user}`,
    tellsApp: true,
  },
  {
    name: 'instagram',
    endpoints: { token: '/oauth/access_token', profile: '/me' },
    routes: {
      'POST /oauth/access_token': grantInList,
      'GET /me': tokenQuestion('access_token', ({ user }) => ({ id: user })),
    },
  },
  {
    name: 'qq',
    endpoints: { token: '/oauth2.0/token', profile: '/oauth2.0/me', app: '/oauth2.0/me' },
    routes: {
      'GET /oauth2.0/token': tokenEndpoint({
        refusal: { body: { error: 100019, error_description: 'code is wrong' } },
      }),
      'GET /oauth2.0/me': tokenQuestion('access_token', ({ app, user }) => ({
        client_id: app,
        openid: `Q${user}`,
      })),
    },
    idOf: (user) => `Q${user}`,
    tellsApp: true,
  },
  {
    name: 'weibo',
    endpoints: {
      token: '/oauth2/access_token',
      profile: '/oauth2/get_token_info',
      app: '/oauth2/get_token_info',
    },
    routes: {
      'POST /oauth2/access_token': tokenEndpoint({ grant: (user) => ({ uid: user }) }),
      'POST /oauth2/get_token_info': tokenQuestion('access_token', ({ app, user }) => ({
        uid: Number(user),
        appkey: app,
      })),
    },
    tellsApp: true,
  },
  {
    name: 'wechat',
    endpoints: { token: '/sns/oauth2/access_token', profile: '/sns/auth' },
    routes: {
      'GET /sns/oauth2/access_token': tokenEndpoint({
        credentials: ({ parameters: { appid, secret } }) => ({ id: appid, secret }),
        grant: (user) => ({ openid: `o${user}` }),
        // Refuses with success, too.
        refusal: { body: { errcode: 40029, errmsg: 'invalid code' } },
        needsRedirect: false,
      }),
      'GET /sns/auth': ({ parameters: { access_token, openid } }: FakeRequest): FakeAnswer => {
        const isRight = openid !== undefined && openid === `o${String(ownerOf(access_token)?.user)}`;
        return {
          body: isRight ? { errcode: 0, errmsg: 'ok' } : { errcode: 40003, errmsg: 'invalid openid' },
        };
      },
    },
    idOf: (user) => `o${user}`,
  },
  {
    name: 'meetup',
    endpoints: { token: '/oauth2/access', profile: '/gql-ext' },
    routes: {
      'POST /oauth2/access': tokenEndpoint(),
      'POST /gql-ext': profileEndpoint((user) => ({ data: { self: { id: user } } })),
    },
  },
  {
    name: 'gpgames',
    endpoints: { token: '/token', profile: '/games/v1/players/me', app: '/tokeninfo' },
    routes: {
      'POST /token': tokenEndpoint(),
      'GET /games/v1/players/me': profileEndpoint((user) => ({ kind: 'games#player', playerId: `g${user}` })),
      'GET /tokeninfo': tokenQuestion('access_token', ({ app }) => ({ aud: app, azp: app })),
    },
    idOf: (user) => `g${user}`,
    tellsApp: true,
  },
  {
    name: 'vkontakte',
    endpoints: { token: '/oauth2/auth', profile: '/oauth2/user_info' },
    routes: {
      'POST /oauth2/auth': tokenEndpoint({ alsoNeeds: { device_id: 'device', code_verifier: 'verifier' } }),
      'POST /oauth2/user_info': tokenQuestion('access_token', ({ user }) => ({ user: { user_id: user } })),
    },
    codeProof: { device_id: 'device', code_verifier: 'verifier' },
  },
  {
    name: 'twitter',
    endpoints: { token: '/2/oauth2/token', profile: '/2/users/me' },
    routes: {
      'POST /2/oauth2/token': tokenEndpoint({
        credentials: basicCredentials,
        alsoNeeds: { code_verifier: 'verifier' },
      }),
      'GET /2/users/me': profileEndpoint((user) => ({ data: { id: user, username: 'somebody' } })),
    },
    codeProof: { code_verifier: 'verifier' },
  },
];

/** Instagram's: what is granted is the only entry of a list. */
async function grantInList(request: FakeRequest): Promise<FakeAnswer> {
  const answer = await tokenEndpoint()(request);
  return answer.status === undefined ? { body: { data: [answer.body] } } : answer;
}

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
