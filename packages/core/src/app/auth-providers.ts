import type { AuthProvider } from '../adapters/auth-provider.js';
import { adapterProblems } from '../adapters/assert-adapter.js';
import { anonymousProvider } from '../auth/anonymous.js';
import { ConfigError } from '../errors/config-error.js';
import type { AppSettings } from '../types/app-settings.js';

/** Providers by the names they have in `authData`. */
export type GivenProviders = { readonly [name: string]: AuthProvider };

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** The providers of an app: those it was given, and the one for users without a name if it wants them. */
export function usedProviders(
  given: GivenProviders,
  { enableAnonymousUsers, appName }: AppSettings,
  hasMail: boolean,
): ReadonlyMap<string, AuthProvider> {
  const problems = Object.entries(given).flatMap(([name, provider]) => [
    ...(NAME.test(name) ? [] : [`${name} cannot be the name of a provider`]),
    ...adapterProblems('auth', provider),
    ...(provider.emailOf && !(hasMail && appName)
      ? [`auth.${name} mails what logs in: it needs an emailAdapter and an appName`]
      : []),
  ]);
  if (problems.length > 0) throw new ConfigError(problems);
  const providers = new Map(Object.entries(given));
  if (enableAnonymousUsers) providers.set('anonymous', anonymousProvider);
  return providers;
}
