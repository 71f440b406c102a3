import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { beforeAll } from 'vitest';
import type { FakeAnswer } from './fake-service.js';

/** Claims of a token; `undefined` leaves out one that every token has. */
export type Claims = Readonly<Record<string, unknown>>;

/** A stand-in for an issuer of signed tokens, which hold for an hour. */
export interface FakeIssuer {
  readonly token: (claims: Claims) => Promise<string>;
  /** A token with a signature of the issuer's right key by an algorithm that no app has agreed to. */
  readonly byOtherAlgorithm: (claims: Claims) => Promise<string>;
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

/** Issuers publish keys for several purposes; apps accept those that they have agreed to. */
const OTHER_ALGORITHM = 'RS384';

interface Signer {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

/** One key pair for all tests of a file. */
export function fakeIssuer(): FakeIssuer {
  let signers: readonly Signer[] = [];
  let other: Signer | undefined;
  beforeAll(async () => {
    signers = [await makeSigner('key-1'), await makeSigner('key-1')];
    other = await makeSigner('key-of-other-algorithm', OTHER_ALGORITHM);
  });
  const signer = (index: number): Signer => {
    const found = signers[index];
    if (!found) throw new TypeError('the keys are there when the tests run');
    return found;
  };
  const sign = ({ kid, privateKey, jwk }: Signer, claims: Claims) =>
    new SignJWT(withTimes(claims)).setProtectedHeader({ alg: jwk.alg ?? '', kid }).sign(privateKey);
  const otherSigner = (): Signer => {
    if (!other) throw new TypeError('the keys are there when the tests run');
    return other;
  };
  return {
    token: (claims) => sign(signer(0), claims),
    byOtherAlgorithm: (claims) => sign(otherSigner(), claims),
    forgery: (claims) => sign(signer(1), claims),
    confusion: async (claims) => {
      const head = `${encode({ alg: 'HS256', kid: signer(0).kid })}.${encode(withTimes(claims))}`;
      const secret = await exportSPKI(signer(0).publicKey);
      return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
    },
    unsigned: (claims) => `${encode({ alg: 'none' })}.${encode(withTimes(claims))}.`,
    keys: () => ({ body: { keys: [signer(0).jwk, otherSigner().jwk] } }),
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

async function makeSigner(kid: string, alg = 'RS256'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    kid,
    privateKey,
    publicKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
  };
}
