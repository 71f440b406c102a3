import type { Json } from '@parse/core';

/** Names to values; names in the spelling that goes on the wire. */
export type ResponseHeaders = Readonly<Record<string, string>>;

/** What is sent after the headers. */
export type RestResponseBody =
  /** `type` is the media type that it is sent as; absent: that of JSON. */
  | { readonly kind: 'json'; readonly value: Json; readonly type?: string }
  | { readonly kind: 'text'; readonly text: string; readonly type: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly type: string };

/** An answer as every transport can send it. */
export interface RestResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: RestResponseBody;
  /** No route took the request; a host app may have one. */
  readonly unmatched?: boolean;
  /** What the answer tells of, for host apps that render errors themselves. */
  readonly error?: unknown;
}

const NO_HEADERS: ResponseHeaders = {};
const EMPTY: RestResponse = json(200, {});

/** A JSON answer. */
export function json(status: number, value: Json, headers: ResponseHeaders = NO_HEADERS): RestResponse {
  return { status, headers, body: { kind: 'json', value } };
}

/** 200 with that JSON. */
export function ok(value: Json): RestResponse {
  return json(200, value);
}

/** 200 with `{}`, the answer of operations that have nothing to tell. */
export function okEmpty(): RestResponse {
  return EMPTY;
}

/** 201 with the address of what was created, when it has one. */
export function created(value: Json, location: string | undefined): RestResponse {
  return json(201, value, location === undefined ? NO_HEADERS : { Location: location });
}

/** The same answer with more headers; its own win. */
export function withHeaders(response: RestResponse, headers: ResponseHeaders): RestResponse {
  return {
    ...response,
    headers: response.headers === NO_HEADERS ? headers : Object.assign({}, headers, response.headers),
  };
}

/** Text or bytes to put on the wire, with their media type. */
export function payload(body: RestResponseBody): {
  readonly data: string | Uint8Array;
  readonly type: string;
} {
  switch (body.kind) {
    case 'json':
      return { data: JSON.stringify(body.value), type: body.type ?? 'application/json; charset=utf-8' };
    case 'text':
      return { data: body.text, type: body.type };
    case 'bytes':
      return { data: body.bytes, type: body.type };
  }
}
