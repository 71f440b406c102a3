import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creating, denied, schema } from '../../test/decode-fixture.js';
import { ParseError } from '../errors/parse-error.js';
import { systemSchema } from '../schema/system-classes.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { decodeWrite, type WriteRules } from './decode-write.js';

describe('properties', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      '__op',
      '__type',
      'objectId',
      'ACL',
      'o',
      'o.a',
      'l',
      'r',
      'n',
      'iso',
      '$gt',
      'a.b',
      'objects',
      'amount',
      'className',
      'coordinates',
    ),
    fc.constantFrom(
      'Increment',
      'Add',
      'Remove',
      'Batch',
      'Delete',
      'AddRelation',
      'Date',
      'Pointer',
      'GeoPoint',
      'Polygon',
      'File',
      'Bytes',
      'Relation',
      'Object',
    ),
  );
  const hostile = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('object'),
    ),
    object: fc
      .array(fc.tuple(word, tie('value')), { maxLength: 5 })
      .map((entries) =>
        JSON.parse(
          `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
        ),
      ),
  }));

  test('whatever the body, it fails with ParseError or not at all, and pollutes nothing', () => {
    const user = systemSchema('_User') ?? schema;
    fc.assert(
      fc.property(hostile.object, fc.boolean(), fc.boolean(), (body, create, internalFields) => {
        for (const target of [schema, user]) {
          try {
            const rules: WriteRules = {
              creating: create,
              depth: 50,
              internalFields,
              customObjectId: internalFields,
              ...(create ? { denied } : {}),
            };
            const { ops } = decodeWrite(target, body, rules);
            for (const {
              target: { field },
            } of ops)
              expect(field).toMatch(/^_?[A-Za-z]\w*$/);
          } catch (error) {
            if (!ParseError.isInstance(error)) throw error;
          }
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('what was decoded once is decoded to the same again', () => {
    fc.assert(
      fc.property(hostile.value, (value) => {
        let first: JsonObject;
        try {
          const decoded = decodeWrite(schema, { f: [value] }, creating).ops[0];
          if (decoded?.op !== 'set') return;
          first = { f: decoded.value };
        } catch {
          return;
        }
        const again = decodeWrite(schema, first, creating).ops[0];
        expect(JSON.stringify(again?.op === 'set' && again.value)).toBe(JSON.stringify(first.f));
      }),
    );
  });

  test('the input is never changed', () => {
    fc.assert(
      fc.property(hostile.object, (body) => {
        const before = JSON.stringify(body);
        try {
          decodeWrite(schema, body, creating);
        } catch (error) {
          expect(isJsonObject(error)).toBe(true);
        }
        expect(JSON.stringify(body)).toBe(before);
      }),
    );
  });
});
