import type { PagesRequest } from './pages-request.js';
import type { PagesSite } from './pages-site.js';
import type { Parameters } from './read-parameters.js';
import { localeFolders } from '@parse/core';
import { preferredLocale } from './render/preferred-locale.js';

/** A reader's request, as far as pages depend on it. */
export interface Visit {
  /** The language that the request names; goes with the reader from page to page. */
  readonly locale: string | undefined;
  /** The languages of the reader, best first. */
  readonly locales: readonly string[];
  /** Folders with pages in them. */
  readonly folders: readonly string[];
  readonly isLocalized: boolean;
}

/** The same reader at a page that is in the folder of a language; undefined when there are no such folders. */
export function inFolder(visit: Visit, folder: string): Visit | undefined {
  const folders = localeFolders(folder);
  if (!visit.isLocalized || folders.length === 0) return undefined;
  return {
    ...visit,
    locale: visit.locale ?? folder,
    folders,
    locales: visit.locale ? visit.locales : folders,
  };
}

/** Finds out the reader's language: it is named by a parameter or a header, or the browser tells it. */
export function readVisit(site: PagesSite, request: PagesRequest, parameters: Parameters): Visit {
  const isLocalized = site.options.enableLocalization ?? false;
  const named = parameters.get('locale') ?? request.header('x-parse-page-param-locale');
  const locale = localeFolders(named).length > 0 ? named : undefined;
  if (!isLocalized) return { locale, locales: [], folders: [], isLocalized };
  const locales = localeFolders(locale ?? preferredLocale(request.header('accept-language')));
  return { locale, locales, folders: locales, isLocalized };
}
