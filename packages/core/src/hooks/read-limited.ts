import { readBytes } from '../adapters/read-bytes.js';
import { AdapterError } from '../errors/adapter-error.js';

/** The body as text. Rejects, and reads no further, when it has more bytes than allowed. */
export async function readLimited(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const tooLong = () => new AdapterError('webhook', `the answer has more than ${maxBytes} bytes`);
  return (await readBytes(response.body, maxBytes, tooLong)).toString('utf8');
}
