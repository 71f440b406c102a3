import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { bodyTooLarge, HttpError } from './http-error.js';

const inflaters = new Map([
  ['gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/**
 * Undoes a `Content-Encoding`. The result is never larger than `limit`: inflation stops there, so a small body
 * cannot fill the memory.
 */
export async function inflateBody(bytes: Uint8Array, encoding: string, limit: number): Promise<Uint8Array> {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return bytes;
  const undo = inflaters.get(name);
  if (!undo) throw new HttpError(415, `unsupported content encoding "${name}"`);
  try {
    return await undo(bytes, { maxOutputLength: limit });
  } catch (error) {
    if (isTooLarge(error)) throw bodyTooLarge();
    throw new HttpError(400, error instanceof Error ? error.message : 'damaged body');
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
