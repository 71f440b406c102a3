import type { RestRequest } from './rest-request.js';
import type { RestResponse } from './rest-response.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The answer to a path without a route: the page that Express shows for it, which nothing in it can script. */
export function notFound(
  { mountPath, path }: Pick<RestRequest, 'mountPath' | 'path'>,
  method: string,
): RestResponse {
  const message = escapeHtml(`Cannot ${method} ${mountPath}${path}`);
  return {
    status: 404,
    headers: { 'Content-Security-Policy': "default-src 'none'", 'X-Content-Type-Options': 'nosniff' },
    body: {
      kind: 'text',
      type: 'text/html; charset=utf-8',
      text: `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${message}</pre>\n</body>\n</html>\n`,
    },
    unmatched: true,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
