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

/**
 * Reads to the end, but keeps no more than `limit` bytes; what comes after them is thrown away as it arrives. The listeners
 * go with the request, for to take them off costs as much as to be called; so nothing may stay with them.
 */
function collect(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    let isOver = false;

    const fail = (failure: Error): void => {
      isOver = true;
      chunks = [];
      reject(failure);
    };
    const onData = (chunk: Buffer): void => {
      if (isOver) return;
      length += chunk.length;
      chunks.push(chunk);
      if (length > limit) fail(bodyTooLarge());
    };
    const onEnd = (): void => {
      if (isOver) return;
      const [first] = chunks;
      resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks, length));
      isOver = true;
      chunks = [];
    };
    const onGone = (): void => {
      if (!isOver) fail(requestAborted());
    };

    if (request.destroyed) onGone();
    else request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}
