import { pageOfFile } from './page-names.js';
import type { PagesRequest, PagesResponse } from './pages-request.js';
import type { PagesSite } from './pages-site.js';
import { notFound } from './plain-answers.js';
import { parseParameters, tokenIn } from './read-parameters.js';
import { builtInLanguage } from './render/built-in-page.js';
import { safetyHeaders } from './render/security-headers.js';
import { showFile, showPage } from './show-page.js';
import { inFolder, readVisit, type Visit } from './visit.js';

/** Pages by their files, `password_reset.html` or `de/password_reset.html`, and the pictures and styles beside them. */
export async function readStaticPage(
  site: PagesSite,
  request: PagesRequest,
  segments: readonly string[],
): Promise<PagesResponse> {
  const file = segments.at(-1) ?? '';
  if (!file.endsWith('.html')) return readAsset(site, segments);
  const parameters = parseParameters(request.query);
  const visit = visitOf(readVisit(site, request, parameters), segments.slice(0, -1));
  if (!visit) return notFound();

  const page = pageOfFile(file);
  if (!page) return (await showFile(site, visit, file)) ?? notFound();
  return showPage(site, visit, {
    page,
    token: tokenIn(parameters),
    error: parameters.has('error') ? refusedPassword(site, visit) : undefined,
  });
}

function visitOf(visit: Visit, folders: readonly string[]): Visit | undefined {
  const [folder, ...deeper] = folders;
  if (folder === undefined) return visit;
  return deeper.length === 0 ? inFolder(visit, folder) : undefined;
}

/** In words of ours: anybody can make an address that says what went wrong. */
function refusedPassword(site: PagesSite, visit: Visit): string {
  return builtInLanguage([...visit.locales, site.fallbackLocale]).phrases.passwordRefused;
}

async function readAsset(site: PagesSite, segments: readonly string[]): Promise<PagesResponse> {
  const asset = await site.folder.asset(segments);
  if (!asset) return notFound();
  return {
    status: 200,
    // Pictures may have scripts in them, which do not run.
    headers: {
      ...safetyHeaders,
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
    body: { kind: 'bytes', ...asset },
  };
}
