import { createHmac, randomUUID } from 'node:crypto';

/** A request that is signed as OAuth 1.0 wants it (RFC 5849, HMAC-SHA1). */
export interface OAuth1Request {
  readonly method: 'GET' | 'POST';
  /** Without a query. */
  readonly url: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
  readonly now: Date;
  /** Parameters of the form, and further ones of OAuth. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The `Authorization` header of the request. */
export function signOAuth1(request: OAuth1Request): string {
  const own: Record<string, string> = {
    oauth_consumer_key: request.consumerKey,
    oauth_nonce: randomUUID().replaceAll('-', ''),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(request.now.getTime() / 1000)),
    oauth_token: request.token,
    oauth_version: '1.0',
  };
  const signature = oauth1Signature(request, own);
  const header = Object.entries({ ...own, oauth_signature: signature }).map(
    ([key, value]) => `${encode(key)}="${encode(value)}"`,
  );
  return `OAuth ${header.join(', ')}`;
}

/** The signature over the request and the parameters of its header. */
export function oauth1Signature(
  request: Omit<OAuth1Request, 'now'>,
  header: Readonly<Record<string, string>>,
): string {
  const pairs = Object.entries({ ...header, ...request.parameters })
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort();
  const base = [request.method, encode(request.url), encode(pairs.join('&'))].join('&');
  const key = `${encode(request.consumerSecret)}&${encode(request.tokenSecret)}`;
  return createHmac('sha1', key).update(base).digest('base64');
}

/** Stricter than URLs are: RFC 3986 keeps no more than letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
