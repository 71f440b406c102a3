import type { AuthProvider } from '@parse/core/adapter';
import {
  oauthProvider,
  type Access,
  type OAuthOptions,
  type OAuthService,
} from '../kernel/oauth-provider.js';

const wechat: OAuthService = {
  name: 'wechat',
  token: {
    endpoint: 'https://api.weixin.qq.com/sns/oauth2/access_token',
    credentials: 'query',
    names: { id: 'appid', secret: 'secret' },
  },
  profile: {
    // Tells whether a token is of an id, which is another one in every app.
    endpoint: 'https://api.weixin.qq.com/sns/auth',
    request: (access, url) => ({ url, query: { access_token: access.token, openid: openIdOf(access) } }),
    answer: ({ errcode }, access) => (errcode === 0 ? openIdOf(access) : undefined),
  },
};

/** Log-in with WeChat: by a code. */
export function wechatAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(wechat, options);
}

function openIdOf({ granted, claimedId = '' }: Access): string {
  return typeof granted.openid === 'string' ? granted.openid : claimedId;
}
