import { describe, expect, test } from 'vitest';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json, JsonObject } from '../types/json.js';
import { planDefinedSchemas } from './defined-schemas-plan.js';
import { parseNewClass } from './parse-schema-change.js';
import type { DefinedSchemasOptions } from './plan-defined-class.js';
import { schemaJson } from './schema-json.js';
import { systemSchema } from './system-classes.js';

const current = parseNewClass('Game', {
  fields: {
    a: { type: 'String' },
    b: { type: 'Number' },
    p: { type: 'Pointer', targetClass: 'B' },
    extra: { type: 'String' },
  },
  indexes: { ia: { a: 1 }, ib: { b: 1 } },
  classLevelPermissions: { find: { '*': true } },
});

const definition: JsonObject = {
  className: 'Game',
  fields: {
    a: { type: 'Number' },
    b: { type: 'Number', required: true },
    p: { type: 'Pointer', targetClass: 'C' },
    n: { type: 'Date' },
  },
  indexes: { ia: { b: 1 }, inew: { n: 1 } },
  classLevelPermissions: { get: { '*': true }, addField: { '*': true } },
};

function plan(
  classes: readonly ClassSchema[],
  definitions: readonly Json[],
  options?: DefinedSchemasOptions,
) {
  return JSON.parse(JSON.stringify(planDefinedSchemas(classes, definitions, options)));
}

describe('a class the database does not have', () => {
  test('is created as defined, closed to new columns', () => {
    const { create, changes, problems } = planDefinedSchemas([], [definition]);
    expect([changes, problems]).toEqual([[], []]);
    expect(create).toHaveLength(1);
    const json = JSON.parse(JSON.stringify(create.map(schemaJson)[0]));
    expect(json).toMatchObject({
      ...definition,
      classLevelPermissions: { get: { '*': true }, addField: {} },
    });
  });

  test('is for the master key only when it defines no permissions', () => {
    expect(plan([], [{ className: 'Game' }]).create[0].permissions).toEqual({ addField: {} });
  });

  test("may be one of the server's own", () => {
    const { create, problems } = planDefinedSchemas(
      [],
      [
        {
          className: '_User',
          fields: { email: { type: 'String', required: true }, age: { type: 'Number' } },
        },
      ],
    );
    expect(problems).toEqual([]);
    expect(create[0]?.fields).toMatchObject({
      username: { type: 'String' },
      email: { type: 'String', required: true },
      age: { type: 'Number' },
      _hashed_password: { type: 'String' },
    });
  });
});

describe('a class the database has', () => {
  test('keeps columns that differ, and says so', () => {
    expect(plan([current], [definition])).toEqual({
      create: [],
      changes: [
        { className: 'Game', change: { removeIndexes: ['ia', 'ib'] } },
        {
          className: 'Game',
          change: {
            addFields: { n: { type: 'Date' } },
            changeFields: { b: { type: 'Number', required: true } },
            addIndexes: { ia: { b: 1 }, inew: { n: 1 } },
            permissions: { get: { '*': true }, addField: {} },
          },
        },
      ],
      warnings: [
        'Field Game.a is defined as Number but is String in the database.',
        'Field Game.p is defined as Pointer<C> but is Pointer<B> in the database.',
        'Field Game.extra is in the database but not in the definition.',
      ],
      problems: [],
    });
  });

  test('loses and makes again what differs when the options say so', () => {
    const { changes, warnings } = plan([current], [definition], {
      deleteExtraFields: true,
      recreateModifiedFields: true,
      keepUnknownIndexes: true,
    });
    expect(warnings).toEqual([]);
    expect(changes[0].change).toEqual({ removeFields: ['a', 'p', 'extra'], removeIndexes: ['ia'] });
    expect(changes[1].change.addFields).toEqual({
      a: { type: 'Number' },
      p: { type: 'Pointer', targetClass: 'C' },
      n: { type: 'Date' },
    });
  });

  test('is left alone when it is as defined', () => {
    const same = { ...definition, fields: { ...Object(definition.fields), objectId: { type: 'String' } } };
    const { create } = planDefinedSchemas([], [same]);
    expect(plan(create, [same], { deleteExtraFields: true, recreateModifiedFields: true })).toEqual({
      create: [],
      changes: [],
      warnings: [],
      problems: [],
    });
  });

  test('keeps indexes and columns of the server', () => {
    const user = systemSchema('_User');
    if (!user) throw new Error('no users');
    const stored = {
      ...user,
      indexes: { _id_: { _id: 1 }, username_1: { username: 1 }, mine: { email: 1 } } as const,
    };
    const { changes } = plan([stored], [{ className: '_User' }], { deleteExtraFields: true });
    expect(changes).toEqual([
      { className: '_User', change: { removeIndexes: ['mine'] } },
      { className: '_User', change: { permissions: { addField: {} } } },
    ]);
  });
});

test.each(['_User', '_Role'])('%s takes no columns from clients, defined or not', (className) => {
  const open = systemSchema(className);
  expect(open?.permissions.addField).toEqual({ '*': true });
  const permissions = { ...open?.permissions, addField: {} };
  const found = open ? [open] : [];
  expect(plan(found, []).changes).toEqual([{ className, change: { permissions } }]);
  expect(plan(open ? [{ ...open, permissions }] : [], []).changes).toEqual([]);
});

test("classes without definition are told, the server's own are not", () => {
  const classes = [current, systemSchema('_Role') ?? current, parseNewClass('_Join:r:Game', {})];
  expect(plan(classes, []).warnings).toEqual(['Class Game is in the database but has no definition.']);
});

test.each<[Json[], string]>([
  [[5], 'schema.definitions: every definition is an object with a className.'],
  [[{}], 'schema.definitions: every definition is an object with a className.'],
  [[{ className: 'A' }, { className: 'A' }], 'schema.definitions: class A is defined twice.'],
  [
    [{ className: 'bad-name' }],
    'schema.definitions: class bad-name: Invalid classname: bad-name, classnames can only have alphanumeric characters and _, and must start with an alpha character ',
  ],
  [
    [{ className: 'A', fields: { a: { type: 'Nope' } } }],
    'schema.definitions: class A: invalid field type: Nope',
  ],
  [
    [{ className: 'A', indexes: { i: { nope: 1 } } }],
    'schema.definitions: class A: Field nope does not exist, cannot add index.',
  ],
  [
    [{ className: 'A', classLevelPermissions: { nope: {} } }],
    'schema.definitions: class A: nope is not a valid operation for class level permissions',
  ],
])('%j is a problem', (definitions, problem) => {
  expect(planDefinedSchemas([], definitions).problems).toEqual([problem]);
});
