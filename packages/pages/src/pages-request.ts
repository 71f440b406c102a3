/** The body of a request that nobody has read, or what a body parser of the host app made of it. */
export type PagesBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'stream'; read(limit: number): Promise<Uint8Array> }
  | { readonly kind: 'parsed'; readonly value: unknown };

/** A request, free of any transport's types. Requests of `@parse/rest` fit. */
export interface PagesRequest {
  /** Upper case. */
  readonly method: string;
  /** Below the mount, percent-encoded, without the query string. */
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
  /** The value of a header by its lower-case name. */
  header(name: string): string | undefined;
  readonly body: PagesBody;
  readonly ip: string;
}

/** What is sent after the headers. */
export type PagesResponseBody =
  | { readonly kind: 'json'; readonly value: string | { readonly [key: string]: string | number } }
  | { readonly kind: 'text'; readonly text: string; readonly type: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly type: string };

/** An answer, free of any transport's types. Transports of `@parse/rest` can send it. */
export interface PagesResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: PagesResponseBody;
}

/** Serves the pages: never rejects. Undefined for requests that are for somebody else. */
export type PagesHandler = (request: PagesRequest) => Promise<PagesResponse> | undefined;
