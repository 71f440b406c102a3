import { isJsonObject, type Json, type JsonObject } from '@parse/core/adapter';
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { refusal, trouble } from './refuse.js';
import type { ServiceClient } from './service-client.js';

/** What a token must be. */
export interface JwtRules {
  readonly issuers: readonly string[];
  /** The apps that tokens are accepted for; never empty. */
  readonly audience: readonly string[];
  /** The claim that names the app. Absent: `aud`. */
  readonly boundBy?: 'aud' | 'azp' | undefined;
  /** Where the issuer's public keys are. */
  readonly keys: string;
  /** Signatures by public keys only; what a token says about its own algorithm counts for nothing. */
  readonly algorithms: readonly string[];
}

/** The claims of a token that holds; rejects with a refusal for one that does not. */
export type JwtVerifier = (token: Json | undefined, now: Date) => Promise<JsonObject>;

/** Of characters. A body may be much longer, and would be decoded and parsed before its signature is looked at. */
const MAX_TOKEN_LENGTH = 65_536;

/** Between clocks that disagree. */
const TOLERANCE_SECONDS = 10;

/** What is wrong with the token; every other error is the issuer's, or ours. */
const REFUSALS: ReadonlySet<string> = new Set([
  errors.JWTExpired.code,
  errors.JWTClaimValidationFailed.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
  errors.JWSInvalid.code,
  errors.JWTInvalid.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
]);

/**
 * Verifies tokens of one issuer. Its keys are fetched with the first token and kept; a key that is not among them is
 * looked for once more, at most every half minute, so that new keys are found and strangers cause no traffic.
 */
export function jwtVerifier(client: ServiceClient, rules: JwtRules): JwtVerifier {
  const keys = createRemoteJWKSet(new URL(rules.keys), {
    timeoutDuration: client.timeout,
    [customFetch]: (url, init) => client.fetch(url, init),
  });
  return async (token, now) => {
    if (typeof token !== 'string' || token === '' || token.length > MAX_TOKEN_LENGTH)
      throw refusal(client.name);
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: [...rules.issuers],
        ...(rules.boundBy !== 'azp' && { audience: [...rules.audience] }),
        algorithms: [...rules.algorithms],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: now,
      });
      const isForApp = rules.boundBy !== 'azp' || rules.audience.some((app) => payload['azp'] === app);
      if (isForApp && isJsonObject(payload)) return payload;
    } catch (cause) {
      if (cause instanceof errors.JOSEError && REFUSALS.has(cause.code)) throw refusal(client.name, cause);
      throw trouble(client.name, 'the keys of the issuer cannot be had', cause);
    }
    throw refusal(client.name);
  };
}
