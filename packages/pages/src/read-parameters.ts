import { isJsonObject, type Json } from '@parse/core';
import type { PagesRequest } from './pages-request.js';

/** Parameters of a request, each at most once. */
export type Parameters = ReadonlyMap<string, string>;

/** More than any form of these pages has. */
const MAX_BODY = 64 * 1024;

/** The parameters of a query string or a form. One that is given twice is none: nobody means that. */
export function parseParameters(text: string): Parameters {
  const given = new URLSearchParams(text);
  return new Map([...given].filter(([name]) => given.getAll(name).length === 1));
}

/** The fields of a form; other bodies have none. Undefined for what cannot be read, or is larger than any form. */
export async function readForm(request: PagesRequest): Promise<Parameters | undefined> {
  const { body } = request;
  if (body.kind === 'none') return new Map();
  if (body.kind === 'parsed') return fieldsOf(body.value);
  const type = request.header('content-type') ?? '';
  try {
    const bytes = await body.read(MAX_BODY);
    const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type);
    return isForm ? parseParameters(Buffer.from(bytes).toString('utf8')) : new Map();
  } catch {
    return undefined;
  }
}

/** What a body parser of the host app made of a form. */
function fieldsOf(value: unknown): Parameters {
  if (!isJsonObject(value)) return new Map();
  return new Map(
    Object.entries<Json>(value).filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}

/** A token as the server makes them; undefined for everything else. */
export function tokenIn(parameters: Parameters): string | undefined {
  const token = parameters.get('token');
  return token !== undefined && /^[A-Za-z0-9]{1,200}$/.test(token) ? token : undefined;
}
