import type { RestRequest } from './rest-request.js';
import type { ResponseHeaders } from './rest-response.js';

/** Which web pages may call the server, and with which headers. */
export interface CorsOptions {
  /** One origin or several; absent: `*`. */
  readonly allowOrigin?: string | readonly string[];
  /** Headers that browsers may send beside those of Parse. */
  readonly allowHeaders?: readonly string[];
}

const ALLOWED_HEADERS = [
  'X-Parse-Master-Key',
  'X-Parse-REST-API-Key',
  'X-Parse-Javascript-Key',
  'X-Parse-Application-Id',
  'X-Parse-Client-Version',
  'X-Parse-Session-Token',
  'X-Requested-With',
  'X-Parse-Revocable-Session',
  'X-Parse-Request-Id',
  'Content-Type',
  'Pragma',
  'Cache-Control',
];

/**
 * The headers that every answer carries, made once for every origin there is. An origin on the list is told its own
 * name; others are told the first of the list, which browsers refuse.
 */
export function createCors(options: CorsOptions): (request: RestRequest) => ResponseHeaders {
  const origins =
    typeof options.allowOrigin === 'string' ? [options.allowOrigin] : (options.allowOrigin ?? []);
  const fallback = corsHeaders(origins[0] ?? '*', options.allowHeaders ?? []);
  if (origins.length < 2) return () => fallback;
  const byOrigin = new Map(
    origins.map((origin) => [origin, { ...corsHeaders(origin, options.allowHeaders ?? []), Vary: 'Origin' }]),
  );
  const other = { ...fallback, Vary: 'Origin' };
  return (request) => byOrigin.get(request.header('origin') ?? '') ?? other;
}

function corsHeaders(origin: string, allowHeaders: readonly string[]): ResponseHeaders {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET,PUT,POST,DELETE,OPTIONS',
    'Access-Control-Allow-Headers': [...ALLOWED_HEADERS, ...allowHeaders].join(', '),
    'Access-Control-Expose-Headers': 'X-Parse-Job-Status-Id, X-Parse-Push-Status-Id',
  };
}
