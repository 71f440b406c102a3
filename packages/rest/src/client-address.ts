import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import { compileIpList, ConfigError } from '@parse/core';

/**
 * Which proxies in front of the server are believed about who is calling, as in Express: `true` all of them, a
 * number the nearest so many, texts the listed addresses, CIDR ranges, `loopback`, `linklocal` and `uniquelocal`.
 */
export type TrustProxy = boolean | number | string | readonly string[];

const RANGES: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Makes a function that tells the address of the caller: that of the socket, or, as long as the hop before it is
 * trusted, the one that hop names in `X-Forwarded-For`. Without an opinion of ours a host app's finding counts.
 * Throws `ConfigError` for entries that are no address.
 */
export function createClientAddress(
  trustProxy: TrustProxy | undefined,
): (request: IncomingMessage & { readonly ip?: string | undefined }) => string {
  if (trustProxy === undefined) {
    return ({ ip, socket }) => plainAddress(ip ?? socket.remoteAddress ?? '');
  }
  const trusts = compileTrust(trustProxy);
  return ({ headers, socket }) => {
    const address = plainAddress(socket.remoteAddress ?? '');
    const forwarded = headers['x-forwarded-for'];
    return trusts && typeof forwarded === 'string' ? furthestTrusted(address, forwarded, trusts) : address;
  };
}

/** Whether the address is that of the machine the server runs on. */
export function isThisMachine(address: string): boolean {
  return address === '127.0.0.1' || address === '::1';
}

type Trust = (address: string, hop: number) => boolean;

/** The first address, from the nearest on, that does not come from a trusted hop; the last when all are trusted. */
function furthestTrusted(socket: string, forwarded: string, trusts: Trust): string {
  let address = socket;
  const named = forwarded.split(',').reverse();
  for (const [hop, name] of named.entries()) {
    if (!trusts(address, hop)) return address;
    address = plainAddress(name.trim());
  }
  return address;
}

function compileTrust(trustProxy: TrustProxy): Trust | undefined {
  if (trustProxy === false || trustProxy === 0) return undefined;
  if (trustProxy === true) return () => true;
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  const entries = typeof trustProxy === 'string' ? trustProxy.split(',') : trustProxy;
  const names = entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
  if (names.length === 0) return undefined;
  const { list, invalid } = compileIpList(
    names.flatMap((name) => (Object.hasOwn(RANGES, name) ? (RANGES[name] ?? []) : [name])),
  );
  if (invalid.length > 0) {
    throw new ConfigError(
      invalid.map((entry) => `trustProxy holds "${entry}", which is no IP address or CIDR range`),
    );
  }
  return (address) => list.has(address);
}

/** A dual-stack socket reports IPv4 callers as `::ffff:a.b.c.d`. */
function plainAddress(address: string): string {
  if (!address.startsWith('::ffff:')) return address;
  const mapped = address.slice(7);
  return isIPv4(mapped) ? mapped : address;
}
