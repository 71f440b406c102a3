import type { JsonObject, ParseError } from '@parse/core/adapter';
import type * as WebAuthn from '@simplewebauthn/server';
import { refusal, trouble } from '../kernel/refuse.js';
import { readPasskeyOptions, type PasskeyOptions, type PasskeySettings } from './passkey-options.js';
import { challengeSeal, type ChallengeSeal, type SealedChallenge } from './sealed-challenge.js';
import type { StoredPasskey } from './stored-passkeys.js';

/** The site that passkeys are made for. */
export interface Site {
  readonly settings: PasskeySettings;
  readonly seal: ChallengeSeal;
}

/** What a passkey has proved. */
export interface PasskeyProof {
  readonly challenge: SealedChallenge;
  /** As it is to be stored. */
  readonly passkey: StoredPasskey;
}

/** What the library is to hold an answer against. */
export interface ExpectedSite {
  readonly expectedOrigin: string[];
  readonly expectedRPID: string;
  readonly requireUserVerification: boolean;
}

/** A challenge of the site, as it was sent and what it says. */
export interface OpenedChallenge {
  readonly text: string;
  readonly challenge: SealedChallenge;
}

const NAME = 'passkey';

/** The site of those options; throws `ConfigError` for what is of no use. */
export function siteOf(options: PasskeyOptions): Site {
  const settings = readPasskeyOptions(options);
  return { settings, seal: challengeSeal(settings.secret, settings.lifetime) };
}

/** The library, loaded when a passkey is made or used. */
export async function webauthn(): Promise<typeof WebAuthn> {
  return import('@simplewebauthn/server').catch((cause: unknown) => {
    throw trouble(
      NAME,
      'the package @simplewebauthn/server is needed: npm install @simplewebauthn/server',
      cause,
    );
  });
}

/** What every answer of an authenticator is held against. */
export function expectedOf({ rpId, origins, userVerification }: PasskeySettings): ExpectedSite {
  return {
    expectedOrigin: [...origins],
    expectedRPID: rpId,
    requireUserVerification: userVerification === 'required',
  };
}

/** The challenge that an answer names, which has to be one of the site's; throws a refusal for any other. */
export function openChallenge({ seal }: Site, text: string | undefined, now: Date): OpenedChallenge {
  const challenge = text === undefined ? undefined : seal.open(text, now);
  if (text === undefined || !challenge) throw passkeyRefusal();
  return { text, challenge };
}

/** Refuses for whatever the library finds wrong with what a client sent. */
export async function orRefusal<T>(check: () => T | Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (cause) {
    throw passkeyRefusal(cause);
  }
}

/** The answer to everything that proves nothing. */
export function passkeyRefusal(cause?: unknown): ParseError {
  return refusal(NAME, cause);
}

/** How a browser is told of a passkey. */
export function descriptorOf({ id, transports }: StoredPasskey): { id: string; transports: string[] } {
  return { id, transports: [...transports] };
}

/** What base64url stands for. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}

/** Options as the library makes them are JSON, which their types do not say. */
export function asJson(options: object): JsonObject {
  return JSON.parse(JSON.stringify(options)) as JsonObject;
}
