import type { AuthProvider, JsonObject } from '@parse/core/adapter';
import { exchangeCode, type CodeExchange } from './exchange-code.js';
import { identityProvider, type Identify, type Identity } from './identity-provider.js';
import { refusal } from './refuse.js';
import type { ServiceClient } from './service-client.js';
import { jwtVerifier, type JwtVerifier } from './verify-jwt.js';

/** Where an issuer's things are. */
export interface Issuer {
  /** What its tokens may name as `iss`. */
  readonly names: readonly string[];
  readonly keys: string;
  /** Where codes are exchanged. */
  readonly token: string;
}

/** A service that identifies people by signed tokens. */
export interface OpenIdService {
  /** The issuer, which may have to be asked for. Called at every attempt. */
  readonly issuer: (now: Date) => Promise<Issuer>;
  readonly audience: readonly string[];
  /** The claim that names the app. Absent: `aud`. */
  readonly boundBy?: 'aud' | 'azp';
  readonly algorithms: readonly string[];
  /** Where in `authData` a token may be. */
  readonly tokenFields: readonly string[];
  /** How codes are exchanged; absent: they are not accepted. */
  readonly exchange?: (issuer: Issuer, now: Date) => Promise<CodeExchange>;
  /** Who the claims are about; absent: `sub`. Throws a refusal for claims that are not enough. */
  readonly identify?: (claims: JsonObject) => Identity;
}

/**
 * A provider for such a service. Codes are exchanged by the server; tokens of clients are safe, too, as they are
 * signed for this app alone. A `nonce` that the client sends must be the token's.
 */
export function openIdProvider(client: ServiceClient, service: OpenIdService): AuthProvider {
  return identityProvider(client.name, openIdIdentify(client, service));
}

/** The part of it that finds out who the client is, for providers that have other ways, too. */
export function openIdIdentify(client: ServiceClient, service: OpenIdService): Identify {
  const verifierAt = keepVerifier(client, service);
  return async (data, { now }) => {
    const issuer = await service.issuer(now);
    const token = await tokenFrom(client, service, { data, issuer, now });
    const claims = await verifierAt(issuer)(token, now);
    const nonce = data.nonce ?? undefined;
    if (nonce !== undefined && nonce !== claims.nonce) throw refusal(client.name);
    return service.identify?.(claims) ?? { id: claims.sub };
  };
}

/** How most issuers exchange codes: at their token endpoint, with the app's secret, if it has one, in the form. */
export function exchangeByForm(
  app: Pick<CodeExchange, 'clientId' | 'clientSecret' | 'redirectUri'>,
): NonNullable<OpenIdService['exchange']> {
  return async ({ token }) => ({ endpoint: token, credentials: 'form', ...app });
}

interface OpenIdAttempt {
  readonly data: JsonObject;
  readonly issuer: Issuer;
  readonly now: Date;
}

async function tokenFrom(client: ServiceClient, service: OpenIdService, attempt: OpenIdAttempt) {
  const { data, issuer, now } = attempt;
  if (data.code !== undefined) {
    if (!service.exchange) throw refusal(client.name);
    return (await exchangeCode(client, await service.exchange(issuer, now), data)).id_token;
  }
  const field = service.tokenFields.find((each) => data[each] !== undefined);
  return field === undefined ? undefined : data[field];
}

/** One verifier, with the keys it has fetched, for as long as the issuer has them in the same place. */
function keepVerifier(
  client: ServiceClient,
  { audience, algorithms, boundBy }: OpenIdService,
): (issuer: Issuer) => JwtVerifier {
  let kept: { readonly keys: string; readonly verify: JwtVerifier } | undefined;
  return ({ names, keys }) => {
    if (kept?.keys !== keys) {
      kept = { keys, verify: jwtVerifier(client, { issuers: names, audience, boundBy, keys, algorithms }) };
    }
    return kept.verify;
  };
}
