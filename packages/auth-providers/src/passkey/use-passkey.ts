import type { JsonObject } from '@parse/core/adapter';
import { challengeOf, readAssertion } from './read-response.js';
import {
  asJson,
  bytesOf,
  descriptorOf,
  expectedOf,
  openChallenge,
  orRefusal,
  passkeyRefusal,
  webauthn,
  type PasskeyProof,
  type Site,
} from './site.js';
import type { StoredPasskey } from './stored-passkeys.js';

/** A passkey in use: what the client sent of it, and those of the user whose it is said to be. */
export interface PasskeyUse {
  readonly data: JsonObject;
  readonly passkeys: readonly StoredPasskey[];
}

/** What a browser uses a passkey with: one of those, or, without any, one that it finds itself. */
export async function askForUse(
  { settings, seal }: Site,
  passkeys: readonly StoredPasskey[],
  now: Date,
): Promise<JsonObject> {
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: settings.rpId,
    challenge: bytesOf(seal.make('login', '', now)),
    timeout: settings.lifetime,
    userVerification: settings.userVerification,
    allowCredentials: passkeys.map(descriptorOf),
  });
  return asJson(options);
}

/** The passkey that was used, its counter put forward. Rejects with a refusal. */
export async function checkUsedPasskey(
  site: Site,
  { data, passkeys }: PasskeyUse,
  now: Date,
): Promise<PasskeyProof> {
  const response = readAssertion(data.assertion);
  const passkey = passkeys.find(({ id }) => id === response?.id);
  if (!response || !passkey) throw passkeyRefusal();
  const { text, challenge } = openChallenge(site, challengeOf(response), now);
  // Asked for before the passkey was there: an answer of one that was removed and made again.
  if (challenge.purpose !== 'login' || challenge.issuedAt < Date.parse(passkey.createdAt)) {
    throw passkeyRefusal();
  }
  const { id, publicKey, counter } = passkey;
  const { verifyAuthenticationResponse } = await webauthn();
  const { verified, authenticationInfo } = await orRefusal(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: text,
      ...expectedOf(site.settings),
      credential: { id, publicKey: bytesOf(publicKey), counter },
    }),
  );
  if (!verified) throw passkeyRefusal();
  const { newCounter } = authenticationInfo;
  return { challenge, passkey: { ...passkey, counter: newCounter, lastUsedAt: now.toISOString() } };
}
