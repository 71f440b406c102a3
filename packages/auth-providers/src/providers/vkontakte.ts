import { isJsonObject, type AuthProvider } from '@parse/core/adapter';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';

const vkontakte: OAuthService = {
  name: 'vkontakte',
  token: {
    endpoint: 'https://id.vk.com/oauth2/auth',
    credentials: 'form',
    clientFields: ['device_id', 'state'],
  },
  profile: {
    endpoint: 'https://id.vk.com/oauth2/user_info',
    request: ({ token, clientId }, url) => ({ url, form: { access_token: token, client_id: clientId } }),
    answer: ({ user }) => (isJsonObject(user) ? user.user_id : undefined),
  },
  olderNames: { id: ['appIds'], secret: ['appSecret'] },
};

/** Log-in with VK ID: by a code. */
export function vkontakteAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(vkontakte, options);
}
