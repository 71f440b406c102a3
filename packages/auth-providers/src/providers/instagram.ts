import { isJsonArray, isJsonObject, type AuthProvider } from '@parse/core/adapter';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';

const instagram: OAuthService = {
  name: 'instagram',
  token: { endpoint: 'https://api.instagram.com/oauth/access_token', credentials: 'form' },
  // What is granted may stand in a list.
  grant: ({ data, ...body }) => (isJsonArray(data) && isJsonObject(data[0]) ? data[0] : body),
  profile: {
    endpoint: 'https://graph.instagram.com/me',
    request: ({ token }, url) => ({ url, query: { fields: 'id', access_token: token } }),
    answer: ({ id }) => id,
  },
};

/** Log-in with Instagram: by a code. */
export function instagramAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(instagram, options);
}
