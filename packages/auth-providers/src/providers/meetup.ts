import { isJsonObject, type AuthProvider } from '@parse/core/adapter';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';
import { bearerRequest } from '../kernel/bearer-request.js';

const meetup: OAuthService = {
  name: 'meetup',
  token: { endpoint: 'https://secure.meetup.com/oauth2/access', credentials: 'form' },
  profile: {
    endpoint: 'https://api.meetup.com/gql-ext',
    request: (access, url) => ({ ...bearerRequest(access, url), json: { query: '{ self { id } }' } }),
    answer: ({ data }) => (isJsonObject(data) && isJsonObject(data.self) ? data.self.id : undefined),
  },
};

/** Log-in with Meetup: by a code. */
export function meetupAuth(options: OAuthOptions): AuthProvider {
  return oauthProvider(meetup, options);
}
