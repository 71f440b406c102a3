import Parse from 'parse/node';
import type { ServerCloud as TypedCloud } from '../../../src/index.js';

export type { CloudTransaction } from '../../../src/index.js';

/** What an HTTP server answered to `httpRequest`. */
export interface CloudHttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, { readonly value: string }>>;
  readonly buffer: Buffer;
  readonly text: string;
  readonly data: unknown;
}

/** The parts of `Parse.Cloud` that a server adds to the SDK and the SDK's types leave out. */
export interface ServerCloud {
  httpRequest(options: object): Promise<CloudHttpResponse>;
  sendEmail(mail: object): Promise<unknown>;
  readonly transaction: TypedCloud['transaction'];
  beforeConnect(handler: () => void): void;
  beforeSubscribe(of: unknown, handler: () => void, rules?: object): void;
  afterLiveQueryEvent(of: unknown, handler: () => void): void;
  onLiveQueryEvent(handler: () => void): void;
  beforePasswordResetRequest(handler: (request: { readonly object: Parse.User }) => void): void;
}

/** `Parse.Cloud` as Cloud Code finds it. */
export const serverCloud = Parse.Cloud as unknown as ServerCloud;
