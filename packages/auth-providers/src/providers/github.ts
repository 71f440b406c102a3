import type { AuthProvider } from '@parse/core/adapter';
import { bearerRequest } from '../kernel/bearer-request.js';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';

const github: OAuthService = {
  name: 'github',
  token: { endpoint: 'https://github.com/login/oauth/access_token', credentials: 'form' },
  profile: {
    endpoint: 'https://api.github.com/user',
    request: bearerRequest,
    answer: ({ id }) => id,
  },
};

/** Log-in with GitHub: by a code. */
export function githubAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(github, options);
}
