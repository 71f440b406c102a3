import {
  create,
  date,
  del,
  fetchBack,
  find,
  geoPoint,
  inCloud,
  listOp,
  pointer,
  post,
  signUp,
  update,
  type Json,
  type Step,
} from '../../dsl.js';

// The handlers are those of cloud/trigger-rules.cjs.

const byEverybody = (className: string): readonly Step[] =>
  [undefined, 'alice', 'master'].map((by) => create(className, { n: 1 }, by === undefined ? {} : { by }));
const admins = post(
  '/roles',
  { name: 'admins', ACL: {}, users: listOp('AddRelation', pointer('_User', '<alice.objectId>')) },
  { by: 'master' },
);

const typed: readonly (readonly [string, Json, Json])[] = [
  ['text', 'x', 1],
  ['flag', true, 'x'],
  ['list', [1], 'x'],
  ['map', { a: 1 }, 'x'],
  ['at', date('2024-01-01T00:00:00.000Z'), 'x'],
  ['place', geoPoint(1, 2), 'x'],
];

export const scenarios = [
  ...['ForUsers', 'ForMaster', 'Skipped'].map((className) =>
    inCloud(`Saving ${className} follows its rule`, signUp('alice'), ...byEverybody(className)),
  ),
  inCloud('Saving ForAdmins follows its rule', signUp('alice'), ...byEverybody('ForAdmins')),
  inCloud('Saving ForAdmins is for those of the role', signUp('alice'), admins, ...byEverybody('ForAdmins')),
  inCloud(
    'Deleting has a rule',
    signUp('alice'),
    create('DeletedByUsers', { n: 1 }, { name: 'one' }),
    create('DeletedByUsers', { n: 2 }, { name: 'two' }),
    del('/classes/DeletedByUsers/<one.objectId>'),
    del('/classes/DeletedByUsers/<one.objectId>', { by: 'alice' }),
    del('/classes/DeletedByUsers/<two.objectId>', { by: 'master' }),
  ),
  inCloud(
    'Finding has a rule',
    signUp('alice'),
    create('FoundByUsers', { n: 1 }, { name: 'one' }),
    find('FoundByUsers'),
    fetchBack('FoundByUsers', 'one'),
    find('FoundByUsers', { count: 1, limit: 0 }),
    find('FoundByUsers', {}, { by: 'alice' }),
    find('FoundByUsers', {}, { by: 'master' }),
  ),
  ...typed.map(([field, right, wrong]) =>
    inCloud(
      `A rule asks for the type of ${field}`,
      create('Typed', { [field]: right }),
      create('Typed', { [field]: wrong }),
      create('Typed', { [field]: null }),
    ),
  ),
  inCloud(
    'A rule asks for one of some values',
    create('Chosen', { color: 'red', size: 1, kind: 'a' }, { name: 'row' }),
    create('Chosen', { color: 'blue', size: 1 }),
    create('Chosen', { color: 'red', size: -1 }),
    create('Chosen', { color: 'blue', size: -1 }),
    update('Chosen', 'row', { color: 'blue' }),
    update('Chosen', 'row', { color: 'green' }),
  ),
  inCloud(
    'A rule gives a default and keeps a field as it is',
    create('Chosen', { color: 'red', size: 1, maker: 'x' }, { name: 'row' }),
    update('Chosen', 'row', { color: 'red', size: 1, maker: 'y' }),
    update('Chosen', 'row', { color: 'red', size: 1, kind: 'z' }),
    fetchBack('Chosen', 'row'),
  ),
];
