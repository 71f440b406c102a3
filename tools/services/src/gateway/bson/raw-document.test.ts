import {
  Binary,
  BSON,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode, type Doc } from './codec.js';
import {
  readDocument,
  readFlag,
  readNumber,
  readString,
  scanFields,
  splitDocuments,
} from './raw-document.js';
import { withoutFields, withSequences } from './rebuild-document.js';

const everyType = {
  double: new Double(1.5),
  text: 'é😀',
  document: { nested: { deep: 1 } },
  array: [1, [2]],
  bytes: new Binary(Buffer.from('hi')),
  id: new ObjectId(),
  yes: true,
  date: new Date(0),
  nothing: null,
  pattern: /x(y)/i,
  code: new Code('f()'),
  scoped: new Code('f()', { a: 1 }),
  int: new Int32(7),
  time: new Timestamp({ t: 1, i: 2 }),
  long: Long.fromNumber(-8),
  decimal: Decimal128.fromString('1.5'),
  least: new MinKey(),
  most: new MaxKey(),
};

test('the fields of every type are found, in their order', () => {
  const bytes = encode(everyType);
  const fields = scanFields(bytes);
  expect([...fields.keys()]).toEqual(Object.keys(everyType));
  expect(readString(bytes, fields.get('text'))).toBe('é😀');
  expect(readNumber(bytes, fields.get('double'))).toBe(1.5);
  expect(readNumber(bytes, fields.get('int'))).toBe(7);
  expect(readNumber(bytes, fields.get('long'))).toBe(-8);
  expect(decode(readDocument(bytes, fields.get('document')) ?? encode({}))).toEqual({ nested: { deep: 1 } });
});

test('what has another type, or is not there, reads as undefined', () => {
  const bytes = encode(everyType);
  const fields = scanFields(bytes);
  expect(readString(bytes, fields.get('int'))).toBeUndefined();
  expect(readNumber(bytes, fields.get('text'))).toBeUndefined();
  expect(readDocument(bytes, fields.get('absent'))).toBeUndefined();
});

test.each([
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  [new Double(2), true],
  [null, false],
  ['yes', false],
])('the flag %j reads as %j', (value, expected) => {
  const bytes = encode({ value });
  expect(readFlag(bytes, scanFields(bytes).get('value'))).toBe(expected);
});

test('an unknown type is refused', () => {
  const bytes = encode({ a: 1 });
  bytes[4] = 0x20;
  expect(() => scanFields(bytes)).toThrow('unknown BSON type 32');
});

const key = fc.string({ minLength: 1 }).filter((name) => !name.includes('\0') && name !== '__proto__');
const docs: fc.Arbitrary<Doc> = fc.dictionary(key, fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
  noNullPrototype: true,
});

test('what is left without some fields is what encoding the rest gives', () => {
  fc.assert(
    fc.property(docs, fc.array(fc.nat()), (doc, choice) => {
      const bytes = encode(doc);
      const fields = scanFields(bytes);
      const names = [...fields.keys()];
      const unwanted = new Set(choice.map((index) => names[index % Math.max(1, names.length)] ?? ''));
      const rest = withoutFields(bytes, fields, unwanted);
      expect([...scanFields(rest).keys()]).toEqual(names.filter((name) => !unwanted.has(name)));
      expect(rest.readInt32LE(0)).toBe(rest.length);
      expect(() => BSON.deserialize(rest)).not.toThrow();
    }),
  );
});

test('sequences are put back as arrays', () => {
  fc.assert(
    fc.property(docs, fc.array(docs), (body, items) => {
      const bytes = Buffer.concat(items.map(encode));
      expect([...splitDocuments(bytes)]).toHaveLength(items.length);
      const whole = withSequences(encode(body), [{ name: 'a list', bytes }]);
      expect(decode(whole)).toEqual(decode(encode({ ...body, 'a list': items })));
    }),
  );
});
