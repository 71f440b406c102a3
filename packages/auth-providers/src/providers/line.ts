import type { AuthProvider } from '@parse/core/adapter';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';
import { bearerRequest } from '../kernel/bearer-request.js';

const line: OAuthService = {
  name: 'line',
  token: { endpoint: 'https://api.line.me/oauth2/v2.1/token', credentials: 'form' },
  profile: {
    endpoint: 'https://api.line.me/v2/profile',
    request: bearerRequest,
    answer: ({ userId }) => userId,
  },
  app: {
    endpoint: 'https://api.line.me/oauth2/v2.1/verify',
    request: ({ token }, url) => ({ url, query: { access_token: token } }),
    answer: ({ client_id }) => client_id,
  },
};

/** Log-in with LINE: by a code. */
export function lineAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(line, options);
}
