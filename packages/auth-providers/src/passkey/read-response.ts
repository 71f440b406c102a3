import { isJsonArray, isJsonObject, type Json, type JsonObject } from '@parse/core/adapter';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** What a browser says of a new passkey; undefined for what no browser says. Nothing else of `value` is kept. */
export function readRegistration(value: Json | undefined): RegistrationResponseJSON | undefined {
  const { id, response } = partsOf(value);
  const clientDataJSON = bytesOf(response.clientDataJSON);
  const attestationObject = bytesOf(response.attestationObject);
  if (!id || !clientDataJSON || !attestationObject) return undefined;
  return { ...credential(id), response: { clientDataJSON, attestationObject } };
}

/** What a browser says of a passkey that is used; undefined for what no browser says. */
export function readAssertion(value: Json | undefined): AuthenticationResponseJSON | undefined {
  const { id, response } = partsOf(value);
  const clientDataJSON = bytesOf(response.clientDataJSON);
  const authenticatorData = bytesOf(response.authenticatorData);
  const signature = bytesOf(response.signature);
  if (!id || !clientDataJSON || !authenticatorData || !signature) return undefined;
  const userHandle = bytesOf(response.userHandle);
  return {
    ...credential(id),
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) },
  };
}

/** How the browser reaches the authenticator, for its next question. */
export function readTransports(value: Json | undefined): readonly string[] {
  const { transports } = partsOf(value).response;
  const list = isJsonArray(transports) ? transports : [];
  const known = list.filter((each) => typeof each === 'string' && /^[a-z-]{1,20}$/.test(each));
  return [...new Set(known.map(String))].slice(0, 8);
}

/** The challenge that an answer is to; undefined when it names none, or comes from within another site's page. */
export function challengeOf({
  response,
}: AuthenticationResponseJSON | RegistrationResponseJSON): string | undefined {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
    const said: unknown = JSON.parse(text);
    if (!isJsonObject(said) || said.crossOrigin === true) return undefined;
    return typeof said.challenge === 'string' ? said.challenge : undefined;
  } catch {
    return undefined;
  }
}

/** More than any authenticator says. */
const BYTES = /^[\w-]{1,16384}$/;

function bytesOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && BYTES.test(value) ? value : undefined;
}

function partsOf(value: Json | undefined): {
  readonly id: string | undefined;
  readonly response: JsonObject;
} {
  const given = isJsonObject(value) ? value : {};
  return { id: bytesOf(given.id), response: isJsonObject(given.response) ? given.response : {} };
}

function credential(id: string) {
  return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
}
