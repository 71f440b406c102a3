import { pageFiles, type PageName } from './page-names.js';
import type { PagesSite } from './pages-site.js';
import { parameterHeaders, redirectTo, type PageParameters } from './page-parameters.js';
import type { PagesResponse } from './pages-request.js';
import type { Visit } from './visit.js';
import { builtInPage } from './render/built-in-page.js';
import { builtInStyle } from './render/built-in-style.js';
import { fillTemplate, fillText, type TemplateValue, type TemplateValues } from './render/fill-template.js';
import { ownPagePolicy, safetyHeaders, strictPolicy } from './render/security-headers.js';
import type { Placeholders } from './pages-options.js';

/** What a reader is to see. */
export interface Showing {
  readonly page: PageName;
  readonly token?: string | undefined;
  readonly error?: string | undefined;
  /** By an address of its own, so that going back or reloading sends no form again. */
  readonly redirect?: boolean;
}

/** Leads the reader to a page: shows it, or sends the reader to its address or the one that the operator gave for it. */
export async function goToPage(site: PagesSite, visit: Visit, showing: Showing): Promise<PagesResponse> {
  const { page } = showing;
  const { customUrls, forceRedirect } = site.options;
  const parameters = await parametersOf(site, visit, showing);
  const customUrl = customUrls?.[page];
  if (customUrl !== undefined) return redirectTo(customUrl, parameters, site.options);
  if (!(showing.redirect ?? false) && !forceRedirect) return showPage(site, visit, showing);

  const own = await site.folder.find(pageFiles[page], visit.folders);
  const folder = own?.locale === undefined ? '' : `/${own.locale}`;
  const base = `${parameters.get('publicServerUrl') ?? ''}/${site.endpoint}${folder}`;
  return redirectTo(`${base}/${pageFiles[page]}`, parameters, site.options);
}

/** Shows a page, the operator's or the built-in one. */
export async function showPage(
  site: PagesSite,
  visit: Visit,
  { page, ...showing }: Omit<Showing, 'redirect'>,
): Promise<PagesResponse> {
  const own = await site.folder.find(pageFiles[page], visit.folders);
  const template = own?.template ?? builtInPage(page, [...visit.locales, site.fallbackLocale]);
  const parameters = await parametersOf(site, visit, showing);
  return render(site, visit, { template, isOwn: own !== undefined, parameters });
}

/** Shows a file of the operator's under a name that no page has; undefined when there is no such file. */
export async function showFile(
  site: PagesSite,
  visit: Visit,
  file: string,
  placeholders: Placeholders = {},
): Promise<PagesResponse | undefined> {
  const own = await site.folder.find(file, visit.folders);
  if (!own) return undefined;
  const parameters = await parametersOf(site, visit, {});
  return render(site, visit, { template: own.template, isOwn: true, parameters, placeholders });
}

async function parametersOf(
  site: PagesSite,
  visit: Visit,
  { token, error }: Pick<Showing, 'token' | 'error'>,
): Promise<PageParameters> {
  const { appId, appName } = site.options;
  const all: readonly (readonly [string, string | undefined])[] = [
    ['token', token],
    ['appId', appId],
    ['error', error],
    ['appName', appName],
    ['publicServerUrl', await site.publicServerURL()],
    ['locale', visit.locale],
  ];
  return new Map(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Where forms may go: to this server, and to where the operator sends readers on from there. */
function formTargets({ options }: PagesSite, parameters: PageParameters): readonly string[] {
  const urls = [parameters.get('publicServerUrl'), ...Object.values(options.customUrls ?? {})];
  return urls.filter((url) => url !== undefined && URL.canParse(url)).map((url) => new URL(url ?? '').origin);
}

interface Rendering {
  readonly template: string;
  readonly isOwn: boolean;
  readonly parameters: PageParameters;
  readonly placeholders?: Placeholders;
}

async function render(site: PagesSite, visit: Visit, page: Rendering): Promise<PagesResponse> {
  const { template, isOwn, parameters } = page;
  const targets = formTargets(site, parameters);
  return {
    status: 200,
    headers: {
      ...parameterHeaders(parameters, site.options),
      ...safetyHeaders,
      'Content-Security-Policy': isOwn
        ? ownPagePolicy(template, targets)
        : strictPolicy(builtInStyle, targets),
    },
    body: {
      kind: 'text',
      text: fillTemplate(template, await valuesOf(site, visit, page)),
      type: 'text/html; charset=utf-8',
    },
  };
}

/** Later ones win: nothing that is configured can stand for the token or the address of the form. */
async function valuesOf(
  site: PagesSite,
  visit: Visit,
  { parameters, placeholders = {} }: Rendering,
): Promise<TemplateValues> {
  const fixed: TemplateValues = new Map([
    ...plainValues(parameters),
    ['pagesUrl', { text: `${parameters.get('publicServerUrl') ?? ''}/${site.endpoint}` }],
  ]);
  const texts = visit.isLocalized ? site.translations.textsFor(visit.locales[0]) : new Map<string, string>();
  return new Map([
    ...(await configuredValues(site, parameters)),
    ...Array.from(texts, ([name, text]): [string, TemplateValue] => [
      name,
      { text: fillText(text, fixed), markup: fillTemplate(text, fixed) },
    ]),
    ...plainValues(Object.entries(placeholders)),
    ...fixed,
  ]);
}

/** Markup of the operator's is kept where it is fixed; a function may have put together what came with the request. */
async function configuredValues(
  { options: { placeholders = {} } }: PagesSite,
  parameters: PageParameters,
): Promise<readonly [string, TemplateValue][]> {
  if (typeof placeholders === 'function') {
    return plainValues(Object.entries(await placeholders(Object.fromEntries(parameters))));
  }
  return plainValues(Object.entries(placeholders)).map(([name, { text }]) => [name, { text, markup: text }]);
}

function plainValues(
  entries: Iterable<readonly [string, string | number | boolean]>,
): [string, TemplateValue][] {
  return Array.from(entries, ([name, value]) => [name, { text: String(value) }]);
}
