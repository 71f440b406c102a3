import { ConfigError, type AuthProvider } from '@parse/core/adapter';
import { importPKCS8, SignJWT } from 'jose';
import type { CodeExchange } from '../kernel/exchange-code.js';
import { openIdProvider, type Issuer } from '../kernel/openid-provider.js';
import { readOptions, type OptionReader, type ServiceOptions } from '../kernel/read-options.js';
import { serviceClient } from '../kernel/service-client.js';

/** An app of an Apple developer account. */
export interface AppleOptions extends ServiceOptions {
  /** The bundle id of an app or the id of a service, or several; codes are exchanged for the first. */
  readonly clientId: string | readonly string[];
  /** With the next two: needed for codes. */
  readonly teamId?: string;
  readonly keyId?: string;
  /** The content of the `.p8` file. */
  readonly privateKey?: string;
  /** Absent: clients name it as `redirect_uri`; codes of iOS have none. */
  readonly redirectUri?: string;
}

const NAME = 'apple';
const ISSUER = 'https://appleid.apple.com';
const SECRET_LIVES_FOR = 300;

/** Sign in with Apple: by an authorization code, or by an identity token (`token`). */
export function appleAuth(options: AppleOptions): AuthProvider {
  const reader = readOptions(NAME, options);
  const audience = reader.texts('clientId', 'client_id');
  const [clientId] = audience;
  if (clientId === undefined) throw new ConfigError([`auth.${NAME}.clientId is missing.`]);
  const redirectUri = reader.optionalText('redirectUri');
  const sign = readSigner(reader, clientId);
  const issuer = {
    names: [ISSUER],
    keys: reader.endpoint('keys', `${ISSUER}/auth/keys`),
    token: reader.endpoint('token', `${ISSUER}/auth/token`),
  };
  return openIdProvider(serviceClient(NAME, options), {
    issuer: async () => issuer,
    audience,
    algorithms: ['RS256'],
    tokenFields: ['token', 'id_token'],
    ...(sign && {
      exchange: async ({ token }: Issuer, now: Date): Promise<CodeExchange> => ({
        endpoint: token,
        credentials: 'form',
        clientId,
        clientSecret: await sign(now),
        redirectUri,
      }),
    }),
  });
}

/** Makes the secret that Apple takes: a token that the app signs. */
function readSigner(reader: OptionReader, clientId: string): ((now: Date) => Promise<string>) | undefined {
  if (reader.optionalText('privateKey', 'keyId', 'teamId') === undefined) return undefined;
  const [teamId, keyId, pem] = [reader.text('teamId'), reader.text('keyId'), reader.text('privateKey')];
  return async (now) => {
    const seconds = Math.floor(now.getTime() / 1000);
    const key = await importPKCS8(pem, 'ES256');
    return new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(ISSUER)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + SECRET_LIVES_FOR)
      .sign(key);
  };
}
