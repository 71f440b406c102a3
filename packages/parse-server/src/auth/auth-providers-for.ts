import { ConfigError, type AuthProvider } from '@parse/core';
import { installed } from '../adapters/installed.js';
import { loadAdapter } from '../adapters/load-adapter.js';
import { isPlainObject } from '../options/plain-object.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { legacyAuthProvider } from './legacy-auth-provider.js';

/** The providers that the `auth` option names. Throws one `ConfigError` for all that cannot be used. */
export async function authProvidersFor(options: ResolvedOptions): Promise<Record<string, AuthProvider>> {
  const problems: string[] = [];
  const providers: [string, AuthProvider][] = [];
  for (const [name, given] of Object.entries(options.auth)) {
    // Has an option of its own: enableAnonymousUsers.
    if (name === 'anonymous' || given === false || given === null) continue;
    try {
      providers.push([name, await providerFor(name, given, options)]);
    } catch (error) {
      if (!ConfigError.isInstance(error)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.fromEntries(providers);
}

async function providerFor(name: string, given: unknown, options: ResolvedOptions): Promise<AuthProvider> {
  const settings = isPlainObject(given) ? given : {};
  if (!isOwnCode(given)) return packagedProvider(name, settings, options);
  const adapter = await loadAdapter(`auth.${name}`, given, settings.options ?? settings);
  return isAuthProvider(adapter)
    ? adapter
    : legacyAuthProvider({ name, adapter, options: optionsOf(settings) });
}

/** An adapter in any of its forms, unlike the settings of a provider that the package has. */
function isOwnCode(given: unknown): boolean {
  if (!isPlainObject(given)) return true;
  const marks = ['module', 'class', 'adapter', 'kind', 'validateAuthData', 'validateLogin', 'validateSetUp'];
  return marks.some((mark) => given[mark] !== undefined);
}

function optionsOf(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isPlainObject(settings.options) ? { ...settings, ...settings.options } : settings;
}

/** A provider of the package with names of their own, which is loaded only when an app names one. */
async function packagedProvider(
  name: string,
  settings: Readonly<Record<string, unknown>>,
  { enableInsecureAuthAdapters }: ResolvedOptions,
): Promise<AuthProvider> {
  const { createAuthProvider } = await installed(
    `auth.${name}`,
    '@parse/auth-providers',
    () => import('@parse/auth-providers'),
  );
  return createAuthProvider(name, settings, { enableInsecureAuthAdapters });
}

function isAuthProvider(adapter: object): adapter is AuthProvider {
  return 'kind' in adapter && adapter.kind === 'auth';
}
