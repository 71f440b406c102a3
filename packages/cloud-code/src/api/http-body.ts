/** What a request can carry. */
export type BodyOfRequest = string | Uint8Array | Readonly<Record<string, unknown>> | readonly unknown[];

const FORM = 'application/x-www-form-urlencoded';

/**
 * The body as bytes or text. An object is written in the form that the headers name: JSON, or a form, which is also
 * what it becomes when they name none.
 */
export function encodeBody(
  body: BodyOfRequest | undefined,
  headers: Headers,
): string | Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined || typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  const type = headers.get('content-type') ?? FORM;
  headers.set('content-type', type);
  return type.includes(FORM) ? formOf(body).toString() : JSON.stringify(body);
}

/** A value of a form or query string; lists are sent as several values of one name. */
export type FormValue = unknown;

/** The members of the object as fields. */
export function formOf(body: object): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) form.append(name, textOf(one));
  }
  return form;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
