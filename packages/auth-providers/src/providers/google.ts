import { ConfigError, type AuthProvider } from '@parse/core/adapter';
import { exchangeByForm, openIdProvider } from '../kernel/openid-provider.js';
import { readOptions, type ServiceOptions } from '../kernel/read-options.js';
import { serviceClient } from '../kernel/service-client.js';

/** An OAuth client of a Google Cloud project. */
export interface GoogleOptions extends ServiceOptions {
  /** One, or those of all platforms; codes are exchanged for the first. */
  readonly clientId: string | readonly string[];
  /** Needed for codes. */
  readonly clientSecret?: string;
  /** Absent: clients name it as `redirect_uri`; `postmessage` for codes of a pop-up. */
  readonly redirectUri?: string;
}

const NAME = 'google';

/** Log-in with Google: by a code, or by an ID token (`id_token`). */
export function googleAuth(options: GoogleOptions): AuthProvider {
  const reader = readOptions(NAME, options);
  const audience = reader.texts('clientId');
  const [clientId] = audience;
  if (clientId === undefined) throw new ConfigError([`auth.${NAME}.clientId is missing.`]);
  const clientSecret = reader.optionalText('clientSecret');
  const redirectUri = reader.optionalText('redirectUri');
  const issuer = {
    names: ['https://accounts.google.com', 'accounts.google.com'],
    keys: reader.endpoint('keys', 'https://www.googleapis.com/oauth2/v3/certs'),
    token: reader.endpoint('token', 'https://oauth2.googleapis.com/token'),
  };
  return openIdProvider(serviceClient(NAME, options), {
    issuer: async () => issuer,
    audience,
    algorithms: ['RS256'],
    tokenFields: ['id_token'],
    ...(clientSecret !== undefined && {
      exchange: exchangeByForm({ clientId, clientSecret, redirectUri }),
    }),
  });
}
