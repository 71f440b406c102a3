import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { beforeAll } from 'vitest';
import type { FakeAnswer } from './fake-service.js';

/** Claims of a token; `undefined` leaves out one that every token has. */
export type Claims = Readonly<Record<string, unknown>>;

/** A stand-in for an issuer of signed tokens, which hold for an hour. */
export interface FakeIssuer {
  readonly token: (claims: Claims) => Promise<string>;
  /** A token that names the issuer's key and is signed by another. */
  readonly forgery: (claims: Claims) => Promise<string>;
  /** A token signed with the public key as if it were a shared secret. */
  readonly confusion: (claims: Claims) => Promise<string>;
  /** A token that says it needs no signature. */
  readonly unsigned: (claims: Claims) => string;
  /** The endpoint of the public keys. */
  readonly keys: () => FakeAnswer;
  /** Signs with a new key from now on. */
  readonly rotate: () => Promise<void>;
}

interface Signer {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

/** One key pair for all tests of a file. */
export function fakeIssuer(): FakeIssuer {
  let signers: readonly Signer[] = [];
  beforeAll(async () => {
    signers = [await makeSigner('key-1'), await makeSigner('key-1')];
  });
  const signer = (index: number): Signer => {
    const found = signers[index];
    if (!found) throw new TypeError('the keys are there when the tests run');
    return found;
  };
  const sign = ({ kid, privateKey }: Signer, claims: Claims) =>
    new SignJWT(withTimes(claims)).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  return {
    token: (claims) => sign(signer(0), claims),
    forgery: (claims) => sign(signer(1), claims),
    confusion: async (claims) => {
      const head = `${encode({ alg: 'HS256', kid: signer(0).kid })}.${encode(withTimes(claims))}`;
      const secret = await exportSPKI(signer(0).publicKey);
      return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
    },
    unsigned: (claims) => `${encode({ alg: 'none' })}.${encode(withTimes(claims))}.`,
    keys: () => ({ body: { keys: [signer(0).jwk] } }),
    rotate: async () => {
      signers = [await makeSigner(`key-${String(signers.length + 1)}`), ...signers];
    },
  };
}

function withTimes(claims: Claims): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now, exp: now + 3600, ...claims };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

async function makeSigner(kid: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    kid,
    privateKey,
    publicKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
  };
}
