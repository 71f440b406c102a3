import type { AuthAttempt, AuthProvider, AuthVerdict, Json, JsonObject } from '@parse/core/adapter';
import { askForPasskey, checkMadePasskey } from '../passkey/make-passkey.js';
import type { PasskeyOptions } from '../passkey/passkey-options.js';
import { challengeOf, readAssertion, readRegistration } from '../passkey/read-response.js';
import { newHandle } from '../passkey/sealed-challenge.js';
import { passkeyRefusal, siteOf, type Site } from '../passkey/site.js';
import { readStored, shownPasskeys, toStored, withUsed } from '../passkey/stored-passkeys.js';
import { askForUse, checkUsedPasskey } from '../passkey/use-passkey.js';

export type { PasskeyOptions, UserVerification } from '../passkey/passkey-options.js';

/** More than anybody has devices. */
const MOST_PASSKEYS = 50;

/**
 * Log-in with passkeys (WebAuthn). `challenge` gives what the browser is to be asked with, `authData` takes its answer:
 * `attestation` of a new passkey, `assertion` of one that is used, `remove` for the id of one that is not wanted any more.
 * An answer works once, in time, and from the origins of the site alone.
 */
export function passkeyAuth(options: PasskeyOptions): AuthProvider {
  const site = siteOf(options);
  return {
    kind: 'auth',
    name: 'passkey',
    spec: 'auth/1',
    policy: site.settings.policy,
    beforeFind: async (data, attempt) => ({ ...data, id: claimedHandle(site, data, attempt) }),
    validateSetUp: (data, attempt) => add(site, data, attempt),
    validateLogin: (data, attempt) => use(site, data, attempt),
    validateUpdate: async (data, attempt) =>
      data.remove === undefined ? add(site, data, attempt) : remove(data.remove, attempt),
    challenge: async (question, _authData, attempt) => ({ response: await ask(site, question, attempt) }),
    isSetUp: (stored) => readStored(stored).passkeys.length > 0,
    afterFind: shownPasskeys,
  };
}

/** Whom the client claims to be: nothing is proved by it yet. */
function claimedHandle(site: Site, data: JsonObject, attempt: AuthAttempt): string {
  const made = readRegistration(data.attestation);
  const challenge = made && challengeOf(made);
  const claims = [
    challenge === undefined ? undefined : site.seal.open(challenge, attempt.now)?.handle,
    readAssertion(data.assertion)?.response.userHandle,
    data.id,
  ].filter((claim) => claim !== undefined && claim !== '');
  const [claimed = handleOf(site, attempt), ...others] = claims;
  if (typeof claimed !== 'string' || others.some((other) => other !== claimed)) throw passkeyRefusal();
  return claimed;
}

/** The name of the user with authenticators; undefined for somebody who is not there yet. */
function handleOf({ seal }: Site, { user, stored }: AuthAttempt): string | undefined {
  if (typeof stored?.id === 'string') return stored.id;
  return typeof user?.objectId === 'string' ? seal.handleOf(user.objectId) : undefined;
}

async function ask(site: Site, question: JsonObject, attempt: AuthAttempt): Promise<JsonObject> {
  const { user, stored, now } = attempt;
  const { passkeys } = readStored(stored ?? {});
  if (question.for === 'login') return askForUse(site, passkeys, now);
  if (question.for !== 'registration') throw passkeyRefusal();
  const name = [question.name, user?.username].find((each) => typeof each === 'string' && each !== '');
  const handle = handleOf(site, attempt);
  const owner = {
    purpose: handle === undefined ? ('sign-up' as const) : ('registration' as const),
    handle: handle ?? newHandle(),
    name: typeof name === 'string' ? name : 'user',
    passkeys,
  };
  return askForPasskey(site, owner, now);
}

async function add(site: Site, data: JsonObject, attempt: AuthAttempt): Promise<AuthVerdict> {
  const { challenge, passkey } = await checkMadePasskey(site, data, attempt.now);
  const own = handleOf(site, attempt);
  const purpose = own === undefined ? 'sign-up' : 'registration';
  if (challenge.purpose !== purpose || (own ?? challenge.handle) !== challenge.handle) throw passkeyRefusal();
  const before = readStored(attempt.stored ?? { id: challenge.handle });
  const isKnown = before.passkeys.some(({ id }) => id === passkey.id);
  const after = withUsed(before, challenge);
  if (!after || isKnown || before.passkeys.length >= MOST_PASSKEYS) throw passkeyRefusal();
  const save = toStored({ ...after, passkeys: [...after.passkeys, passkey] });
  return { save, response: { id: passkey.id } };
}

async function use(site: Site, data: JsonObject, { stored, now }: AuthAttempt): Promise<AuthVerdict> {
  const before = readStored(stored ?? {});
  const { passkeys } = before;
  const { challenge, passkey } = await checkUsedPasskey(site, { data, passkeys }, now);
  const after = withUsed(before, challenge);
  if (!after) throw passkeyRefusal();
  return {
    save: toStored({ ...after, passkeys: passkeys.map((each) => (each.id === passkey.id ? passkey : each)) }),
  };
}

function remove(id: Json, { stored }: AuthAttempt): AuthVerdict {
  const before = readStored(stored ?? {});
  const passkeys = before.passkeys.filter((each) => each.id !== id);
  if (passkeys.length === before.passkeys.length) throw passkeyRefusal();
  return { save: toStored({ ...before, passkeys }) };
}
