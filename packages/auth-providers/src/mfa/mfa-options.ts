import { ConfigError } from '@parse/core/adapter';
import { readOptions } from '../kernel/read-options.js';
import type { Limit } from '../one-time/within-limit.js';

/** Sends a code to a mobile number. */
export type SendSms = (code: string, mobile: string) => Promise<void> | void;

/** How users show a second factor. */
export interface MfaOptions {
  /** Codes of an authenticator app, codes in text messages, or both. */
  readonly options: readonly ('TOTP' | 'SMS')[];
  /** Digits of a code, from 4 to 10. Absent: 6. */
  readonly digits?: number;
  /** Seconds that an authenticator shows a code, from 10. Absent: 30. */
  readonly period?: number;
  /** The hash of authenticators. Absent: SHA1, the only one that all of them know. */
  readonly algorithm?: MfaAlgorithm;
  /**
   * Wrong codes of an authenticator in a row until no code is judged for a minute; with each further one it takes twice as
   * long, an hour at most. Absent: 5.
   */
  readonly totpTries?: number;
  /** Sends a text message; needed for SMS. What it throws is logged, and no code holds. */
  readonly sendSMS?: SendSms;
  /** Seconds that a code in a message holds. Absent: 300. */
  readonly smsExpiry?: number;
  /** Wrong guesses until a code in a message holds no longer. Absent: 5. */
  readonly smsTries?: number;
  /** Messages that a user gets in an hour. Absent: 5. */
  readonly smsPerHour?: number;
}

const ALGORITHMS = ['SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512'] as const;

/** A hash that authenticators may use. */
export type MfaAlgorithm = (typeof ALGORITHMS)[number];

/** How messages are sent. */
export interface SmsSettings {
  readonly send: SendSms;
  /** In seconds. */
  readonly expiry: number;
  readonly tries: number;
  readonly messages: Limit;
}

/** How codes of authenticators are judged. */
export interface TotpSettings {
  readonly period: number;
  readonly algorithm: MfaAlgorithm;
  readonly tries: number;
}

/** The options as they hold. */
export interface MfaSettings {
  readonly digits: number;
  /** Absent: no authenticators. */
  readonly totp: TotpSettings | undefined;
  /** Absent: no messages. */
  readonly sms: SmsSettings | undefined;
}

const AN_HOUR = 60 * 60;
const A_DAY = 24 * AN_HOUR;

/** Reads the options; throws `ConfigError` for what is of no use. */
export function readMfaOptions(options: MfaOptions): MfaSettings {
  const reader = readOptions('mfa', options);
  const kinds = reader.texts('options');
  const unknown = kinds.filter((kind) => kind !== 'TOTP' && kind !== 'SMS');
  if (kinds.length === 0 || unknown.length > 0) {
    throw new ConfigError(["auth.mfa.options must be a list of 'TOTP' and 'SMS'."]);
  }
  const algorithm = ALGORITHMS.find((each) => each === (reader.optionalText('algorithm') ?? 'SHA1'));
  if (!algorithm) throw new ConfigError([`auth.mfa.algorithm must be one of ${ALGORITHMS.join(', ')}.`]);
  const period = reader.whole('period', [10, A_DAY, 30]);
  const totpTries = reader.whole('totpTries', [1, 20, 5]);
  const expiry = reader.whole('smsExpiry', [1, A_DAY, 300]);
  const tries = reader.whole('smsTries', [1, 20, 5]);
  const messages = { most: reader.whole('smsPerHour', [1, 60, 5]), window: AN_HOUR * 1000 };
  const send = options.sendSMS;
  const hasSms = kinds.includes('SMS');
  if (hasSms && typeof send !== 'function') {
    throw new ConfigError(['auth.mfa.sendSMS must be a function: SMS is one of the options.']);
  }
  return {
    digits: reader.whole('digits', [4, 10, 6]),
    totp: kinds.includes('TOTP') ? { period, algorithm, tries: totpTries } : undefined,
    sms: hasSms && send ? { send, expiry, tries, messages } : undefined,
  };
}
