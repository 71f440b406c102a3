import type { OAuthOptions } from './kernel/oauth-provider.js';
import type { AppleOptions } from './providers/apple.js';
import type { EmailCodeOptions } from './providers/email-code.js';
import type { FacebookOptions } from './providers/facebook.js';
import type { GameCenterOptions } from './providers/gcenter.js';
import type { GoogleOptions } from './providers/google.js';
import type { KeycloakOptions } from './providers/keycloak.js';
import type { LdapOptions } from './providers/ldap.js';
import type { MagicLinkOptions } from './providers/magic-link.js';
import type { MfaOptions } from './providers/mfa.js';
import type { MicrosoftOptions } from './providers/microsoft.js';
import type { OAuth2Options } from './providers/oauth2.js';
import type { OidcOptions } from './providers/oidc.js';
import type { PasskeyOptions } from './providers/passkey.js';
import type { TwitterOptions } from './providers/twitter.js';

/** Options that every provider takes from `parse-server`, or that say which one is meant. */
const COMMON: readonly string[] = ['name', 'oidc', 'oauth2', 'enabled', 'enableInsecureAuth'];

const appleOptions: Names<AppleOptions> = {
  clientId: true,
  teamId: true,
  keyId: true,
  privateKey: true,
  redirectUri: true,
  timeout: true,
  endpoints: true,
};
const emailCodeOptions: Names<EmailCodeOptions> = {
  digits: true,
  tries: true,
  secret: true,
  lifetime: true,
  mailsPerHour: true,
};
const facebookOptions: Names<FacebookOptions> = {
  appIds: true,
  appSecret: true,
  clientId: true,
  clientSecret: true,
  redirectUri: true,
  enableInsecureAuth: true,
  keepTokens: true,
  timeout: true,
  endpoints: true,
};
const gameCenterOptions: Names<GameCenterOptions> = {
  bundleId: true,
  maxAge: true,
  issuers: true,
  timeout: true,
  endpoints: true,
};
const oauthOptions: Names<OAuthOptions> = {
  clientId: true,
  clientSecret: true,
  redirectUri: true,
  enableInsecureAuth: true,
  appIds: true,
  keepTokens: true,
  timeout: true,
  endpoints: true,
};
const googleOptions: Names<GoogleOptions> = {
  clientId: true,
  clientSecret: true,
  redirectUri: true,
  timeout: true,
  endpoints: true,
};
const keycloakOptions: Names<KeycloakOptions> = {
  config: true,
  redirectUri: true,
  timeout: true,
  endpoints: true,
};
const ldapOptions: Names<LdapOptions> = {
  url: true,
  suffix: true,
  dn: true,
  groupCn: true,
  groupFilter: true,
  tlsOptions: true,
  startTLS: true,
  timeout: true,
};
const magicLinkOptions: Names<MagicLinkOptions> = {
  url: true,
  secret: true,
  lifetime: true,
  mailsPerHour: true,
};
const mfaOptions: Names<MfaOptions> = {
  options: true,
  digits: true,
  period: true,
  algorithm: true,
  totpTries: true,
  sendSMS: true,
  smsExpiry: true,
  smsTries: true,
  smsPerHour: true,
};
const microsoftOptions: Names<MicrosoftOptions> = {
  tenant: true,
  clientId: true,
  clientSecret: true,
  redirectUri: true,
  enableInsecureAuth: true,
  appIds: true,
  keepTokens: true,
  timeout: true,
  endpoints: true,
};
const oauth2Options: Names<OAuth2Options> = {
  tokenIntrospectionEndpointUrl: true,
  useridField: true,
  appidField: true,
  appIds: true,
  authorizationHeader: true,
  name: true,
  timeout: true,
  endpoints: true,
};
const oidcOptions: Names<OidcOptions> = {
  issuer: true,
  clientId: true,
  clientSecret: true,
  redirectUri: true,
  audience: true,
  algorithms: true,
  idClaim: true,
  name: true,
  timeout: true,
  endpoints: true,
};
const passkeyOptions: Names<PasskeyOptions> = {
  rpId: true,
  rpName: true,
  origins: true,
  secret: true,
  policy: true,
  userVerification: true,
  lifetime: true,
};
const twitterOptions: Names<TwitterOptions> = {
  consumer_key: true,
  consumer_secret: true,
  clientId: true,
  clientSecret: true,
  redirectUri: true,
  enableInsecureAuth: true,
  appIds: true,
  keepTokens: true,
  timeout: true,
  endpoints: true,
};

/** Every option by its name: the compiler sees to it that none is left out, and none is there that is not one. */
type Names<Options> = Readonly<Record<keyof Options, true>>;

/** The options of each provider. */
const namesOf: ReadonlyMap<string, Readonly<Record<string, true>>> = new Map<
  string,
  Readonly<Record<string, true>>
>([
  ['apple', { ...appleOptions, client_id: true }],
  ['emailCode', emailCodeOptions],
  ['facebook', facebookOptions],
  ['gcenter', gameCenterOptions],
  ['github', oauthOptions],
  ['google', googleOptions],
  ['gpgames', oauthOptions],
  ['instagram', oauthOptions],
  ['keycloak', keycloakOptions],
  ['ldap', ldapOptions],
  ['line', oauthOptions],
  ['linkedin', oauthOptions],
  ['magicLink', magicLinkOptions],
  ['meetup', oauthOptions],
  ['mfa', mfaOptions],
  ['microsoft', microsoftOptions],
  ['oauth2', oauth2Options],
  ['oidc', oidcOptions],
  ['passkey', passkeyOptions],
  ['qq', oauthOptions],
  ['spotify', oauthOptions],
  ['twitter', twitterOptions],
  ['vkontakte', { ...oauthOptions, appSecret: true }],
  ['wechat', oauthOptions],
  ['weibo', oauthOptions],
]);

/** What the options of a provider can be called. */
export function optionNamesOf(kind: string): readonly string[] {
  return [...Object.keys(namesOf.get(kind) ?? {}), ...COMMON];
}
