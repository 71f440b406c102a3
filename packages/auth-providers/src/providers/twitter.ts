import { ConfigError, isJsonObject, type AuthProvider, type JsonObject } from '@parse/core/adapter';
import { bearerRequest } from '../kernel/bearer-request.js';
import { optionalText, requiredText } from '../kernel/client-text.js';
import { identityProvider, type Identify, type Identity } from '../kernel/identity-provider.js';
import { oauthIdentify, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';
import { readOptions } from '../kernel/read-options.js';
import { refusal } from '../kernel/refuse.js';
import { serviceClient } from '../kernel/service-client.js';
import { signOAuth1 } from '../kernel/sign-oauth1.js';

/** An app of the developer portal of X, by its keys for OAuth 2.0, for OAuth 1.0a, or for both. */
export interface TwitterOptions extends OAuthOptions {
  /** API key and secret of OAuth 1.0a. */
  readonly consumer_key?: string;
  readonly consumer_secret?: string;
}

const NAME = 'twitter';
/** What a form is made of once it is encoded; an error page is not. */
const FORM = /^[\w%=&.~*+-]+$/;

const twitter: OAuthService = {
  name: NAME,
  token: { endpoint: 'https://api.x.com/2/oauth2/token', credentials: 'basic' },
  profile: {
    endpoint: 'https://api.x.com/2/users/me',
    request: bearerRequest,
    answer: ({ data }) => (isJsonObject(data) ? data.id : undefined),
  },
};

/** Log-in with Twitter, which is X now: by a code, or by the verifier of OAuth 1.0a (`oauth_verifier`). */
export function twitterAuth(options: TwitterOptions): AuthProvider {
  const reader = readOptions(NAME, options);
  const hasConsumer = reader.optionalText('consumer_key') !== undefined;
  const hasClient = reader.optionalText('clientId') !== undefined;
  if (!hasConsumer && !hasClient) {
    throw new ConfigError([
      `auth.${NAME} needs clientId and clientSecret, or consumer_key and consumer_secret.`,
    ]);
  }
  const byOAuth2 = hasClient ? oauthIdentify(twitter, options) : undefined;
  const byOAuth1 = hasConsumer ? oauth1Identify(options) : undefined;
  return identityProvider(NAME, (data, attempt) => {
    const isOAuth2 = data.code !== undefined || data.access_token !== undefined;
    const identify = isOAuth2 ? byOAuth2 : byOAuth1;
    if (!identify) throw refusal(NAME);
    return identify(data, attempt);
  });
}

function oauth1Identify(options: TwitterOptions): Identify {
  const reader = readOptions(NAME, options);
  const client = serviceClient(NAME, options);
  const consumer = {
    consumerKey: reader.text('consumer_key'),
    consumerSecret: reader.text('consumer_secret'),
  };
  const trustsClients = reader.flag('enableInsecureAuth');
  const exchange = reader.endpoint('oauth1Token', 'https://api.x.com/oauth/access_token');
  const account = reader.endpoint('oauth1Profile', 'https://api.x.com/1.1/account/verify_credentials.json');

  const byVerifier = async (data: JsonObject, now: Date): Promise<Identity> => {
    const form = { oauth_verifier: requiredText(NAME, data.oauth_verifier) };
    const Authorization = signOAuth1({
      ...consumer,
      method: 'POST',
      url: exchange,
      token: requiredText(NAME, data.oauth_token),
      tokenSecret: optionalText(NAME, data.oauth_token_secret) ?? '',
      now,
      parameters: form,
    });
    const { ok, bytes } = await client.askBytes({ url: exchange, headers: { Authorization }, form });
    const text = bytes.toString();
    if (!ok || !FORM.test(text)) throw refusal(NAME);
    return { id: new URLSearchParams(text).get('user_id') ?? undefined };
  };
  const byToken = async (data: JsonObject, now: Date): Promise<Identity> => {
    // The signature is this app's, so that tokens made for another one do not pass.
    const Authorization = signOAuth1({
      ...consumer,
      method: 'GET',
      url: account,
      token: requiredText(NAME, data.auth_token ?? data.oauth_token),
      tokenSecret: requiredText(NAME, data.auth_token_secret),
      now,
    });
    const { ok, body } = await client.ask({ url: account, headers: { Authorization } });
    if (!ok) throw refusal(NAME);
    return { id: body.id_str };
  };
  return async (data, { now }) => {
    if (data.oauth_verifier !== undefined) return byVerifier(data, now);
    if (!trustsClients) throw refusal(NAME);
    return byToken(data, now);
  };
}
