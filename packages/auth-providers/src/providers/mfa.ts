import {
  ErrorCode,
  ParseError,
  type AuthProvider,
  type AuthVerdict,
  type Json,
  type JsonObject,
} from '@parse/core/adapter';
import { alreadySetUp, invalidData, invalidToken } from '../mfa/invalid-mfa.js';
import { readMfaOptions, type MfaOptions } from '../mfa/mfa-options.js';
import { smsFactor } from '../mfa/sms-factor.js';
import { totpFactor } from '../mfa/totp-factor.js';

export type { MfaAlgorithm, MfaOptions, SendSms } from '../mfa/mfa-options.js';

/** What clients send instead of a code to be sent one. */
const REQUEST = 'request';

/**
 * A second factor: codes of an authenticator, with recovery codes, or codes in text messages. A user who has set one up
 * needs it at every log-in, and to set up another one. Every code works once.
 */
export function mfaAuth(options: MfaOptions): AuthProvider {
  const settings = readMfaOptions(options);
  const totp = settings.totp && totpFactor(settings, settings.totp);
  const sms = settings.sms && smsFactor(settings, settings.sms);

  /** Uses up a code of the factor that the user has. */
  const use = (stored: JsonObject, token: Json | undefined, now: Date): AuthVerdict => {
    if (typeof stored.secret === 'string' && totp) return totp.use(stored, token, now);
    if (typeof stored.mobile === 'string' && sms) return sms.use(stored, token, now);
    throw invalidToken();
  };
  const setUp = (data: JsonObject, stored: JsonObject | undefined, now: Date): AuthVerdict => {
    if (data.mobile && sms) return sms.propose(stored, data.mobile, now);
    if (data.secret === undefined || !totp) throw invalidData();
    const { save, ...verdict } = totp.enrol(data, now);
    return { ...verdict, save: { ...(stored && sms?.messages(stored, now)), ...save } };
  };
  return {
    kind: 'auth',
    name: 'mfa',
    spec: 'auth/1',
    policy: 'additional',
    countsGuesses: true,
    validateSetUp: async (data, { now }) => setUp(data, undefined, now),
    validateLogin: async ({ token }, { stored, now }) => {
      if (!stored || !isSetUp(stored)) throw invalidToken();
      if (token !== REQUEST || !sms || typeof stored.mobile !== 'string') return use(stored, token, now);
      return { ...sms.request(stored, now), awaits: enterToken() };
    },
    validateUpdate: async (data, { stored, now }) => {
      if (stored && sms && data.mobile !== undefined && data.token !== undefined) {
        return sms.confirm(stored, data, now);
      }
      if (!stored || !isSetUp(stored)) return setUp(data, stored, now);
      if (sms && data.mobile !== undefined && data.old === undefined) throw alreadySetUp();
      const used = use(stored, data.old, now);
      return used.refuses ? used : setUp(data, used.save, now);
    },
    challenge: async ({ token }, _authData, { stored, now }) => {
      if (token !== REQUEST || !sms || typeof stored?.mobile !== 'string') throw invalidData();
      return { ...sms.request(stored, now), response: { sent: true } };
    },
    isSetUp,
    remains: (stored, now) => sms?.messages(stored, now),
    afterFind: (stored) => {
      if (!isSetUp(stored) && stored.pending === undefined) return undefined;
      return { status: isSetUp(stored) ? 'enabled' : 'disabled' };
    },
  };
}

/** A number that was not confirmed yet is none. */
function isSetUp({ secret, mobile }: JsonObject): boolean {
  return typeof secret === 'string' || typeof mobile === 'string';
}

function enterToken(): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, 'Please enter the token');
}
