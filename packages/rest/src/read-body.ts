import { isJsonObject, type JsonObject } from '@parse/core';
import { bodyTooLarge, HttpError } from './http-error.js';
import { inflateBody } from './inflate-body.js';
import { readQuery } from './read-query.js';
import type { RestRequest } from './rest-request.js';
import { wellFormedJson } from './well-formed-json.js';

/** The body of a request that has none. */
export const NO_BODY: JsonObject = Object.freeze({});
const NO_BYTES = new Uint8Array();
const utf8 = new TextDecoder();

/**
 * The body as a JSON object: `{}` when there is none. Every media type is read as JSON, as SDKs send JSON as
 * `text/plain` to spare browsers a preflight; only forms are read as forms. An array becomes an object with its
 * indices as keys, which no operation accepts. Throws `HttpError` for what cannot be read.
 */
export async function readBody(request: RestRequest, limit: number): Promise<JsonObject> {
  const { body } = request;
  switch (body.kind) {
    case 'none':
      return NO_BODY;
    case 'parsed':
      return fromParsed(request, body.value);
    case 'stream':
      return fromBytes(request, await readBytes(request, limit));
  }
}

/** The body's bytes, inflated; none when somebody else has read them already. Throws `HttpError` as `readBody` does. */
export function readBytes(request: RestRequest, limit: number): Promise<Uint8Array> {
  const { body } = request;
  if (body.kind !== 'stream' || body.length === 0) return Promise.resolve(NO_BYTES);
  if (body.length !== undefined && body.length > limit) return Promise.reject(bodyTooLarge());
  const encoding = request.header('content-encoding');
  const raw = body.read(limit);
  return encoding === undefined ? raw : raw.then((bytes) => inflateBody(bytes, encoding, limit));
}

function fromParsed(request: RestRequest, value: unknown): JsonObject {
  if (value === undefined || value === null) return NO_BODY;
  if (value instanceof Uint8Array) return fromBytes(request, value);
  if (typeof value === 'string') return fromText(request, value);
  if (typeof value === 'object') return toObject(value);
  throw new HttpError(400, 'request body is not a JSON object');
}

function fromBytes(request: RestRequest, bytes: Uint8Array): JsonObject {
  if (bytes.length === 0) return NO_BODY;
  assertUtf8(request.header('content-type'));
  return fromText(request, utf8.decode(bytes));
}

function fromText(request: RestRequest, text: string): JsonObject {
  if (text === '') return NO_BODY;
  const type = request.header('content-type');
  return type !== undefined && isForm(type) ? readQuery(text) : parseJson(text);
}

function isForm(type: string): boolean {
  return type.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function assertUtf8(type: string | undefined): void {
  if (type === undefined || !type.includes('=')) return;
  const charset = /;\s*charset="?([^\s;"]*)/i.exec(type)?.[1]?.toUpperCase();
  if (charset === undefined || charset === 'UTF-8' || charset === 'UTF8' || charset === 'US-ASCII') return;
  throw new HttpError(415, `unsupported charset "${charset}"`);
}

function parseJson(text: string): JsonObject {
  assertContainer(text);
  try {
    const value: unknown = JSON.parse(wellFormedJson(text));
    return toObject(value);
  } catch (error) {
    throw new HttpError(400, error instanceof SyntaxError ? error.message : 'invalid JSON');
  }
}

/** JSON texts that are no object or array (`5`, `"a"`) are refused in the words of a syntax error. */
function assertContainer(text: string): void {
  let start = 0;
  while (isSpace(text.charCodeAt(start))) start += 1;
  const first = text[start];
  if (first === '{' || first === '[') return;
  if (first === undefined) throw new HttpError(400, 'Unexpected end of JSON input');
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  throw new HttpError(400, `Unexpected token '${first}', "${shown}" is not valid JSON`);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function toObject(value: unknown): JsonObject {
  if (Array.isArray(value)) return Object.fromEntries(value.entries());
  return isJsonObject(value) ? value : NO_BODY;
}
