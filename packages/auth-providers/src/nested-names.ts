import type { KnownNames } from '@parse/core/adapter';

/** What an option that is an object may hold. */
export interface NestedNames extends KnownNames {
  readonly option: string;
}

const OAUTH = ['token', 'profile'];
const TELLING_OAUTH = [...OAUTH, 'app'];
const SIGNED = ['keys', 'token'];

/** The addresses that `endpoints` replaces. */
const endpointsOf: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['apple', SIGNED],
  ['facebook', [...TELLING_OAUTH, 'keys']],
  ['gcenter', ['certificates']],
  ['github', OAUTH],
  ['google', SIGNED],
  ['gpgames', TELLING_OAUTH],
  ['instagram', OAUTH],
  ['keycloak', SIGNED],
  ['line', TELLING_OAUTH],
  ['linkedin', OAUTH],
  ['meetup', OAUTH],
  ['microsoft', OAUTH],
  ['oauth2', ['introspection']],
  ['oidc', []],
  ['qq', TELLING_OAUTH],
  ['spotify', OAUTH],
  ['twitter', [...OAUTH, 'oauth1Token', 'oauth1Profile']],
  ['vkontakte', OAUTH],
  ['wechat', OAUTH],
  ['weibo', TELLING_OAUTH],
]);

/** What is read of a `keycloak.json`, which holds more. */
const KEYCLOAK_CONFIG: NestedNames = {
  option: 'config',
  names: ['realm', 'auth-server-url', 'client-id', 'resource', 'client-secret'],
  isOpen: true,
};

/** The options of a provider that are objects, with the names in them. */
export function nestedNamesOf(kind: string): readonly NestedNames[] {
  const names = endpointsOf.get(kind);
  const endpoints = names ? [{ option: 'endpoints', names }] : [];
  return kind === 'keycloak' ? [...endpoints, KEYCLOAK_CONFIG] : endpoints;
}
