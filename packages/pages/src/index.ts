export { appAccounts } from './app-accounts.js';
export { createPagesHandler } from './create-pages-handler.js';
export type { LinkState, PageAccounts, ResendRequest } from './page-accounts.js';
export type { PageName } from './page-names.js';
export type {
  CustomRoute,
  CustomRouteAnswer,
  CustomRouteRequest,
  PageOperation,
  PageRefusal,
  PagesOptions,
  Placeholders,
} from './pages-options.js';
export type {
  PagesBody,
  PagesHandler,
  PagesRequest,
  PagesResponse,
  PagesResponseBody,
} from './pages-request.js';
