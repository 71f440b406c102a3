import { ErrorCode, nullMap, ParseError, type FunctionFile, type MutableJsonObject } from '@parse/core';
import { HttpError } from './http-error.js';
import { readBytes } from './read-body.js';
import type { RestRequest } from './rest-request.js';

/** The parts of a form. A name is among the fields or among the files, whichever came last. */
export interface FormParts {
  readonly fields: MutableJsonObject;
  readonly files: Map<string, FunctionFile>;
}

/** More than any form has, and few enough that their names and heads are no burden. */
const MAX_PARTS = 10_000;

/** Whether the body is a form with files that nobody has read yet. */
export function hasParts(request: RestRequest): boolean {
  return (
    request.body.kind === 'stream' && /^multipart\/form-data\b/i.test(request.header('content-type') ?? '')
  );
}

/**
 * Reads a `multipart/form-data` body of at most `limit` bytes, before and after inflation. Fields are texts, whatever they
 * look like. Throws ParseError: InvalidJson for a body that is no such form, ObjectTooLarge for one that is too large.
 */
export async function readParts(request: RestRequest, limit: number): Promise<FormParts> {
  const { Busboy } = await import('@fastify/busboy');
  const bytes = await readBytes(request, limit).catch((error: unknown) => {
    throw error instanceof HttpError && error.status === TOO_LARGE ? tooLarge() : error;
  });
  const headers = { 'content-type': request.header('content-type') ?? '' };
  // Nothing is cut short: the bytes are counted already.
  const limits = { parts: MAX_PARTS, fieldSize: limit, fileSize: limit, fieldNameSize: limit };
  return new Promise((resolve, reject) => {
    const parts: Part[] = [];
    const refuse = (error: unknown): void => reject(invalid(error));
    try {
      const parser = new Busboy({ headers, limits });
      parser.on('field', (name: string | undefined, value) => void parts.push({ name, value }));
      parser.on('file', (...[name, stream, filename, , contentType]) => {
        const chunks: Buffer[] = [];
        parts.push({ name, filename, contentType, chunks });
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      });
      parser.on('partsLimit', () => refuse(new Error(`more than ${MAX_PARTS} parts`)));
      parser.on('error', refuse).on('finish', () => resolve(byName(parts)));
      parser.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    } catch (error) {
      refuse(error);
    }
  });
}

/** A part, in the order of the form; a file is complete when the form is. */
type Part =
  | { readonly name: string | undefined; readonly value: string }
  | {
      readonly name: string | undefined;
      readonly filename: string;
      readonly contentType: string;
      readonly chunks: readonly Buffer[];
    };

function byName(parts: readonly Part[]): FormParts {
  const fields: MutableJsonObject = nullMap();
  const files = new Map<string, FunctionFile>();
  for (const { name, ...part } of parts) {
    if (name === undefined) continue;
    Reflect.deleteProperty(fields, name);
    files.delete(name);
    if ('value' in part) {
      fields[name] = part.value;
    } else {
      const { filename, contentType, chunks } = part;
      files.set(name, { filename, contentType, data: Buffer.concat(chunks) });
    }
  }
  return { fields, files };
}

const TOO_LARGE = 413;

function tooLarge(): ParseError {
  return new ParseError(ErrorCode.ObjectTooLarge, 'Multipart request exceeds maximum upload size.');
}

function invalid(error: unknown): ParseError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ParseError(ErrorCode.InvalidJson, `Invalid multipart request: ${reason}`);
}
