import type { AuthProvider } from '@parse/core/adapter';
import {
  oauthProvider,
  type OAuthOptions,
  type OAuthService,
  type TokenQuestion,
} from '../kernel/oauth-provider.js';

/** Tells both whose a token is and which app it was made for. */
const me: Pick<TokenQuestion, 'endpoint' | 'request'> = {
  endpoint: 'https://graph.qq.com/oauth2.0/me',
  request: ({ token }, url) => ({ url, query: { access_token: token, fmt: 'json' } }),
};

const qq: OAuthService = {
  name: 'qq',
  token: {
    endpoint: 'https://graph.qq.com/oauth2.0/token',
    credentials: 'query',
    more: { fmt: 'json' },
  },
  profile: { ...me, answer: ({ openid }) => openid },
  app: { ...me, answer: ({ client_id }) => client_id },
};

/** Log-in with QQ: by a code. */
export function qqAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(qq, options);
}
