import { fail } from 'node:assert/strict';
import type { AuthProvider } from '@parse/core/adapter';
import { resolveTestApi, type TestApi } from '../test-api.js';
import type { AuthCaseContext, AuthTestUser, ServiceTrouble, WrongProofs } from './auth-case.js';
import { authCases } from './auth-cases.js';

/** How the kit gets at the provider and at the stand-in for its service. */
export interface AuthProviderConformanceOptions {
  /** Makes a provider that asks the stand-in; called for every case. `timeout`: how long it waits for an answer. */
  readonly create: (settings: { readonly timeout?: number }) => AuthProvider | Promise<AuthProvider>;
  /** Two people the service knows. */
  readonly users: readonly [AuthTestUser, AuthTestUser];
  readonly wrongProofs: WrongProofs;
  /** Makes the stand-in play a trouble, from now on until it is called with undefined. */
  readonly play: (trouble: ServiceTrouble | undefined) => void | Promise<void>;
  /** The server's time; default: the real one. */
  readonly now?: () => Date;
  /** Cases to leave out, by name, each with the reason. */
  readonly skip?: { readonly [caseName: string]: string };
  /** The test runner's functions; default: those on `globalThis`. */
  readonly testApi?: TestApi;
  /** Where skipped cases and the summary are told; default: standard output. */
  readonly print?: (line: string) => void;
}

/** Declares a test for every behaviour that keeps a provider from letting in somebody else. */
export function runAuthProviderConformance(options: AuthProviderConformanceOptions): void {
  const api = resolveTestApi(options.testApi);
  const skip = options.skip ?? {};
  const print = options.print ?? ((line: string) => void process.stdout.write(`${line}\n`));
  const unknown = Object.keys(skip).filter((name) => !authCases.some((each) => each.name === name));

  api.describe('auth provider conformance', () => {
    api.test('every skipped case exists', async () => {
      if (unknown.length > 0) fail(`no case is called: ${unknown.join('; ')}`);
    });
    for (const each of authCases.filter(({ name }) => !Object.hasOwn(skip, name))) {
      api.test(each.name, async () => {
        const ctx = await contextOf(options);
        await each.run(ctx);
        await ctx.auth.close?.();
      });
    }
    api.afterAll(async () => {
      for (const [name, reason] of Object.entries(skip)) print(`skipped: ${name} (${reason})`);
    });
  });
}

async function contextOf(options: AuthProviderConformanceOptions): Promise<AuthCaseContext> {
  const { users, wrongProofs, play, now } = options;
  return {
    auth: await opened(options, {}),
    impatient: (timeout) => opened(options, { timeout }),
    users,
    wrongProofs,
    now: now ?? (() => new Date()),
    during: async (trouble, body) => {
      await play(trouble);
      try {
        await body();
      } finally {
        await play(undefined);
      }
    },
  };
}

async function opened(
  { create }: AuthProviderConformanceOptions,
  settings: { readonly timeout?: number },
): Promise<AuthProvider> {
  const auth = await create(settings);
  const logger = { log: () => undefined, isEnabled: () => false };
  await auth.open?.({ appId: 'conformance', logger });
  return auth;
}
