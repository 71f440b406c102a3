import { ConfigError } from '@parse/core';
import { encodeBody, formOf, type BodyOfRequest, type FormValue } from './http-body.js';
import { httpResponse, type HttpResponse } from './http-response.js';

/** What to ask a server. */
export interface HttpRequestOptions {
  readonly url?: unknown;
  /** Absent: GET. */
  readonly method?: string;
  /** Added to the query string of the URL. */
  readonly params?: string | Readonly<Record<string, FormValue>>;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: BodyOfRequest;
  /** Absent: an answer that points elsewhere is the answer. */
  readonly followRedirects?: boolean;
  /** Called beside the promise, as in the earliest Cloud Code. */
  readonly success?: (response: HttpResponse) => unknown;
  readonly error?: (failure: unknown) => unknown;
}

/**
 * `Parse.Cloud.httpRequest`, which old Cloud Code calls and new code has `fetch` for. Resolves with the answer of any
 * status below 400 and rejects with the answer of any other; an answer that does not come rejects with an error.
 */
export async function httpRequest(options: HttpRequestOptions): Promise<HttpResponse> {
  try {
    const response = await request(options);
    if (response.status >= 400) throw response as unknown as Error;
    options.success?.(response);
    return response;
  } catch (failure) {
    options.error?.(failure);
    throw failure;
  }
}

async function request(options: HttpRequestOptions): Promise<HttpResponse> {
  const { method = 'GET', followRedirects = false } = options;
  const headers = headersOf(options.headers);
  const body = encodeBody(options.body, headers);
  const answer = await fetch(urlOf(options), {
    method: method.toUpperCase(),
    headers,
    redirect: followRedirects ? 'follow' : 'manual',
    ...(body !== undefined && { body }),
  });
  return httpResponse(answer);
}

function urlOf({ url, params }: HttpRequestOptions): URL {
  if (typeof url !== 'string' || !URL.canParse(url)) {
    throw new ConfigError([
      `Parse.Cloud.httpRequest needs a URL, and got ${typeof url === 'string' ? url : typeof url}.`,
    ]);
  }
  const target = new URL(url);
  if (params === undefined) return target;
  const added = typeof params === 'string' ? new URLSearchParams(params) : formOf(params);
  for (const [name, value] of added) target.searchParams.append(name, value);
  return target;
}

function headersOf(given: HttpRequestOptions['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value !== undefined) headers.set(name, String(value));
  }
  return headers;
}
