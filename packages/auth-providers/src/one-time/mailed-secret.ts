import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AuthAttempt, AuthProvider, AuthVerdict, Json, JsonObject } from '@parse/core/adapter';
import { refusal } from '../kernel/refuse.js';
import type { MailedSecretSettings } from './mail-options.js';
import { timesLately, withinLimit } from './within-limit.js';

/** What is mailed, and how often it may be guessed. */
export interface MailedSecret extends MailedSecretSettings {
  readonly name: string;
  /** The key of what the client sends back. */
  readonly field: string;
  readonly make: () => string;
  /** What every one of them looks like. */
  readonly form: RegExp;
  readonly tries: number;
  /** The mail that brings it. */
  readonly mailOf: (secret: string, email: string) => NonNullable<AuthVerdict['mail']>;
}

/** One address, roughly: users who have it are looked up by it, and nothing else is done with it. */
const EMAIL = /^[^\s\p{C}]{1,256}@[^\s\p{C}@]{1,256}$/u;
const SENT: AuthVerdict = { response: { sent: true } };

/**
 * Log-in by a secret that is mailed to the address of a user. `challenge` with `email` mails one, for who has an account,
 * and answers the same for who has none. It holds for a time and once; wrong guesses are counted, and so are mails. What is
 * stored of it is bound to the user and address, and says nothing to who does not know the app's secret.
 */
export function mailedSecret(kind: MailedSecret): AuthProvider {
  const { name, field, form, tries, lifetime, mails } = kind;
  const refuse = async (): Promise<never> => {
    throw refusal(name);
  };
  return {
    kind: 'auth',
    name,
    spec: 'auth/1',
    policy: 'default',
    countsGuesses: true,
    emailOf: ({ email }) => (typeof email === 'string' && EMAIL.test(email) ? email : undefined),
    challenge: async ({ email }, _authData, { user, stored, now }) => {
      if (typeof email !== 'string' || !EMAIL.test(email)) throw refusal(name);
      const address = user?.email;
      if (!user || typeof address !== 'string') return SENT;
      const sent = withinLimit(stored?.sent, now, mails);
      if (!sent) return SENT;
      const secret = kind.make();
      const expiresAt = now.getTime() + lifetime;
      const save = { hash: hashOf(kind, user, secret), expiresAt, tries: 0, sent };
      return { ...SENT, save, mail: kind.mailOf(secret, address) };
    },
    validateSetUp: refuse,
    validateUpdate: refuse,
    validateLogin: async (data, { user, stored, now }: AuthAttempt) => {
      const given = data[field];
      const { hash, expiresAt, tries: wrong, sent = [] } = stored ?? {};
      const isOpen = typeof expiresAt === 'number' && now.getTime() < expiresAt;
      const guesses = typeof wrong === 'number' ? wrong : tries;
      if (!user || !isOpen || guesses >= tries || typeof hash !== 'string') throw refusal(name);
      const isRight =
        typeof given === 'string' && form.test(given) && isSame(hash, hashOf(kind, user, given));
      if (isRight) return { save: { sent } };
      return { save: { hash, expiresAt, tries: guesses + 1, sent }, refuses: refusal(name) };
    },
    remains: ({ sent }, now) => {
      const times = timesLately(sent, now, mails.window);
      return times.length > 0 ? { sent: [...times] } : undefined;
    },
    afterFind: () => undefined,
  };
}

/** A text that nobody guesses. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf({ secret: key, name }: MailedSecret, user: JsonObject, secret: string): string {
  const parts: readonly (Json | undefined)[] = [name, user.objectId, user.email, secret];
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
