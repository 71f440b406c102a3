import { isJsonArray, isJsonObject, type AuthProvider, type JsonObject } from '@parse/core/adapter';
import { exchangeByForm, openIdProvider } from '../kernel/openid-provider.js';
import { readOptions, type OptionReader, type ServiceOptions } from '../kernel/read-options.js';
import { refusal } from '../kernel/refuse.js';
import { serviceClient } from '../kernel/service-client.js';

/** A client of a realm. */
export interface KeycloakOptions extends ServiceOptions {
  /** The content of the `keycloak.json` that the console offers under Action, Download adapter config. */
  readonly config: {
    readonly realm: string;
    readonly 'auth-server-url': string;
    /** The client id; the console calls it `resource`. */
    readonly 'client-id'?: string;
    readonly resource?: string;
    /** Needed for codes of a confidential client. */
    readonly 'client-secret'?: string;
  };
  /** Absent: clients name it as `redirect_uri`. */
  readonly redirectUri?: string;
}

const NAME = 'keycloak';

/**
 * Log-in with Keycloak: by a code, or by a token that was made for this client. What the token says of `roles` and
 * `groups` is stored.
 */
export function keycloakAuth(options: KeycloakOptions): AuthProvider {
  const config = readOptions(`${NAME}.config`, isJsonObject(options.config) ? options.config : {});
  const reader = readOptions(NAME, options);
  const clientId = config.text('client-id', 'resource');
  const clientSecret = config.optionalText('client-secret');
  const redirectUri = reader.optionalText('redirectUri');
  const issuer = issuerOf(config, reader);
  return openIdProvider(serviceClient(NAME, options), {
    issuer: async () => issuer,
    audience: [clientId],
    // Access tokens name other services as audience; the client that they were made for is `azp`.
    boundBy: 'azp',
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    tokenFields: ['id_token', 'access_token'],
    exchange: exchangeByForm({ clientId, clientSecret, redirectUri }),
    identify: (claims) => {
      if (claims.typ !== 'Bearer' && claims.typ !== 'ID') throw refusal(NAME);
      return { id: claims.sub, keep: listsOf(claims) };
    },
  });
}

function issuerOf(config: OptionReader, reader: OptionReader) {
  const server = config.text('auth-server-url').replace(/\/$/, '');
  const name = `${server}/realms/${encodeURIComponent(config.text('realm'))}`;
  const protocol = `${name}/protocol/openid-connect`;
  return {
    names: [name],
    keys: reader.endpoint('keys', `${protocol}/certs`),
    token: reader.endpoint('token', `${protocol}/token`),
  };
}

function listsOf({ roles, groups }: JsonObject): JsonObject {
  return { ...(isJsonArray(roles) && { roles }), ...(isJsonArray(groups) && { groups }) };
}
