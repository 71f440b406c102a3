import type { Json } from '@parse/core/adapter';
import type { Issuer } from './openid-provider.js';
import { isSafeAddress } from './read-options.js';
import { trouble } from './refuse.js';
import type { ServiceClient } from './service-client.js';

/** How long what an issuer says of itself is taken for true. */
const KEPT_FOR = 60 * 60 * 1000;

/** Looks up where an issuer's things are, once an hour. Rejects with `AdapterError` while it cannot tell. */
export function issuerDiscovery(client: ServiceClient, name: string): (now: Date) => Promise<Issuer> {
  let kept: { readonly issuer: Issuer; readonly until: number } | undefined;
  return async (now) => {
    if (kept && now.getTime() < kept.until) return kept.issuer;
    const issuer = await discover(client, name);
    kept = { issuer, until: now.getTime() + KEPT_FOR };
    return issuer;
  };
}

async function discover(client: ServiceClient, name: string): Promise<Issuer> {
  const url = `${name.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const { ok, body } = await client.ask({ url });
  if (!ok || body.issuer !== name) throw trouble(client.name, 'the issuer does not describe itself');
  return {
    names: [name],
    keys: address(client, body.jwks_uri),
    token: address(client, body.token_endpoint),
  };
}

function address(client: ServiceClient, value: Json | undefined): string {
  if (typeof value === 'string' && isSafeAddress(value)) return value;
  throw trouble(client.name, 'the issuer names no address that begins with https://');
}
