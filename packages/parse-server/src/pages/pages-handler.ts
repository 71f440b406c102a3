import type { App } from '@parse/core';
import { appAccounts, createPagesHandler, type PagesHandler } from '@parse/pages';
import type { RestHandler } from '@parse/rest';
import { definedEntries } from '../options/defined-entries.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { customUrls } from './custom-urls.js';

/** Pages first, then the API: below the endpoint of the pages are no routes of it. */
export function withPages(api: RestHandler, app: App, options: ResolvedOptions): RestHandler {
  const pages = pagesHandler(app, options);
  return pages ? (request) => pages(request) ?? api(request) : api;
}

/** Undefined for a server that does not know its address: its pages could not lead anywhere. */
function pagesHandler(app: App, options: ResolvedOptions): PagesHandler | undefined {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its addresses still count
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
  });
}
