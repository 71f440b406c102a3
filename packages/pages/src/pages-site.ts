import { statSync } from 'node:fs';
import { ConfigError } from '@parse/core';
import type { CustomRoute, PagesOptions } from './pages-options.js';
import { openPageFolder, type PageFolder } from './render/page-files.js';
import { readTranslations, type Translations } from './render/translations.js';

/** The pages of one app: options that were checked, with what they name opened. */
export interface PagesSite {
  readonly options: PagesOptions;
  readonly endpoint: string;
  readonly fallbackLocale: string;
  readonly folder: PageFolder;
  readonly translations: Translations;
  /** By method and path: `GET shop/info`. */
  readonly customRoutes: ReadonlyMap<string, CustomRoute>;
  /** The address of the server as readers reach it, without a slash at its end. */
  publicServerURL(): Promise<string>;
}

/** Checks the options. Throws one `ConfigError` with every problem. */
export function openPagesSite(options: PagesOptions): PagesSite {
  const { publicServerURL, localizationFallbackLocale: fallbackLocale = 'en' } = options;
  const endpoint = trimSlashes(options.pagesEndpoint ?? 'apps');
  const problems = [
    /^[\w-]+$/.test(endpoint) ? [] : ['pages.pagesEndpoint must be one segment of a path, such as apps.'],
    folderProblems(options.pagesPath),
    customUrlProblems(options.customUrls),
  ].flat();
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    options,
    endpoint,
    fallbackLocale,
    folder: openPageFolder(options.pagesPath),
    translations: readTranslations(options.localizationJsonPath, fallbackLocale),
    customRoutes: new Map(
      (options.customRoutes ?? []).map((route) => [
        `${route.method.toUpperCase()} ${trimSlashes(route.path)}`,
        route,
      ]),
    ),
    async publicServerURL() {
      const url = typeof publicServerURL === 'string' ? publicServerURL : await publicServerURL();
      return url.replace(/\/+$/, '');
    },
  };
}

function trimSlashes(path: string): string {
  return path.replaceAll(/^\/+|\/+$/g, '');
}

function folderProblems(path: string | undefined): readonly string[] {
  if (path === undefined || statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return [`pages.pagesPath: ${path} is no folder.`];
}

function customUrlProblems(customUrls: PagesOptions['customUrls'] = {}): readonly string[] {
  return Object.entries(customUrls)
    .filter(([, url]) => url !== undefined && !(URL.canParse(url) && /^https?:/i.test(url)))
    .map(([page]) => `pages.customUrls.${page} must be a URL that begins with http:// or https://.`);
}
