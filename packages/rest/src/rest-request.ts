import type { Auth, RequestContext } from '@parse/core';
import type { RestResponse } from './rest-response.js';

/** The body of a request before anybody looked into it. */
export type RestBody =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'stream';
      /** What the peer announced; undefined when it did not. */
      readonly length: number | undefined;
      /** Rejects with an `HttpError` as soon as more than `limit` bytes arrived, or when the peer went away. */
      read(limit: number): Promise<Uint8Array>;
    }
  /** Read by somebody else: a body parser of the host app, or a caller in this process. */
  | { readonly kind: 'parsed'; readonly value: unknown };

/** A request as every transport hands it over, free of Node's and Fetch's types. */
export interface RestRequest {
  /** Upper case. */
  readonly method: string;
  /** Below the mount, as it came: still percent-encoded, without the query string. */
  readonly path: string;
  /** Without the `?`; empty when there is none. */
  readonly query: string;
  /** The path this server is mounted under, `/parse` say; empty at the root. */
  readonly mountPath: string;
  /** The value of a header by its lower-case name. */
  header(name: string): string | undefined;
  /** All headers by their lower-case names, for Cloud Code; absent: none. */
  readonly headers?: () => Readonly<Record<string, string>>;
  readonly body: RestBody;
  /** Address of the caller, after the trusted proxies. */
  readonly ip: string;
  /**
   * A host app stands behind this server: paths that no route knows are left to it, and their bodies unread.
   */
  readonly hasFallback?: boolean;
  /** Code of this process asks, which needs no client key. Transports never set it. */
  readonly isInternal?: boolean;
  /**
   * Rights that code of this process gives its own request; they need no key and are bound to no address. Transports
   * never set it from what they received.
   */
  readonly granted?: Auth;
  /** The transaction of code of this process that the request is a part of. Transports never set it. */
  readonly transaction?: RequestContext;
}

/** The HTTP API: never rejects, whatever the request. */
export type RestHandler = (request: RestRequest) => Promise<RestResponse>;
