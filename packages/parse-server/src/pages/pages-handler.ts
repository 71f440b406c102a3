import type { App } from '@parse/core';
import { appAccounts, createPagesHandler, type PagesHandler, type PagesOptions } from '@parse/pages';
import { RateLimitError, type RateLimiter, type RestHandler } from '@parse/rest';
import { definedEntries } from '../options/defined-entries.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { customUrls } from './custom-urls.js';

/** Pages first, then the API: below the endpoint of the pages are no routes of it. */
export function withPages(
  api: RestHandler,
  app: App,
  { options, limiter }: { readonly options: ResolvedOptions; readonly limiter: RateLimiter | undefined },
): RestHandler {
  const pages = pagesHandler(app, options, limiter);
  return pages ? (request) => pages(request) ?? api(request) : api;
}

/** Undefined for a server that does not know its address: its pages could not lead anywhere. */
function pagesHandler(
  app: App,
  options: ResolvedOptions,
  limiter: RateLimiter | undefined,
): PagesHandler | undefined {
  // oxlint-disable-next-line typescript/no-deprecated -- its addresses still count
  const { appName, publicServerURL = options.serverURL, pages = {}, customPages = {} } = options;
  if (publicServerURL === undefined) return undefined;
  return createPagesHandler({
    ...definedEntries(pages),
    appId: app.appId,
    appName,
    publicServerURL,
    accounts: appAccounts(app),
    logger: app.logger,
    customUrls: customUrls(pages.customUrls, customPages),
    ...(limiter && { admit: admission(limiter) }),
  });
}

/** Counts pages by the app's limits; what a route of the API does, too, counts as that. */
function admission(limiter: RateLimiter): NonNullable<PagesOptions['admit']> {
  return async ({ method, path, ip }) => {
    const isResend = method === 'POST' && path.endsWith('/resend_verification_email');
    const paths = isResend ? [path, '/verificationEmailRequest'] : [path];
    try {
      for (const each of paths) {
        await limiter.count({ method, path: each }, { ip, auth: { kind: 'anonymous' } });
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimitError)) throw error;
      const { code, message, headers } = error;
      return { status: 429, code, message, headers };
    }
  };
}
