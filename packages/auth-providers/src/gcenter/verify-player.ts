import { verify, X509Certificate } from 'node:crypto';
import { ConfigError, type Json, type JsonObject } from '@parse/core/adapter';
import type { Identify } from '../kernel/identity-provider.js';
import { readOptions, type ServiceOptions } from '../kernel/read-options.js';
import { refusal, trouble } from '../kernel/refuse.js';
import { serviceClient, type ServiceClient } from '../kernel/service-client.js';

/** A game in Game Center. */
export interface GameCenterOptions extends ServiceOptions {
  /** The bundle id of the game, or several: signatures are for one game. */
  readonly bundleId: string | readonly string[];
  /** Seconds after which a signature is not accepted any more. Absent: a day. */
  readonly maxAge?: number;
  /** The authorities' certificates, in PEM, one of which has to have issued Apple's. Absent: it counts by its place alone. */
  readonly issuers?: string | readonly string[];
}

const NAME = 'gcenter';
/** Where Apple keeps the certificates that it signs with; clients name the file. */
const CERTIFICATES = 'https://static.gc.apple.com/public-key/';
const FILE = /^[A-Za-z0-9._-]+\.cer$/;
const A_DAY = 24 * 60 * 60;
const MOST_KEPT = 20;
/** Between clocks that disagree. */
const TOLERANCE = 5 * 60;

/**
 * Finds out which player a signature is of. Its certificate is taken from Apple's own place alone, whatever address the
 * client names; the signature has to be for one of the bundles, and young.
 */
export function gameCenterIdentify(options: GameCenterOptions): Identify {
  const reader = readOptions(NAME, options);
  const bundles = reader.texts('bundleId');
  if (bundles.length === 0) throw new ConfigError([`auth.${NAME}.bundleId is missing.`]);
  const maxAge = reader.whole('maxAge', [60, 365 * A_DAY, A_DAY]);
  const issuers = reader.texts('issuers').map(readIssuer);
  const certificateOf = certificateKeeper(
    serviceClient(NAME, options),
    reader.endpoint('certificates', CERTIFICATES),
  );

  return async (data, { now }) => {
    const claim = readClaim(data);
    const age = now.getTime() / 1000 - claim.timestamp / 1000;
    if (!bundles.includes(claim.bundleId) || age > maxAge || age < -TOLERANCE) throw refusal(NAME);
    const certificate = await certificateOf(claim.file);
    const isInForce = now <= new Date(certificate.validTo) && now >= new Date(certificate.validFrom);
    if (!isInForce || !isIssued(certificate, issuers) || !isSigned(claim, certificate)) throw refusal(NAME);
    return { id: claim.playerId };
  };
}

function readIssuer(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new ConfigError([`auth.${NAME}.issuers must be certificates, each a text in PEM.`]);
  }
}

/** By one of the issuers' keys, under its name; without issuers by anybody's. */
function isIssued(certificate: X509Certificate, issuers: readonly X509Certificate[]): boolean {
  return (
    issuers.length === 0 ||
    issuers.some(
      (issuer) => issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey),
    )
  );
}

interface PlayerClaim {
  readonly playerId: string;
  readonly bundleId: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly salt: Buffer;
  readonly signature: Buffer;
  /** The name of the certificate's file. */
  readonly file: string;
}

function readClaim(data: JsonObject): PlayerClaim {
  const timestamp = Number(data.timestamp);
  if (typeof data.timestamp !== 'number' && typeof data.timestamp !== 'string') throw refusal(NAME);
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) throw refusal(NAME);
  return {
    playerId: text(data.playerId ?? data.id),
    bundleId: text(data.bundleId),
    timestamp,
    salt: Buffer.from(text(data.salt), 'base64'),
    signature: Buffer.from(text(data.signature), 'base64'),
    file: fileOf(text(data.publicKeyUrl)),
  };
}

/** The file that an address of Apple's names; any other address is refused. */
function fileOf(address: string): string {
  const file = address.startsWith(CERTIFICATES) ? address.slice(CERTIFICATES.length) : '';
  if (!FILE.test(file)) throw refusal(NAME);
  return file;
}

function text(value: Json | undefined): string {
  if (typeof value !== 'string' || value === '') throw refusal(NAME);
  return value;
}

/** Fetches each certificate once, until it is out of date for everybody. */
function certificateKeeper(client: ServiceClient, place: string): (file: string) => Promise<X509Certificate> {
  const kept = new Map<string, X509Certificate>();
  return async (file) => {
    const found = kept.get(file) ?? (await fetchCertificate(client, place + file));
    // Clients choose the names, so that there is a limit to what is kept for them.
    if (kept.size < MOST_KEPT) kept.set(file, found);
    return found;
  };
}

async function fetchCertificate(client: ServiceClient, url: string): Promise<X509Certificate> {
  const { ok, bytes } = await client.askBytes({ url });
  if (!ok) throw refusal(NAME);
  try {
    return new X509Certificate(bytes);
  } catch (cause) {
    throw trouble(NAME, 'Game Center answered with what is no certificate', cause);
  }
}

/** By RSA over SHA-256 of player, bundle, time and salt, as Apple puts them together. */
function isSigned(claim: PlayerClaim, certificate: X509Certificate): boolean {
  const { playerId, bundleId, timestamp, salt, signature } = claim;
  if (certificate.publicKey.asymmetricKeyType !== 'rsa') return false;
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(timestamp));
  const payload = Buffer.concat([Buffer.from(playerId), Buffer.from(bundleId), time, salt]);
  return verify('sha256', payload, certificate.publicKey, signature);
}
