import { createHmac } from 'node:crypto';
import { ConfigError, type AuthProvider } from '@parse/core/adapter';
import { bearerRequest } from '../kernel/bearer-request.js';
import { identityProvider } from '../kernel/identity-provider.js';
import {
  oauthIdentify,
  type Access,
  type OAuthOptions,
  type OAuthService,
} from '../kernel/oauth-provider.js';
import { openIdIdentify } from '../kernel/openid-provider.js';
import { readOptions } from '../kernel/read-options.js';
import { serviceClient, type ServiceRequest } from '../kernel/service-client.js';

/** An app of Meta for Developers. */
export interface FacebookOptions extends OAuthOptions {
  /** What `clientId` is elsewhere: the app's id, or several; codes are exchanged for the first. */
  readonly appIds?: string | readonly string[];
  /** What `clientSecret` is elsewhere. */
  readonly appSecret?: string;
}

const NAME = 'facebook';

const facebook: OAuthService = {
  name: NAME,
  token: { endpoint: 'https://graph.facebook.com/v23.0/oauth/access_token', credentials: 'query' },
  profile: {
    endpoint: 'https://graph.facebook.com/v23.0/me',
    request: graphRequest,
    answer: ({ id }) => id,
  },
  app: {
    endpoint: 'https://graph.facebook.com/v23.0/app',
    request: graphRequest,
    answer: ({ id }) => id,
  },
};

/** Log-in with Facebook: by a code, or by the token of a Limited Login (`token`). */
export function facebookAuth(options: FacebookOptions): AuthProvider {
  const reader = readOptions(NAME, options);
  const appIds = reader.texts('appIds', 'clientId');
  const [clientId] = appIds;
  if (clientId === undefined) throw new ConfigError([`auth.${NAME}.appIds is missing.`]);
  const clientSecret = reader.optionalText('appSecret', 'clientSecret');
  const issuer = {
    names: ['https://www.facebook.com', 'https://facebook.com'],
    keys: reader.endpoint('keys', 'https://limited.facebook.com/.well-known/oauth/openid/jwks/'),
    token: '',
  };
  const limited = openIdIdentify(serviceClient(NAME, options), {
    issuer: async () => issuer,
    audience: appIds,
    algorithms: ['RS256'],
    tokenFields: ['token'],
  });
  const isClassic = clientSecret !== undefined || reader.flag('enableInsecureAuth');
  const classic = isClassic
    ? oauthIdentify(facebook, { ...options, clientId, appIds, ...(clientSecret && { clientSecret }) })
    : limited;
  return identityProvider(NAME, (data, attempt) =>
    data.token === undefined ? classic(data, attempt) : limited(data, attempt),
  );
}

function graphRequest({ token, clientSecret }: Access, url: string): ServiceRequest {
  const request = bearerRequest({ token }, url);
  if (clientSecret === '') return request;
  // Shows that it is the app itself that asks; apps may demand that.
  const appsecret_proof = createHmac('sha256', clientSecret).update(token).digest('hex');
  return { ...request, query: { appsecret_proof } };
}
