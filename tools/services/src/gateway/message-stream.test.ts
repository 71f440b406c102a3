import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageStream } from './message-stream.js';

/** A length byte, then so many bytes less one. */
const message = fc.uint8Array({ maxLength: 20 }).map((body) => Buffer.from([body.length + 1, ...body]));

test('messages come out whole and in order, however the stream is cut', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(message), cuts, (messages, sizes) => {
      const received: Buffer[] = [];
      const feed = messageStream(
        1,
        (bytes, position) => bytes.readUInt8(position),
        (whole) => received.push(Buffer.from(whole)),
      );
      const stream = Buffer.concat(messages);
      for (let position = 0, turn = 0; position < stream.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        feed(stream.subarray(position, position + size));
        position += size;
      }
      expect(received).toEqual(messages);
    }),
  );
});

test('a size that cannot be is thrown to the one who feeds', () => {
  const feed = messageStream(
    4,
    () => {
      throw new Error('a message of -1 bytes');
    },
    () => undefined,
  );
  feed(Buffer.alloc(3));
  expect(() => feed(Buffer.alloc(1))).toThrow('a message of -1 bytes');
});
