import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What authenticators sign, and what it is good for. */
export interface SealedChallenge {
  /** A new user's passkey, another one of a user, or a log-in. */
  readonly purpose: 'sign-up' | 'registration' | 'login';
  /** Whose passkey it is to be; empty at a log-in, which anybody may begin. */
  readonly handle: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  /** Tells it from all others. */
  readonly nonce: string;
}

/** Makes challenges, and knows its own. Keeps nothing: that one is used once is seen to by what is stored with the user. */
export interface ChallengeSeal {
  /** A new challenge, as base64url. */
  make(purpose: SealedChallenge['purpose'], handle: string, now: Date): string;
  /** What a challenge says; undefined when it is none of these, or was changed, or is too old. */
  open(challenge: string, now: Date): SealedChallenge | undefined;
  /** The name by which authenticators know a user: the same each time, and nothing that others could tell. */
  handleOf(objectId: string): string;
}

const FORM =
  /^(?<purpose>sign-up|registration|login)\.(?<time>\d{1,15})\.(?<nonce>[\w-]{22})\.(?<handle>[\w-]{0,86})$/;
const NONCE_BYTES = 16;
const MAC_BYTES = 32;
/** Between the clocks of servers. */
const TOLERANCE = 60_000;

/** Seals with that secret; a challenge holds for `lifetime` milliseconds. */
export function challengeSeal(secret: string, lifetime: number): ChallengeSeal {
  const mac = (what: string, text: string): Buffer =>
    createHmac('sha256', secret).update(`passkey ${what}\0${text}`).digest();

  return {
    make: (purpose, handle, now) => {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url');
      const text = `${purpose}.${now.getTime()}.${nonce}.${handle}`;
      return Buffer.concat([mac('challenge', text), Buffer.from(text)]).toString('base64url');
    },
    open: (challenge, now) => {
      const bytes = Buffer.from(challenge, 'base64url');
      const text = bytes.subarray(MAC_BYTES).toString('latin1');
      const given = bytes.subarray(0, MAC_BYTES);
      if (given.length !== MAC_BYTES || !timingSafeEqual(given, mac('challenge', text))) return undefined;
      const { purpose, time, nonce = '', handle = '' } = FORM.exec(text)?.groups ?? {};
      const issuedAt = Number(time);
      const age = now.getTime() - issuedAt;
      const isPurpose = purpose === 'sign-up' || purpose === 'registration' || purpose === 'login';
      if (!isPurpose || !(age <= lifetime) || age < -TOLERANCE) return undefined;
      return { purpose, handle, issuedAt, nonce };
    },
    handleOf: (objectId) => mac('user', objectId).toString('base64url'),
  };
}

/** The name of a user who does not exist yet. */
export function newHandle(): string {
  return randomBytes(MAC_BYTES).toString('base64url');
}
