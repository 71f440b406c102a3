import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type Parse from 'parse/node';

/** What a browser and an authenticator do otherwise than they should. */
export interface Misbehaviour {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  /** The user was not asked for a finger, face or PIN. */
  readonly unverified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Changes what is signed once it is signed. */
  readonly tamper?: 'signature' | 'client data' | 'authenticator data';
  /** Answers with another one's key. */
  readonly key?: KeyObject;
  /** Says that the passkey is certified. */
  readonly certified?: boolean;
}

/** A passkey in the authenticator. */
export interface SoftPasskey {
  readonly id: string;
  readonly handle: string;
  readonly privateKey: KeyObject;
}

/** A browser on a page of the site, and an authenticator that is a program. */
export interface SoftwareAuthenticator {
  readonly passkeys: readonly SoftPasskey[];
  /** What `navigator.credentials.create` gives for the options, as JSON. */
  readonly create: (options: Parse.Attributes, wrong?: Misbehaviour) => Parse.Attributes;
  /** What `navigator.credentials.get` gives; with the last passkey that is allowed. */
  readonly get: (options: Parse.Attributes, wrong?: Misbehaviour) => Parse.Attributes;
}

const FLAG = { userPresent: 0x01, userVerified: 0x04, hasCredential: 0x40 } as const;

/** An authenticator without passkeys, whose counter counts all that it signs. */
export function softwareAuthenticator(origin: string): SoftwareAuthenticator {
  const passkeys: SoftPasskey[] = [];
  let counter = 0;

  const clientData = (type: string, options: Parse.Attributes, wrong: Misbehaviour): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? options.challenge,
        origin: wrong.origin ?? origin,
        crossOrigin: wrong.crossOrigin ?? false,
      }),
    );
  const authenticatorData = (rpId: string, wrong: Misbehaviour, credential = Buffer.alloc(0)): Buffer => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(wrong.counter ?? counter);
    const flags =
      FLAG.userPresent |
      (wrong.unverified === true ? 0 : FLAG.userVerified) |
      (credential.length > 0 ? FLAG.hasCredential : 0);
    return Buffer.concat([sha256(wrong.rpId ?? rpId), Buffer.from([flags]), count, credential]);
  };

  return {
    passkeys,
    create: (options, wrong = {}) => {
      const id = randomBytes(16);
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      passkeys.push({ id: id.toString('base64url'), handle: options.user.id, privateKey });
      const length = Buffer.from([0, id.length]);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const attestation = cbor({
        fmt: wrong.certified === true ? 'packed' : 'none',
        attStmt: wrong.certified === true ? { alg: -7, sig: Buffer.alloc(8), x5c: Buffer.alloc(8) } : {},
        authData: authenticatorData(options.rp.id, wrong, credential),
      });
      return answer(id.toString('base64url'), {
        clientDataJSON: encoded(clientData('webauthn.create', options, wrong)),
        attestationObject: encoded(attestation),
        transports: ['internal'],
      });
    },
    get: (options, wrong = {}) => {
      const allowed: readonly Parse.Attributes[] = options.allowCredentials ?? [];
      const usable = (id: string) => allowed.length === 0 || allowed.some((each) => each.id === id);
      const passkey = passkeys.findLast(({ id }) => usable(id));
      if (!passkey) throw new TypeError('the authenticator has no such passkey');
      const said = clientData('webauthn.get', options, wrong);
      const data = authenticatorData(options.rpId, wrong);
      const signature = sign('sha256', Buffer.concat([data, sha256(said)]), wrong.key ?? passkey.privateKey);
      const changed =
        wrong.tamper && { signature, 'client data': said, 'authenticator data': data }[wrong.tamper];
      changed?.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1);
      return answer(passkey.id, {
        clientDataJSON: encoded(said),
        authenticatorData: encoded(data),
        signature: encoded(signature),
        userHandle: wrong.userHandle ?? passkey.handle,
      });
    },
  };
}

function answer(id: string, response: object): Parse.Attributes {
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

function encoded(bytes: Buffer): string {
  return bytes.toString('base64url');
}

/** RFC 9053: an ES256 key. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const entries: readonly (readonly [number, number | Buffer])[] = [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap((entry) => entry.map(cbor))]);
}

type Cbor = number | string | Buffer | { readonly [key: string]: Cbor };

/** RFC 8949, as far as authenticators need it. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = Object.entries(value);
  return Buffer.concat([head(5, entries.length), ...entries.flatMap((entry) => entry.map(cbor))]);
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  return size < 256
    ? Buffer.from([(major << 5) | 24, size])
    : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}
