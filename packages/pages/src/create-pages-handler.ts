import { accountActions, askForPassword, type PageCall } from './account-pages.js';
import { runCustomRoute } from './custom-route.js';
import type { PageRefusal, PagesOptions } from './pages-options.js';
import type { PagesHandler, PagesRequest, PagesResponse } from './pages-request.js';
import { openPagesSite, type PagesSite } from './pages-site.js';
import { jsonAnswer, notFound, plainAnswer, unauthorized } from './plain-answers.js';
import { escapeHtml } from './render/fill-template.js';
import { parseParameters, readForm } from './read-parameters.js';
import { readStaticPage } from './static-page.js';
import { readVisit } from './visit.js';

/**
 * The pages that mails lead to, for an app. Throws `ConfigError` when an option is of no use. Requests for paths that
 * are not below `pagesEndpoint` are left to others; the promises of the handler never reject.
 */
export function createPagesHandler(options: PagesOptions): PagesHandler {
  const site = openPagesSite(options);
  return (request) => {
    const [first, ...segments] = request.path.split('/').filter((segment) => segment !== '');
    if (first !== site.endpoint) return undefined;
    return respond(site, request, segments).catch((error: unknown) => {
      options.logger.log('error', 'a page failed', { error });
      return plainAnswer(500, 'Something went wrong. Please try again later.');
    });
  };
}

async function respond(
  site: PagesSite,
  request: PagesRequest,
  encoded: readonly string[],
): Promise<PagesResponse> {
  const segments = decoded(encoded);
  if (!segments) return notFound();
  const { method } = request;
  const isAjax = request.header('x-requested-with')?.toLowerCase() === 'xmlhttprequest';
  const refusal = await site.options.admit?.({
    method: method === 'HEAD' ? 'GET' : method,
    path: `/${[site.endpoint, ...segments].join('/')}`,
    ip: request.ip,
  });
  if (refusal) return refused(refusal, isAjax);
  // Mail programs look at links ahead of their readers: nothing is done before somebody opens one.
  if (method === 'HEAD') return readStaticPage(site, request, segments);

  const parameters = method === 'POST' ? await readForm(request) : parseParameters(request.query);
  if (!parameters) return plainAnswer(400, 'The form could not be read.');
  const call: PageCall = {
    site,
    request,
    parameters,
    visit: readVisit(site, request, parameters),
    isAjax,
  };
  const answer = await runAction(call, segments);
  if (answer) return answer;
  return method === 'GET' ? readStaticPage(site, request, segments) : unauthorized();
}

/** Scripts get JSON, people a sentence. */
function refused({ status, code, message, headers }: PageRefusal, isAjax: boolean): PagesResponse {
  const answer = isAjax
    ? jsonAnswer(status, { code, error: message })
    : plainAnswer(status, escapeHtml(message));
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** Undefined for what is no path: `.`, `..`, an encoded slash and what cannot be decoded. */
function decoded(segments: readonly string[]): readonly string[] | undefined {
  try {
    const plain = segments.map((segment) => decodeURIComponent(segment));
    return plain.some((segment) => /^\.{1,2}$|[/\\\0]/.test(segment)) ? undefined : plain;
  } catch {
    return undefined;
  }
}

/** What is done for the one app of this server; undefined when nothing is done under that path. */
async function runAction(
  call: PageCall,
  [first = '', ...rest]: readonly string[],
): Promise<PagesResponse | undefined> {
  const { site, request, parameters } = call;
  const { appId } = site.options;
  if (request.method === 'GET' && first === 'choose_password' && rest.length === 0) {
    return parameters.get('appId') === appId ? askForPassword(call) : unauthorized();
  }
  const path = `${request.method} ${rest.join('/')}`;
  const action = accountActions.get(path);
  if (first !== appId) return action && unauthorized();
  const custom = site.customRoutes.get(path);
  return action ? action(call) : custom && runCustomRoute(call, custom);
}
