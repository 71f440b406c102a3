import { readBytes } from '../adapters/read-bytes.js';

/** The body as text. Rejects with `tooLong()`, and reads no further, when it has more bytes than allowed. */
export async function readLimited(
  response: Response,
  maxBytes: number,
  tooLong: () => Error,
): Promise<string> {
  if (!response.body) return '';
  return (await readBytes(response.body, maxBytes, tooLong)).toString('utf8');
}
