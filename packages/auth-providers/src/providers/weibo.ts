import type { AuthProvider } from '@parse/core/adapter';
import {
  oauthProvider,
  type OAuthOptions,
  type OAuthService,
  type TokenQuestion,
} from '../kernel/oauth-provider.js';

/** Tells both whose a token is and which app it was made for. */
const tokenInfo: Pick<TokenQuestion, 'endpoint' | 'request'> = {
  endpoint: 'https://api.weibo.com/oauth2/get_token_info',
  request: ({ token }, url) => ({ url, form: { access_token: token } }),
};

const weibo: OAuthService = {
  name: 'weibo',
  token: { endpoint: 'https://api.weibo.com/oauth2/access_token', credentials: 'form' },
  profile: { ...tokenInfo, answer: ({ uid }) => uid },
  app: { ...tokenInfo, answer: ({ appkey }) => appkey },
};

/** Log-in with Weibo: by a code. */
export function weiboAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(weibo, options);
}
