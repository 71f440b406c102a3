import { ConfigError, type AuthProvider } from '@parse/core/adapter';
import { issuerDiscovery } from '../kernel/discover-issuer.js';
import { exchangeByForm, openIdProvider } from '../kernel/openid-provider.js';
import { isSafeAddress, readOptions, type ServiceOptions } from '../kernel/read-options.js';
import { serviceClient } from '../kernel/service-client.js';

/** An issuer of OpenID Connect, and the app that was registered with it. */
export interface OidcOptions extends ServiceOptions {
  /** As its tokens name it: `https://login.example.com`. The rest is looked up there. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: the app is a public client, whose codes need a `code_verifier`. */
  readonly clientSecret?: string;
  /** Absent: clients name it as `redirect_uri`. */
  readonly redirectUri?: string;
  /** Further apps whose tokens are accepted, such as those of other platforms. */
  readonly audience?: string | readonly string[];
  /** Absent: RS256, PS256, ES256 and EdDSA. */
  readonly algorithms?: readonly string[];
  /** The claim that identifies a user. Absent: `sub`. */
  readonly idClaim?: string;
  /** The name of the provider in `authData`. Absent: `oidc`. */
  readonly name?: string;
}

const SIGNATURES = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const MORE_SIGNATURES = ['RS384', 'RS512', 'PS384', 'PS512', 'ES384', 'ES512', 'Ed25519'];

/** Log-in by any OpenID Connect issuer: with a code, or with an ID token that was made for this app. */
export function oidcAuth(options: OidcOptions): AuthProvider {
  const name = options.name ?? 'oidc';
  const reader = readOptions(name, options);
  const issuer = reader.text('issuer');
  if (!isSafeAddress(issuer)) throw new ConfigError([`auth.${name}.issuer must begin with https://`]);
  const clientId = reader.text('clientId');
  const clientSecret = reader.optionalText('clientSecret');
  const redirectUri = reader.optionalText('redirectUri');
  const idClaim = reader.optionalText('idClaim') ?? 'sub';
  const algorithms = reader.texts('algorithms');
  const unknown = algorithms.filter((each) => ![...SIGNATURES, ...MORE_SIGNATURES].includes(each));
  if (unknown.length > 0) {
    throw new ConfigError([
      `auth.${name}.algorithms: ${unknown.join(', ')} is no signature by a public key.`,
    ]);
  }
  const client = serviceClient(name, options);
  return openIdProvider(client, {
    issuer: issuerDiscovery(client, issuer),
    audience: [clientId, ...reader.texts('audience')],
    algorithms: algorithms.length > 0 ? algorithms : SIGNATURES,
    tokenFields: ['id_token'],
    exchange: exchangeByForm({ clientId, clientSecret, redirectUri }),
    identify: (claims) => ({ id: claims[idClaim] }),
  });
}
