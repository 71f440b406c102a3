import type { AuthVerdict, Json, JsonObject } from '@parse/core/adapter';
import { Secret, TOTP } from 'otpauth';
import { invalidData, invalidToken } from './invalid-mfa.js';
import type { MfaSettings, TotpSettings } from './mfa-options.js';
import { countedWrong } from './wrong-codes.js';
import { makeRecoveryCodes, useRecoveryCode } from './recovery-codes.js';

/** Codes of an authenticator, whose secret is stored with the user. */
export interface TotpFactor {
  /** Sets up the secret in `data`, which `token` shows to be in the authenticator; answers the recovery codes. */
  enrol(data: JsonObject, now: Date): AuthVerdict;
  /** Uses a code or recovery code up, or counts a wrong one. Throws for what is no code, and after too many wrong ones. */
  use(stored: JsonObject, token: Json | undefined, now: Date): AuthVerdict;
}

/** Authenticators' clocks may be one period off. */
const WINDOW = 1;
/** At least 100 bits; more than anybody's. */
const SECRET = /^[A-Z2-7]{20,256}$/i;

/** Checks codes by RFC 6238. Of codes shown at a log-in, none before or equal to the last one is accepted again. */
export function totpFactor({ digits }: MfaSettings, { period, algorithm, tries }: TotpSettings): TotpFactor {
  const codeForm = new RegExp(`^\\d{${digits}}$`);

  /** The number of the period that the code is of; undefined when the authenticator shows another one. */
  const stepOf = (secret: string, token: Json | undefined, now: Date): number | undefined => {
    if (typeof token !== 'string' || !codeForm.test(token)) throw invalidToken();
    const totp = new TOTP({ secret: Secret.fromBase32(secret), digits, period, algorithm });
    const delta = totp.validate({ token, timestamp: now.getTime(), window: WINDOW });
    return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
  };

  return {
    enrol: ({ secret, token }, now) => {
      if (typeof secret !== 'string' || !SECRET.test(secret) || token === undefined) throw invalidData();
      // A guess here finds out nothing: the client has made the secret.
      if (stepOf(secret, token, now) === undefined) throw invalidToken();
      const { codes, stored } = makeRecoveryCodes();
      return { save: { secret, recovery: stored }, response: { recovery: codes.join(', ') } };
    },
    use: (stored, token, now) => {
      const { wrong, ...others } = stored;
      // Nobody guesses a recovery code: it helps whose authenticator is held up.
      const rest = typeof token === 'string' ? useRecoveryCode(stored.recovery, token) : undefined;
      if (rest) return { save: { ...stored, recovery: rest } };
      if (typeof stored.secret !== 'string') throw invalidToken();
      const counted = countedWrong(wrong, now, tries);
      const step = stepOf(stored.secret, token, now);
      if (step === undefined) return { save: { ...stored, wrong: counted }, refuses: invalidToken() };
      if (typeof stored.lastStep === 'number' && step <= stored.lastStep) throw invalidToken();
      return { save: { ...others, lastStep: step } };
    },
  };
}
