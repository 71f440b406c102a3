import type { AuthProvider } from '@parse/core/adapter';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';
import { bearerRequest } from '../kernel/bearer-request.js';

const spotify: OAuthService = {
  name: 'spotify',
  token: { endpoint: 'https://accounts.spotify.com/api/token', credentials: 'basic' },
  profile: {
    endpoint: 'https://api.spotify.com/v1/me',
    request: bearerRequest,
    answer: ({ id }) => id,
  },
};

/** Log-in with Spotify: by a code. */
export function spotifyAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(spotify, options);
}
