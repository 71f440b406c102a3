import { randomInt, timingSafeEqual } from 'node:crypto';
import { inTime, isJsonObject, type AuthVerdict, type Json, type JsonObject } from '@parse/core/adapter';
import { trouble } from '../kernel/refuse.js';
import { timesLately, withinLimit } from '../one-time/within-limit.js';
import { invalidMobile, invalidToken, notPending, tooManyMessages } from './invalid-mfa.js';
import type { MfaSettings, SmsSettings } from './mfa-options.js';

/**
 * Codes in text messages to a number, which is stored with the user. Messages are counted before they are sent, and wrong
 * guesses before they are answered: both are stored by compare-and-set.
 */
export interface SmsFactor {
  /** Sends a code to a new number, which has to be confirmed with it. */
  propose(stored: JsonObject | undefined, mobile: Json | undefined, now: Date): AuthVerdict;
  /** Confirms the number, in place of every other factor. Throws when it is not the one that waits. */
  confirm(stored: JsonObject, data: JsonObject, now: Date): AuthVerdict;
  /** Sends a code to the number of the user. */
  request(stored: JsonObject, now: Date): AuthVerdict;
  /** Uses the code up. Throws when there is none that holds. */
  use(stored: JsonObject, token: Json | undefined, now: Date): AuthVerdict;
  /** The messages that still count when the factor is taken away; undefined when there were none. */
  messages(stored: JsonObject, now: Date): JsonObject | undefined;
}

/** Digits, with what people put between them. */
const MOBILE = /^\+?[0-9][0-9 ()-]{4,30}$/;
/** A provider of messages that is slower than this has sent nothing. */
const PATIENCE = 30_000;

/** Sends codes by `sendSMS`; each holds for a time, for few guesses, and once. */
export function smsFactor({ digits }: MfaSettings, sms: SmsSettings): SmsFactor {
  const newCode = (now: Date): JsonObject & { readonly token: string } => ({
    token: String(randomInt(10 ** digits)).padStart(digits, '0'),
    expiry: new Date(now.getTime() + sms.expiry * 1000).toISOString(),
    tries: 0,
  });
  const counted = (stored: JsonObject | undefined, now: Date): readonly number[] => {
    const times = withinLimit(stored?.sent, now, sms.messages);
    if (!times) throw tooManyMessages();
    return times;
  };
  return {
    propose: (stored, mobile, now) => {
      if (typeof mobile !== 'string' || !MOBILE.test(mobile)) throw invalidMobile();
      const code = newCode(now);
      const save = { ...stored, sent: [...counted(stored, now)], pending: { mobile, ...code } };
      return { save, deliver: () => send(sms.send, code.token, mobile) };
    },
    confirm: (stored, { mobile, token }, now) => {
      const { pending, sent = [] } = stored;
      if (!isJsonObject(pending) || typeof mobile !== 'string' || pending.mobile !== mobile)
        throw notPending();
      const wrong = judge(pending, token, { now, tries: sms.tries });
      if (!wrong) return { save: { mobile, sent } };
      return { save: { ...stored, pending: wrong }, refuses: invalidToken() };
    },
    request: (stored, now) => {
      const { mobile } = stored;
      if (typeof mobile !== 'string') throw invalidToken();
      const code = newCode(now);
      const save = { ...stored, ...code, sent: [...counted(stored, now)] };
      return { save, deliver: () => send(sms.send, code.token, mobile) };
    },
    use: (stored, token, now) => {
      const wrong = judge(stored, token, { now, tries: sms.tries });
      if (wrong) return { save: wrong, refuses: invalidToken() };
      const { token: _used, expiry: _end, tries: _tries, ...rest } = stored;
      return { save: rest };
    },
    messages: ({ sent }, now) => {
      const times = timesLately(sent, now, sms.messages.window);
      return times.length > 0 ? { sent: [...times] } : undefined;
    },
  };
}

async function send(sendSms: SmsSettings['send'], code: string, mobile: string): Promise<void> {
  try {
    await inTime(
      () => sendSms(code, mobile),
      PATIENCE,
      () => new TypeError('sendSMS takes too long'),
    );
  } catch (cause) {
    throw trouble('mfa', 'the message was not sent', cause);
  }
}

/** What is stored after a wrong guess; undefined when it is right. Throws when there is no code that holds. */
function judge(
  stored: JsonObject,
  given: Json | undefined,
  { now, tries }: { readonly now: Date; readonly tries: number },
): JsonObject | undefined {
  const { token, expiry, tries: wrong = 0 } = stored;
  const guesses = typeof wrong === 'number' ? wrong : tries;
  const isOpen = now.getTime() < timeOf(expiry) && guesses < tries;
  if (typeof token !== 'string' || !isOpen) throw invalidToken();
  const [one, other] = [Buffer.from(token), Buffer.from(typeof given === 'string' ? given : '')];
  const isSame = one.length === other.length && timingSafeEqual(one, other);
  return isSame ? undefined : { ...stored, tries: guesses + 1 };
}

/** Databases of parse-server hold a date, as it goes over the wire. */
function timeOf(expiry: Json | undefined): number {
  const iso = isJsonObject(expiry) ? expiry.iso : expiry;
  return typeof iso === 'string' ? Date.parse(iso) : NaN;
}
