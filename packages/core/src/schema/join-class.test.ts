import { expect, test } from 'vitest';
import { isJoinClass, joinClassName, joinSchema, JOIN_INDEXES } from './join-class.js';
import { isClassName } from './names.js';

test('members of a relation are rows of a class of their own', () => {
  expect(joinClassName('users', '_Role')).toBe('_Join:users:_Role');
  expect(joinSchema('users', '_Role')).toEqual({
    className: '_Join:users:_Role',
    fields: { objectId: { type: 'String' }, relatedId: { type: 'String' }, owningId: { type: 'String' } },
    permissions: {},
    indexes: {},
  });
  expect(isJoinClass('_Join:users:_Role') && isClassName('_Join:users:_Role')).toBe(true);
  expect(isJoinClass('_Role')).toBe(false);
});

test('join classes are indexed by columns they have', () => {
  const { fields } = joinSchema('r', 'Game');
  for (const { keys } of JOIN_INDEXES) {
    expect(Object.keys(keys).filter((field) => !Object.hasOwn(fields, field))).toEqual([]);
  }
});
