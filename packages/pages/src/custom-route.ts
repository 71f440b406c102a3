import type { PageCall } from './account-pages.js';
import type { CustomRoute } from './pages-options.js';
import type { PagesResponse } from './pages-request.js';
import { notFound } from './plain-answers.js';
import { parseParameters } from './read-parameters.js';
import { showFile } from './show-page.js';

/** Has the operator's function choose a page, and shows it. */
export async function runCustomRoute(
  { site, request, visit, parameters }: PageCall,
  route: CustomRoute,
): Promise<PagesResponse> {
  const { appId, appName = '' } = site.options;
  const isForm = request.method === 'POST';
  const answer = await route.handler({
    method: request.method,
    query: Object.fromEntries(isForm ? parseParameters(request.query) : parameters),
    body: isForm ? Object.fromEntries(parameters) : {},
    header: (name) => request.header(name.toLowerCase()),
    ip: request.ip,
    config: { appId, appName, publicServerURL: await site.publicServerURL() },
  });
  if (!answer) return notFound();
  return (await showFile(site, visit, answer.file, answer.placeholders)) ?? notFound();
}
