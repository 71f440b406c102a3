import { describe, expect, test } from 'vitest';
import type { FieldSchema } from '../types/class-schema.js';
import type { Json } from '../types/json.js';
import { parsePermissions } from './validate-permissions.js';

const fields: Record<string, FieldSchema> = {
  o: { type: 'Pointer', targetClass: '_User' },
  other: { type: 'Pointer', targetClass: 'Other' },
  os: { type: 'Array' },
  s: { type: 'String' },
};

describe('parsePermissions', () => {
  test.each<[Json]>([
    [{}],
    [{ find: {} }],
    [
      {
        find: {
          '*': true,
          'role:a b': true,
          abcdefghij: true,
          requiresAuthentication: true,
          pointerFields: ['o', 'os'],
        },
      },
    ],
    [{ create: { pointerFields: [] }, addField: { pointerFields: ['o'] } }],
    [{ readUserFields: ['o', 'os'], writeUserFields: [] }],
    [
      {
        protectedFields: {
          '*': ['s'],
          authenticated: [],
          'role:x': ['s'],
          'userField:o': ['s', 'os'],
          abc: ['s'],
        },
      },
    ],
    [
      {
        ACL: {
          '*': { read: true },
          currentUser: { read: true, write: true },
          'role:x': { write: false },
          abc: {},
        },
      },
    ],
  ])('%j is kept', (input) => {
    expect(parsePermissions(input, fields)).toEqual(input);
  });

  test.each<[Json, string]>([
    [5, "'5' is not a valid value for class level permissions - must be an object"],
    [[], "'[]' is not a valid value for class level permissions - must be an object"],
    [{ nope: {} }, 'nope is not a valid operation for class level permissions'],
    [{ find: null }, "'null' is not a valid value for class level permissions find - must be an object"],
    [{ find: true }, "'true' is not a valid value for class level permissions find - must be an object"],
    [{ find: 'x' }, "'x' is not a valid value for class level permissions find - must be an object"],
    [{ find: [] }, "'[]' is not a valid value for class level permissions find - must be an object"],
    [{ find: { '*': false } }, "'false' is not a valid value for class level permissions acl find:*"],
    [{ find: { '*': 'x' } }, "'x' is not a valid value for class level permissions acl find:*"],
    [
      { find: { requiresAuthentication: false } },
      "'false' is not a valid value for class level permissions acl find:requiresAuthentication",
    ],
    [{ find: { 'a-b': true } }, "'a-b' is not a valid key for class level permissions"],
    [{ find: { '': true } }, "'' is not a valid key for class level permissions"],
    [JSON.parse('{"find":{"__proto__":true}}'), "'__proto__' is not a valid key for class level permissions"],
    [{ find: { 'userField:o': true } }, "'userField:o' is not a valid key for class level permissions"],
    [
      { find: { pointerFields: 'o' } },
      "'o' is not a valid value for find[pointerFields] - expected an array.",
    ],
    [
      { find: { pointerFields: ['s'] } },
      "'s' is not a valid column for class level pointer permissions find",
    ],
    [
      { find: { pointerFields: ['other'] } },
      "'other' is not a valid column for class level pointer permissions find",
    ],
    [{ get: { pointerFields: [5] } }, "'5' is not a valid column for class level pointer permissions get"],
    [
      { readUserFields: 'o' },
      "'o' is not a valid value for class level permissions readUserFields - must be an array",
    ],
    [
      { readUserFields: ['s'] },
      "'s' is not a valid column for class level pointer permissions readUserFields",
    ],
    [
      { writeUserFields: ['constructor'] },
      "'constructor' is not a valid column for class level pointer permissions writeUserFields",
    ],
    [
      { protectedFields: 'x' },
      "'x' is not a valid value for class level permissions protectedFields - must be an object",
    ],
    [
      { protectedFields: null },
      "'null' is not a valid value for class level permissions protectedFields - must be an object",
    ],
    [
      { protectedFields: { '*': 's' } },
      "'s' is not a valid value for protectedFields[*] - expected an array.",
    ],
    [{ protectedFields: { '*': ['nope'] } }, "Field 'nope' in protectedFields:* does not exist"],
    [{ protectedFields: { '*': [5] } }, "Field '5' in protectedFields:* does not exist"],
    [{ protectedFields: { '*': ['createdAt'] } }, "Default field 'createdAt' can not be protected"],
    [{ protectedFields: { 'a-b': ['s'] } }, "'a-b' is not a valid key for class level permissions"],
    [{ ACL: 'x' }, "'x' is not a valid value for class level permissions ACL - must be an object"],
    [{ ACL: { '*': true } }, "'true' is not a valid value for class level permissions acl"],
    [{ ACL: { '*': { foo: true } } }, "'foo' is not a valid key for class level permissions acl"],
    [{ ACL: { '*': { read: 'x' } } }, "'x' is not a valid value for class level permissions acl"],
    [{ ACL: { 'a-b': { read: true } } }, "'a-b' is not a valid key for class level permissions"],
  ])('%j is refused', (input, message) => {
    expect(() => parsePermissions(input, fields)).toThrow(expect.objectContaining({ code: 107, message }));
  });

  test('any text is an id when clients choose ids', () => {
    const input = { find: { 'a-b@c': true } };
    expect(parsePermissions(input, fields, { customObjectId: true })).toEqual(input);
    expect(() =>
      parsePermissions(JSON.parse('{"find":{"__proto__":true}}'), fields, { customObjectId: true }),
    ).toThrow();
  });
});
