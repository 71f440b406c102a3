import type { AuthVerdict, Json, JsonObject } from '@parse/core/adapter';
import { Secret, TOTP } from 'otpauth';
import { invalidData, invalidToken } from './invalid-mfa.js';
import type { MfaSettings } from './mfa-options.js';
import { makeRecoveryCodes, useRecoveryCode } from './recovery-codes.js';

/** Codes of an authenticator, whose secret is stored with the user. */
export interface TotpFactor {
  /** Sets up the secret in `data`, which `token` shows to be in the authenticator; answers the recovery codes. */
  enrol(data: JsonObject, now: Date): AuthVerdict;
  /** What is stored once a code or recovery code is used up. Throws for one that does not hold. */
  use(stored: JsonObject, token: Json | undefined, now: Date): JsonObject;
}

/** Authenticators' clocks may be one period off. */
const WINDOW = 1;
/** At least 100 bits; more than anybody's. */
const SECRET = /^[A-Z2-7]{20,256}$/i;

/** Checks codes by RFC 6238. Of codes shown at a log-in, none before or equal to the last one is accepted again. */
export function totpFactor(
  { digits }: MfaSettings,
  { period, algorithm }: NonNullable<MfaSettings['totp']>,
): TotpFactor {
  const codeForm = new RegExp(`^\\d{${digits}}$`);

  /** The number of the period that the code is of. */
  const stepOf = (secret: string, token: Json | undefined, now: Date): number => {
    if (typeof token !== 'string' || !codeForm.test(token)) throw invalidToken();
    const totp = new TOTP({ secret: Secret.fromBase32(secret), digits, period, algorithm });
    const delta = totp.validate({ token, timestamp: now.getTime(), window: WINDOW });
    if (delta === null) throw invalidToken();
    return Math.floor(now.getTime() / 1000 / period) + delta;
  };

  return {
    enrol: ({ secret, token }, now) => {
      if (typeof secret !== 'string' || !SECRET.test(secret) || token === undefined) throw invalidData();
      stepOf(secret, token, now);
      const { codes, stored } = makeRecoveryCodes();
      return { save: { secret, recovery: stored }, response: { recovery: codes.join(', ') } };
    },
    use: (stored, token, now) => {
      const rest = typeof token === 'string' ? useRecoveryCode(stored.recovery, token) : undefined;
      if (rest) return { ...stored, recovery: rest };
      if (typeof stored.secret !== 'string') throw invalidToken();
      const step = stepOf(stored.secret, token, now);
      if (typeof stored.lastStep === 'number' && step <= stored.lastStep) throw invalidToken();
      return { ...stored, lastStep: step };
    },
  };
}
