import type { AuthProvider } from '@parse/core/adapter';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';
import { bearerRequest } from '../kernel/bearer-request.js';

const linkedin: OAuthService = {
  name: 'linkedin',
  token: { endpoint: 'https://www.linkedin.com/oauth/v2/accessToken', credentials: 'form' },
  profile: {
    endpoint: 'https://api.linkedin.com/v2/userinfo',
    request: bearerRequest,
    // Apps of before OpenID Connect ask https://api.linkedin.com/v2/me, which calls it `id`.
    answer: ({ sub, id }) => sub ?? id,
  },
};

/** Log-in with LinkedIn: by a code. */
export function linkedinAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(linkedin, options);
}
