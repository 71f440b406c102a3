import type { Logger } from '@parse/core';
import type { PageAccounts } from './page-accounts.js';
import type { PageName } from './page-names.js';

/** Names to values that pages may show. */
export type Placeholders = Readonly<Record<string, string | number | boolean>>;

/** What a route of the operator's is told. */
export interface CustomRouteRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  /** Of a form. */
  readonly body: Readonly<Record<string, string>>;
  header(name: string): string | undefined;
  readonly ip: string;
  readonly config: {
    readonly appId: string;
    readonly appName: string;
    readonly publicServerURL: string;
  };
}

/** The page that a route of the operator's leads to. */
export interface CustomRouteAnswer {
  /** A file of `pagesPath`. */
  readonly file: string;
  /** Shown in the page, always escaped. */
  readonly placeholders?: Placeholders;
}

/** A route of the operator's, below `/<pagesEndpoint>/<appId>/`. */
export interface CustomRoute {
  readonly method: string;
  readonly path: string;
  /** Undefined: there is no such page. */
  handler(
    request: CustomRouteRequest,
  ): CustomRouteAnswer | undefined | Promise<CustomRouteAnswer | undefined>;
}

/** What a caller asks of the pages, however the address was spelled. */
export interface PageOperation {
  /** HEAD counts as GET. */
  readonly method: string;
  /** `/apps/<appId>/verify_email`, decoded. */
  readonly path: string;
  readonly ip: string;
}

/** Why a caller may not go on. */
export interface PageRefusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the pages are made of. The options of `parse-server` named `pages` fit. */
export interface PagesOptions {
  readonly appId: string;
  readonly appName?: string | undefined;
  /** The address of the server as readers reach it. */
  readonly publicServerURL: string | (() => string | Promise<string>);
  /** What is done for a caller with that address. */
  readonly accounts: (ip: string) => PageAccounts;
  readonly logger: Logger;
  /** Asked before anything is done for a caller; its answer takes the place of the page. Absent: all may go on. */
  readonly admit?: (call: PageOperation) => Promise<PageRefusal | undefined>;
  /** The first segment of the path of all pages. Absent: `apps`. */
  readonly pagesEndpoint?: string | undefined;
  /** The folder with pages of your own; those it has not are built in. */
  readonly pagesPath?: string | undefined;
  /** Leads to every page by a redirect. */
  readonly forceRedirect?: boolean | undefined;
  /** Answers in the reader's language, by folders of `pagesPath` and by `localizationJsonPath`. */
  readonly enableLocalization?: boolean | undefined;
  /** A file `{ "<language>": { "translation": { "<name>": "<text>" } } }`; pages show `{{<name>}}`. */
  readonly localizationJsonPath?: string | undefined;
  /** Absent: `en`. */
  readonly localizationFallbackLocale?: string | undefined;
  readonly placeholders?:
    | Placeholders
    | ((parameters: Readonly<Record<string, string>>) => Placeholders | Promise<Placeholders>)
    | undefined;
  /** Addresses that readers are sent to instead of pages. */
  readonly customUrls?: { readonly [Name in PageName]?: string | undefined } | undefined;
  readonly customRoutes?: readonly CustomRoute[] | undefined;
  /** Percent-encodes the `x-parse-page-param-*` headers; those that cannot be sent as they are always are. */
  readonly encodePageParamHeaders?: boolean | undefined;
}
