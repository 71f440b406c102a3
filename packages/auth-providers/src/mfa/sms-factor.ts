import { randomInt, timingSafeEqual } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '@parse/core/adapter';
import { trouble } from '../kernel/refuse.js';
import { invalidData, invalidToken } from './invalid-mfa.js';
import type { MfaSettings } from './mfa-options.js';

/** Codes in text messages to a number, which is stored with the user. */
export interface SmsFactor {
  /** Sends a code to a new number, which has to be confirmed with it: what is stored until then. */
  propose(stored: JsonObject | undefined, mobile: Json | undefined, now: Date): Promise<JsonObject>;
  /** What is stored once the number is confirmed, in place of every other factor; undefined when it is not the one that waits. Throws for a wrong code. */
  confirm(stored: JsonObject, data: JsonObject, now: Date): JsonObject | undefined;
  /** Sends a code to the number of the user: what is stored until it is used. */
  request(stored: JsonObject, now: Date): Promise<JsonObject>;
  /** What is stored once the code is used up. Throws for one that does not hold. */
  use(stored: JsonObject, token: Json | undefined, now: Date): JsonObject;
}

/** Digits, with what people put between them. */
const MOBILE = /^\+?[0-9][0-9 ()-]{4,30}$/;
/** A provider of messages that is slower than this has sent nothing. */
const PATIENCE = 30_000;

/** Sends codes by `sendSMS`; each holds for a time and once. */
export function smsFactor({ digits }: MfaSettings, sms: NonNullable<MfaSettings['sms']>): SmsFactor {
  const sendCode = async (mobile: string, now: Date): Promise<JsonObject> => {
    const token = String(randomInt(10 ** digits)).padStart(digits, '0');
    await sent(sms.send, token, mobile);
    return { token, expiry: new Date(now.getTime() + sms.expiry * 1000).toISOString() };
  };
  return {
    propose: async (stored, mobile, now) => {
      if (typeof mobile !== 'string' || !MOBILE.test(mobile)) throw invalidData();
      return { ...stored, pending: { mobile, ...(await sendCode(mobile, now)) } };
    },
    confirm: ({ pending }, { mobile, token }, now) => {
      if (!isJsonObject(pending) || typeof mobile !== 'string' || token === undefined) return undefined;
      if (pending.mobile !== mobile) return undefined;
      assertHolds(pending, token, now);
      return { mobile };
    },
    request: async (stored, now) => {
      if (typeof stored.mobile !== 'string') throw invalidToken();
      return { ...stored, ...(await sendCode(stored.mobile, now)) };
    },
    use: (stored, token, now) => {
      assertHolds(stored, token, now);
      const { token: _used, expiry: _end, ...rest } = stored;
      return rest;
    },
  };
}

async function sent(send: NonNullable<MfaSettings['sms']>['send'], code: string, mobile: string) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TypeError('sendSMS takes too long'));
    }, PATIENCE);
  });
  try {
    await Promise.race([send(code, mobile), late]);
  } catch (cause) {
    throw trouble('mfa', 'the message was not sent', cause);
  } finally {
    clearTimeout(timer);
  }
}

function assertHolds({ token, expiry }: JsonObject, given: Json | undefined, now: Date): void {
  if (typeof token !== 'string' || typeof given !== 'string') throw invalidToken();
  const [one, other] = [Buffer.from(token), Buffer.from(given)];
  const isSame = one.length === other.length && timingSafeEqual(one, other);
  if (!isSame || !(now.getTime() < timeOf(expiry))) throw invalidToken();
}

/** Databases of parse-server hold a date, as it goes over the wire. */
function timeOf(expiry: Json | undefined): number {
  const iso = isJsonObject(expiry) ? expiry.iso : expiry;
  return typeof iso === 'string' ? Date.parse(iso) : NaN;
}
