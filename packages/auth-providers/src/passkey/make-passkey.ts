import type { JsonObject } from '@parse/core/adapter';
import { challengeOf, readRegistration, readTransports } from './read-response.js';
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

/** For whom a passkey is made. */
export interface PasskeyOwner {
  readonly purpose: 'sign-up' | 'registration';
  /** The name by which authenticators are to know the user. */
  readonly handle: string;
  /** What they show to tell accounts apart. */
  readonly name: string;
  /** Those that are there already, which no authenticator makes twice. */
  readonly passkeys: readonly StoredPasskey[];
}

const LONGEST_NAME = 64;

/** What a browser makes a passkey with. */
export async function askForPasskey(site: Site, owner: PasskeyOwner, now: Date): Promise<JsonObject> {
  const { rpId, rpName, userVerification, lifetime } = site.settings;
  const { purpose, handle, name, passkeys } = owner;
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpID: rpId,
    rpName,
    userName: name.slice(0, LONGEST_NAME),
    userDisplayName: name.slice(0, LONGEST_NAME),
    userID: bytesOf(handle),
    challenge: bytesOf(site.seal.make(purpose, handle, now)),
    timeout: lifetime,
    attestationType: 'none',
    excludeCredentials: passkeys.map(descriptorOf),
    authenticatorSelection: { residentKey: 'required', userVerification },
  });
  return asJson(options);
}

/** The passkey that a browser has made. Rejects with a refusal. */
export async function checkMadePasskey(site: Site, data: JsonObject, now: Date): Promise<PasskeyProof> {
  const { attestation, name } = data;
  const response = readRegistration(attestation);
  if (!response) throw passkeyRefusal();
  const { text, challenge } = openChallenge(site, challengeOf(response), now);
  const { verifyRegistrationResponse } = await webauthn();
  await assertUncertified(response.response.attestationObject);
  const { registrationInfo } = await orRefusal(() =>
    verifyRegistrationResponse({ response, expectedChallenge: text, ...expectedOf(site.settings) }),
  );
  if (!registrationInfo) throw passkeyRefusal();
  const { credential, credentialDeviceType } = registrationInfo;
  const passkey: StoredPasskey = {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: readTransports(attestation),
    name: typeof name === 'string' ? name.slice(0, LONGEST_NAME) : '',
    synced: credentialDeviceType === 'multiDevice',
    createdAt: now.toISOString(),
  };
  return { challenge, passkey };
}

/**
 * Refuses a passkey that comes with certificates. None were asked for; checking them would have the server ask addresses
 * that they name, and they would prove nothing that counts here.
 */
async function assertUncertified(attestationObject: string): Promise<void> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const isPlain = await orRefusal(() => {
    const attestation = decodeAttestationObject(bytesOf(attestationObject));
    const format = attestation.get('fmt');
    return format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined);
  });
  if (!isPlain) throw passkeyRefusal();
}
