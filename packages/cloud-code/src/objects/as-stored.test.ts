import type { Json } from '@parse/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sdk } from '../sdk.js';
import { surelyIs } from './as-stored.js';
import { objectFromJson } from './object-from-json.js';

const date = fc.record({
  __type: fc.constant('Date'),
  iso: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((at) => at.toISOString()),
});
const degrees = fc.integer({ min: -90, max: 90 });
const point = fc.record({ __type: fc.constant('GeoPoint'), latitude: degrees, longitude: degrees });
const polygon = fc.record({
  __type: fc.constant('Polygon'),
  coordinates: fc.array(fc.tuple(degrees, degrees), { minLength: 3, maxLength: 4 }),
});
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, true, 0, 1, '', 'a'),
    date,
    point,
    polygon,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), tie('value'), { maxKeys: 3 }),
  ),
}));

describe('surelyIs', () => {
  test('knows every value that was not touched, but for names that the SDK drops', () => {
    fc.assert(
      fc.property(value, (json) => {
        fc.pre(!JSON.stringify(json).includes('constructor'));
        expect(surelyIs(sdk._decode(undefined, json), json)).toBe(true);
      }),
    );
  });

  test('takes no other value for it', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        fc.pre(!JSON.stringify(one).includes('constructor'));
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(surelyIs(sdk._decode(undefined, one), other)).toBe(false);
      }),
    );
  });
});

describe('objectFromJson', () => {
  test('makes what the SDK itself makes', () => {
    const time = '2026-01-02T03:04:05.678Z';
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'constructor'), value), (fields) => {
        const json = { ...fields, objectId: 'abc', createdAt: time, ACL: { '*': { read: true } } };
        const ours = objectFromJson('Made', json);
        const theirs = sdk.Object.fromJSON({ ...json, className: 'Made' });
        expect(ours.toJSON()).toEqual(theirs.toJSON());
        expect(ours._getServerData()).toEqual(theirs._getServerData());
        expect(ours._getDirtyObjectAttributes()).toEqual({});
        expect([ours.id, ours.existed()]).toEqual([theirs.id, theirs.existed()]);
      }),
    );
  });
});
