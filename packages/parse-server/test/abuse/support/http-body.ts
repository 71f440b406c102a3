/** What goes over the wire. */
export interface HttpBody {
  readonly data: string | Uint8Array<ArrayBuffer> | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Texts and bytes are sent as they are, everything else as JSON. */
export function httpBody(body: unknown): HttpBody {
  if (body === undefined) return { data: undefined, headers: {} };
  const headers = { 'Content-Type': 'application/json' };
  if (body instanceof Uint8Array) return { data: new Uint8Array(body), headers };
  return { data: typeof body === 'string' ? body : JSON.stringify(body), headers };
}
