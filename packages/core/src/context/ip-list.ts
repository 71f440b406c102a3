import { BlockList, isIP, isIPv4 } from 'node:net';

/** Tells whether an address is on a list of addresses and CIDR ranges. */
export interface IpList {
  has(ip: string): boolean;
}

/**
 * Compiles a list such as `['127.0.0.1', '10.0.0.0/8', '::1']`. `0.0.0.0/0` and `::0` (or `::/0`) stand for every
 * address of their family. Returns the entries it cannot read as `invalid`.
 */
export function compileIpList(entries: readonly string[]): { list: IpList; invalid: readonly string[] } {
  const ranges = new BlockList();
  const invalid = entries.filter((entry) => !addEntry(ranges, entry.trim()));
  return { list: { has: (ip) => isListed(ranges, ip) }, invalid };
}

function addEntry(ranges: BlockList, entry: string): boolean {
  if (entry === '::0' || entry === '::') {
    ranges.addSubnet('::', 0, 'ipv6');
    return true;
  }
  const [address = '', prefix, ...others] = entry.split('/');
  if (others.length > 0) return false;
  // Not asked of `isIP`: the first time it sees an IPv6 address it takes more time than the rest of a server's start.
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  const most = family === 'ipv4' ? 32 : 128;
  const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (!(bits <= most)) return false;
  try {
    ranges.addSubnet(address, bits, family);
    return true;
  } catch {
    // It is no address.
    return false;
  }
}

function isListed(ranges: BlockList, ip: string): boolean {
  // A dual-stack socket reports IPv4 callers as `::ffff:a.b.c.d`.
  const mapped = ip.startsWith('::ffff:') ? ip.slice(7) : '';
  const address = isIPv4(mapped) ? mapped : ip.replace(/%.*$/, '');
  const family = familyOf(address);
  return family !== undefined && ranges.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  switch (isIP(address)) {
    case 4:
      return 'ipv4';
    case 6:
      return 'ipv6';
    default:
      return undefined;
  }
}
