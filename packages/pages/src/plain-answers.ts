import type { PagesResponse } from './pages-request.js';
import { safetyHeaders } from './render/security-headers.js';

/** An answer without a page. */
export function plainAnswer(status: number, text: string): PagesResponse {
  return {
    status,
    headers: { ...safetyHeaders, 'Content-Security-Policy': "default-src 'none'" },
    body: { kind: 'text', text, type: 'text/html; charset=utf-8' },
  };
}

/** For what is not there. */
export function notFound(): PagesResponse {
  return plainAnswer(404, 'Not found.');
}

/** For other apps and methods. */
export function unauthorized(): PagesResponse {
  return jsonAnswer(403, { error: 'unauthorized' });
}

/** An answer for scripts. */
export function jsonAnswer(
  status: number,
  value: string | { readonly [key: string]: string | number },
): PagesResponse {
  return { status, headers: safetyHeaders, body: { kind: 'json', value } };
}
