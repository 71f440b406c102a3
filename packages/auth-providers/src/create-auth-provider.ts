import { ConfigError, isJsonObject, suggestName, unknownNames, type AuthProvider } from '@parse/core/adapter';
import { nestedNamesOf } from './nested-names.js';
import { optionNamesOf } from './option-names.js';

/** What the app says of all its providers. */
export interface AuthProviderSettings {
  /** Services that do not tell which app a client's token was made for may be trusted all the same. */
  readonly enableInsecureAuthAdapters: boolean;
}

type Options = Readonly<Record<string, unknown>>;

/** The options are what an operator wrote: each factory checks its own. */
type Factory = (options: never) => AuthProvider;

/** Providers by their names in `authData`. A provider's code is loaded when an app has it. */
const factories: ReadonlyMap<string, () => Promise<Factory>> = new Map<string, () => Promise<Factory>>([
  ['apple', async () => (await import('./providers/apple.js')).appleAuth],
  ['emailCode', async () => (await import('./providers/email-code.js')).emailCodeAuth],
  ['facebook', async () => (await import('./providers/facebook.js')).facebookAuth],
  ['gcenter', async () => (await import('./providers/gcenter.js')).gcenterAuth],
  ['github', async () => (await import('./providers/github.js')).githubAuth],
  ['google', async () => (await import('./providers/google.js')).googleAuth],
  ['gpgames', async () => (await import('./providers/gpgames.js')).gpgamesAuth],
  ['instagram', async () => (await import('./providers/instagram.js')).instagramAuth],
  ['keycloak', async () => (await import('./providers/keycloak.js')).keycloakAuth],
  ['ldap', async () => (await import('./providers/ldap.js')).ldapAuth],
  ['line', async () => (await import('./providers/line.js')).lineAuth],
  ['linkedin', async () => (await import('./providers/linkedin.js')).linkedinAuth],
  ['magicLink', async () => (await import('./providers/magic-link.js')).magicLinkAuth],
  ['meetup', async () => (await import('./providers/meetup.js')).meetupAuth],
  ['mfa', async () => (await import('./providers/mfa.js')).mfaAuth],
  ['microsoft', async () => (await import('./providers/microsoft.js')).microsoftAuth],
  ['oidc', async () => (await import('./providers/oidc.js')).oidcAuth],
  ['passkey', async () => (await import('./providers/passkey.js')).passkeyAuth],
  ['qq', async () => (await import('./providers/qq.js')).qqAuth],
  ['spotify', async () => (await import('./providers/spotify.js')).spotifyAuth],
  ['twitter', async () => (await import('./providers/twitter.js')).twitterAuth],
  ['vkontakte', async () => (await import('./providers/vkontakte.js')).vkontakteAuth],
  ['wechat', async () => (await import('./providers/wechat.js')).wechatAuth],
  ['weibo', async () => (await import('./providers/weibo.js')).weiboAuth],
  ['oauth2', async () => (await import('./providers/oauth2.js')).oauth2Auth],
]);

/** Services that are no more, and what became of them. */
const gone: ReadonlyMap<string, string> = new Map([
  ['digits', 'Digits was shut down in 2017'],
  ['janraincapture', 'Janrain was shut down'],
  ['janrainengage', 'Janrain was shut down'],
  ['phantauth', 'PhantAuth was shut down'],
]);

/**
 * The provider of that name with those options: one of this package's, or with `oidc: true` or `oauth2: true` a
 * generic one under a name of the app's own. Throws `ConfigError` for names that it does not have, for services that are
 * no more, for options that it does not know, and for values that are of no use: all of them at once.
 */
export async function createAuthProvider(
  name: string,
  options: Options,
  { enableInsecureAuthAdapters }: AuthProviderSettings,
): Promise<AuthProvider> {
  const kind = kindOf(name, options);
  const load = factories.get(kind);
  if (!load) {
    const near = suggestName(name, [...factories.keys()]);
    const missing = `there is no provider of that name${near === undefined ? '' : `; did you mean ${near}?`}`;
    const reason = gone.get(name) ?? missing;
    throw new ConfigError([
      `auth.${name}: ${reason}. Give an adapter of your own, or say oidc: true or oauth2: true.`,
    ]);
  }
  const create = await load();
  const unknown = unknownOptions(name, kind, options);
  const provider = attempt(unknown, () =>
    create(asChecked({ name, enableInsecureAuth: enableInsecureAuthAdapters, ...options })),
  );
  if (!provider || unknown.length > 0) throw new ConfigError(unknown);
  return provider;
}

function unknownOptions(name: string, kind: string, options: Options): string[] {
  const nested = nestedNamesOf(kind).flatMap(({ option, ...known }) => {
    const given = options[option];
    return isJsonObject(given) ? unknownNames(`auth.${name}.${option}`, given, known) : [];
  });
  return [...unknownNames(`auth.${name}`, options, { names: optionNamesOf(kind) }), ...nested];
}

/** What `make` makes; undefined when the options do not allow it, for the reasons added to `problems`. */
function attempt(problems: string[], make: () => AuthProvider): AuthProvider | undefined {
  try {
    return make();
  } catch (error) {
    if (!ConfigError.isInstance(error)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function kindOf(name: string, options: Options): string {
  if (options.oidc === true) return 'oidc';
  return options.oauth2 === true ? 'oauth2' : name;
}

function asChecked(options: Options): never {
  return options as never;
}
