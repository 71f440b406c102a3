import fc from 'fast-check';
import { get, put } from '../dsl/requests.js';
import type { Json, JsonObject, Step } from '../dsl/scenario.js';
import { fieldNames } from './fields.js';
import { callerOptions } from './object-steps.js';

const who = fc.constantFrom('*', '<alice.objectId>', 'role:admins', 'requiresAuthentication');
const allowed: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant<JsonObject>({ '*': true }),
  fc.constant<JsonObject>({}),
  who.map((name): JsonObject => ({ [name]: true })),
  fc.constant<JsonObject>({ pointerFields: ['u'] }),
  fc.constantFrom<JsonObject>(
    { '*': false },
    { '*': 1 },
    { pointerFields: ['s'] },
    { pointerFields: ['unknown'] },
    { nobody: true },
  ),
);
const operations = fc.constantFrom('find', 'get', 'count', 'create', 'update', 'delete', 'addField');
const hidden = fc.uniqueArray(fc.constantFrom(...fieldNames, 'unknown', 'objectId'), { maxLength: 3 });
const audience = fc.constantFrom(
  '*',
  'authenticated',
  'role:admins',
  '<alice.objectId>',
  'userField:u',
  'userField:s',
);

/** Permissions of a class: what everybody may, then what only some may. */
export const permissions: fc.Arbitrary<JsonObject> = fc
  .record({
    some: fc.dictionary(operations, allowed, { maxKeys: 3 }),
    fields: fc.dictionary(audience, hidden, { maxKeys: 2 }),
    readers: fc.constantFrom<Json>([], [], [], ['u'], ['unknown']),
    writers: fc.constantFrom<Json>([], [], [], ['u'], ['s']),
  })
  .map(({ some, fields, readers, writers }) => ({
    ...everything,
    ...some,
    protectedFields: fields,
    ...(readers === null || JSON.stringify(readers) === '[]' ? {} : { readUserFields: readers }),
    ...(writers === null || JSON.stringify(writers) === '[]' ? {} : { writeUserFields: writers }),
  }));

const everything: JsonObject = Object.fromEntries(
  ['find', 'get', 'count', 'create', 'update', 'delete', 'addField'].map((name) => [name, { '*': true }]),
);

const fieldChange = fc.constantFrom<JsonObject>(
  { z: { type: 'String' } },
  { z: { type: 'Number', defaultValue: 3 } },
  { z: { type: 'String', required: true } },
  { z: { type: 'Pointer', targetClass: 'Other' } },
  { z: { type: 'Pointer' } },
  { z: { type: 'Unknown' } },
  { z: { __op: 'Delete' } },
  { s: { type: 'Number' } },
  { s: { __op: 'Delete' } },
);

/** Requests about the classes themselves. */
export const classStep: fc.Arbitrary<Step> = fc.oneof(
  permissions.map((rights) => put('/schemas/Thing', { classLevelPermissions: rights }, { by: 'master' })),
  fieldChange.map((fields) => put('/schemas/Thing', { fields }, { by: 'master' })),
  fc.constantFrom(undefined, 'alice', 'master').map((by) => get('/schemas/Thing', {}, callerOptions(by))),
);
