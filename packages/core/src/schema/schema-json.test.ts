import { expect, test } from 'vitest';
import { schemaJson } from './schema-json.js';
import { DEFAULT_PERMISSIONS, systemSchema, SYSTEM_CLASSES } from './system-classes.js';

test('users are shown with a password and without internal columns', () => {
  const user = systemSchema('_User');
  expect(user && schemaJson(user)).toEqual({
    className: '_User',
    fields: {
      objectId: { type: 'String' },
      createdAt: { type: 'Date' },
      updatedAt: { type: 'Date' },
      ACL: { type: 'ACL' },
      username: { type: 'String' },
      password: { type: 'String' },
      email: { type: 'String' },
      emailVerified: { type: 'Boolean' },
      authData: { type: 'Object' },
    },
    classLevelPermissions: DEFAULT_PERMISSIONS,
  });
});

test.each([...SYSTEM_CLASSES].filter(([, { masterOnly }]) => masterOnly).map(([name]) => name))(
  '%s lists no permissions',
  (className) => {
    const schema = systemSchema(className);
    expect(schema && schemaJson(schema).classLevelPermissions).toEqual({});
  },
);

test('a class nobody may touch lists every action', () => {
  const json = schemaJson({ className: 'Game', fields: {}, permissions: {}, indexes: {} });
  expect(json.classLevelPermissions).toEqual({
    find: {},
    count: {},
    get: {},
    create: {},
    update: {},
    delete: {},
    addField: {},
    protectedFields: {},
  });
});
