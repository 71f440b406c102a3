import { isJsonArray, isJsonObject, type Json, type JsonObject } from '@parse/core/adapter';
import type { SealedChallenge } from './sealed-challenge.js';

/** A passkey as it is stored. */
export interface StoredPasskey {
  readonly id: string;
  /** In COSE form, as base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  /** What the user calls it. */
  readonly name: string;
  /** It may be on several devices. */
  readonly synced: boolean;
  readonly createdAt: string;
  /** Absent: never. */
  readonly lastUsedAt?: string;
}

/** What is stored with a user. */
export interface StoredPasskeys {
  /** The name by which authenticators know the user. */
  readonly id: string;
  readonly passkeys: readonly StoredPasskey[];
  /** Challenges that were answered, oldest first. */
  readonly used: readonly string[];
  /** Milliseconds since 1970: older challenges, which are not listed any more, count as answered. */
  readonly usedUntil: number;
}

/** Answered challenges that are kept; enough for the devices that one user logs in with in their lifetime. */
const MOST_USED = 16;

/** What is stored, as far as it is of use. */
export function readStored({ id, passkeys, used, usedUntil }: JsonObject): StoredPasskeys {
  const list = isJsonArray(passkeys) ? passkeys : [];
  return {
    id: textOf(id),
    passkeys: list.filter(isJsonObject).map(readPasskey),
    used: isJsonArray(used) ? used.map(textOf) : [],
    usedUntil: typeof usedUntil === 'number' ? usedUntil : 0,
  };
}

/** As it is stored. */
export function toStored({ id, passkeys, used, usedUntil }: StoredPasskeys): JsonObject {
  return {
    id,
    passkeys: passkeys.map(({ transports, ...rest }) => ({ ...rest, transports: [...transports] })),
    used: [...used],
    usedUntil,
  };
}

/** With the challenge among the answered ones; undefined when it is one of them already. */
export function withUsed(stored: StoredPasskeys, challenge: SealedChallenge): StoredPasskeys | undefined {
  const { issuedAt, nonce } = challenge;
  const entry = `${issuedAt}.${nonce}`;
  if (issuedAt <= stored.usedUntil || stored.used.includes(entry)) return undefined;
  const used = [...stored.used, entry].sort((one, other) => timeOf(one) - timeOf(other));
  const dropped = used.slice(0, Math.max(0, used.length - MOST_USED));
  return {
    ...stored,
    used: used.slice(dropped.length),
    usedUntil: Math.max(stored.usedUntil, ...dropped.map(timeOf)),
  };
}

/** What the user sees of it. */
export function shownPasskeys(stored: JsonObject): JsonObject {
  const { id, passkeys } = readStored(stored);
  return {
    id,
    passkeys: passkeys.map(
      ({ publicKey: _key, counter: _counter, transports: _transports, ...shown }) => shown,
    ),
  };
}

function timeOf(entry: string): number {
  return Number(entry.slice(0, entry.indexOf('.')));
}

function readPasskey(stored: JsonObject): StoredPasskey {
  const { id, publicKey, counter, transports, name, synced, createdAt, lastUsedAt } = stored;
  return {
    id: textOf(id),
    publicKey: textOf(publicKey),
    counter: typeof counter === 'number' ? counter : 0,
    transports: isJsonArray(transports) ? transports.map(textOf) : [],
    name: textOf(name),
    synced: synced === true,
    createdAt: textOf(createdAt),
    ...(typeof lastUsedAt === 'string' && { lastUsedAt }),
  };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
