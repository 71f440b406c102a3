import fc from 'fast-check';
import { BSON, Long } from 'mongodb';
import { expect, test } from 'vitest';
import { documentsIn, readFirstBatch } from './first-batch.js';

const document = fc.dictionary(
  fc.string().filter((key) => !key.includes('\0') && !key.startsWith('$')),
  fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.integer(), { maxLength: 3 })),
  { noNullPrototype: true },
);

test('the documents of an answer are those that the driver reads', () => {
  fc.assert(
    fc.property(fc.array(document), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (firstBatch, id) => {
      const field = BSON.serialize({ firstBatch, id: Long.fromBigInt(id), ns: 'a.b', partialResults: false });
      const batch = readFirstBatch(field);
      expect(batch?.cursorId).toBe(id);
      expect(batch && documentsIn(batch)).toEqual(BSON.deserialize(field)['firstBatch']);
    }),
  );
});

test.each([
  ['no bytes', { firstBatch: [], id: Long.ZERO }],
  ['a cursor without documents', BSON.serialize({ id: Long.ZERO })],
  ['a cursor without id', BSON.serialize({ firstBatch: [] })],
  ['a page that follows others', BSON.serialize({ nextBatch: [], id: Long.ZERO })],
  ['a list of anything else', BSON.serialize({ firstBatch: [1], id: Long.ZERO })],
  ['a kind of value that is not known', BSON.serialize({ firstBatch: [], id: Long.ZERO, more: /a/ })],
])('%s is not read', (_name, field) => {
  expect(readFirstBatch(field)).toBeUndefined();
});
