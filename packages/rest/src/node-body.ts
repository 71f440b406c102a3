import type { IncomingMessage } from 'node:http';
import { bodyTooLarge, requestAborted } from './http-error.js';
import type { RestBody } from './rest-request.js';

const NONE: RestBody = { kind: 'none' };

/** The body of a Node request; that of a parser which ran before us when it has emptied the stream. */
export function nodeBody(request: IncomingMessage & { readonly body?: unknown }): RestBody {
  if (request.readableDidRead) return { kind: 'parsed', value: request.body };
  const announced = request.headers['content-length'];
  if (announced === undefined && request.headers['transfer-encoding'] === undefined) return NONE;
  return {
    kind: 'stream',
    length: announced === undefined ? undefined : Number(announced),
    read: (limit) => collect(request, limit),
  };
}

/** Reads to the end, but keeps no more than `limit` bytes; what comes after them is thrown away as it arrives. */
function collect(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;

    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      stop();
      request.resume();
      reject(bodyTooLarge());
    };
    const onEnd = () => {
      stop();
      const [first] = chunks;
      resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks, length));
    };
    const onGone = () => {
      stop();
      reject(requestAborted());
    };
    const stop = () => {
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
    };

    if (request.destroyed) onGone();
    else request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}
