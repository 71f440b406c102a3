import type { Access } from './oauth-provider.js';
import type { ServiceRequest } from './service-client.js';

/** Asks with the token in the header, as RFC 6750 has it. */
export function bearerRequest({ token }: Pick<Access, 'token'>, url: string): ServiceRequest {
  return { url, headers: { Authorization: `Bearer ${token}` } };
}
