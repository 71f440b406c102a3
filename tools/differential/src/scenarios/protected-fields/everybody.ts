import { create, declareClass, find, get, scenario, signUp } from '../../dsl.js';

const open = Object.fromEntries(
  ['find', 'get', 'count', 'create', 'update', 'delete', 'addField'].map((name) => [name, { '*': true }]),
);

export const scenarios = [
  scenario('Protected fields are hidden, and not asked about', [
    signUp('alice'),
    declareClass('Thing', {
      fields: { open: { type: 'Number' }, secret: { type: 'Number' } },
      classLevelPermissions: { ...open, protectedFields: { '*': ['secret'], authenticated: [] } },
    }),
    create('Thing', { open: 1, secret: 2 }, { name: 'thing' }),
    get('/classes/Thing/<thing.objectId>'),
    get('/classes/Thing/<thing.objectId>', {}, { by: 'alice' }),
    get('/classes/Thing/<thing.objectId>', {}, { by: 'master' }),
    find('Thing', { where: { secret: 2 } }),
    find('Thing', { order: 'secret' }),
    find('Thing', { keys: 'secret' }),
  ]),
];
