import { create, declareClass, del, find, get, put, scenario, signUp } from '../../dsl.js';

const open = Object.fromEntries(
  ['find', 'get', 'count', 'create', 'update', 'delete', 'addField'].map((name) => [name, { '*': true }]),
);

export const scenarios = [
  ...['find', 'get', 'count', 'create', 'update', 'delete', 'addField'].map((operation) =>
    scenario(`Without the right to ${operation}, clients are refused and the master key is not`, [
      declareClass('Thing', {
        fields: { n: { type: 'Number' } },
        classLevelPermissions: { ...open, [operation]: {} },
      }),
      create('Thing', { n: 1 }, { by: 'master', name: 'thing' }),
      find('Thing'),
      find('Thing', { count: 1, limit: 0 }),
      get('/classes/Thing/<thing.objectId>'),
      create('Thing', { n: 2 }),
      create('Thing', { extra: 2 }),
      put('/classes/Thing/<thing.objectId>', { n: 3 }),
      del('/classes/Thing/<thing.objectId>'),
    ]),
  ),
  scenario('requiresAuthentication asks for a user', [
    signUp('alice'),
    declareClass('Thing', { classLevelPermissions: { ...open, find: { requiresAuthentication: true } } }),
    find('Thing'),
    find('Thing', {}, { by: 'alice' }),
  ]),
];
