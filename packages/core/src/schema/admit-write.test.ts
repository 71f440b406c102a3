import { describe, expect, test } from 'vitest';
import { schema } from '../../test/decode-fixture.js';
import type { FieldSchema } from '../types/class-schema.js';
import { admitWrite } from './admit-write.js';
import { systemSchema } from './system-classes.js';

function admit(fields: Record<string, FieldSchema>) {
  return admitWrite(schema, { fields: new Map(Object.entries(fields)) }).newFields;
}

describe('admitWrite', () => {
  test('known columns need nothing', () => {
    expect(
      admit({ n: { type: 'Number' }, p: { type: 'Pointer', targetClass: 'Other' }, ACL: { type: 'ACL' } }),
    ).toEqual({});
  });

  test('unknown columns are to be added', () => {
    const added: Record<string, FieldSchema> = {
      x: { type: 'Date' },
      y: { type: 'Relation', targetClass: 'Z' },
    };
    expect(admit({ ...added, s: { type: 'String' } })).toEqual(added);
  });

  test.each<[string, FieldSchema, string, string]>([
    ['n', { type: 'String' }, 'Number', 'String'],
    ['p', { type: 'Pointer', targetClass: 'Game' }, 'Pointer<Other>', 'Pointer<Game>'],
    ['p', { type: 'Relation', targetClass: 'Other' }, 'Pointer<Other>', 'Relation<Other>'],
    ['r', { type: 'Array' }, 'Relation<Other>', 'Array'],
    ['ACL', { type: 'Object' }, 'ACL', 'Object'],
    ['objectId', { type: 'Object' }, 'String', 'Object'],
  ])('%s does not hold a %j', (field, type, expected, got) => {
    expect(() => admit({ [field]: type })).toThrow(
      expect.objectContaining({
        code: 111,
        message: `schema mismatch for Game.${field}; expected ${expected} but got ${got}`,
      }),
    );
  });

  test('a class has one GeoPoint column', () => {
    const message = 'there can only be one geopoint field in a class';
    expect(admit({ g: { type: 'GeoPoint' } })).toEqual({ g: { type: 'GeoPoint' } });
    expect(() => admit({ g: { type: 'GeoPoint' }, h: { type: 'GeoPoint' } })).toThrow(message);
    const located = { ...schema, fields: { ...schema.fields, g: { type: 'GeoPoint' } as const } };
    expect(() => admitWrite(located, { fields: new Map([['h', { type: 'GeoPoint' }]]) })).toThrow(message);
    expect(admitWrite(located, { fields: new Map([['g', { type: 'GeoPoint' }]]) }).newFields).toEqual({});
  });

  test('a password is text and no column', () => {
    const user = systemSchema('_User') ?? schema;
    expect(admitWrite(user, { fields: new Map([['password', { type: 'String' }]]) }).newFields).toEqual({});
    expect(() => admitWrite(user, { fields: new Map([['password', { type: 'Number' }]]) })).toThrow(
      'schema mismatch for _User.password; expected String but got Number',
    );
  });
});
