import type { AuthProvider } from '@parse/core/adapter';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';
import { bearerRequest } from '../kernel/bearer-request.js';

const gpgames: OAuthService = {
  name: 'gpgames',
  token: { endpoint: 'https://oauth2.googleapis.com/token', credentials: 'form' },
  profile: {
    endpoint: 'https://games.googleapis.com/games/v1/players/me',
    request: bearerRequest,
    answer: ({ playerId }) => playerId,
  },
  app: {
    endpoint: 'https://oauth2.googleapis.com/tokeninfo',
    request: ({ token }, url) => ({ url, query: { access_token: token } }),
    answer: ({ aud }) => aud,
  },
};

/** Log-in with Google Play Games: by a server auth code. */
export function gpgamesAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(gpgames, options);
}
