import { create, find, pointer, scenario } from '../../dsl.js';

const rows = [
  create('Team', { name: 'red', city: 'Rome' }, { name: 'red' }),
  create('Team', { name: 'blue', city: 'Bonn' }, { name: 'blue' }),
  create('Player', { n: 1, team: pointer('Team', '<red.objectId>'), home: 'Rome' }),
  create('Player', { n: 2, team: pointer('Team', '<blue.objectId>'), home: 'Oslo' }),
  create('Player', { n: 3 }),
];

export const scenarios = [
  scenario('$inQuery and $notInQuery look into the class pointed to', [
    ...rows,
    find('Player', { where: { team: { $inQuery: { className: 'Team', where: { name: 'red' } } } } }),
    find('Player', { where: { team: { $notInQuery: { className: 'Team', where: { name: 'red' } } } } }),
    find('Player', { where: { team: { $inQuery: { where: {} } } } }),
  ]),
  scenario('$select and $dontSelect compare with a key of other rows', [
    ...rows,
    find('Player', {
      where: { home: { $select: { query: { className: 'Team', where: {} }, key: 'city' } } },
    }),
    find('Player', { where: { home: { $dontSelect: { query: { className: 'Team' }, key: 'city' } } } }),
    find('Player', { where: { home: { $select: { query: { className: 'Team' } } } } }),
  ]),
  scenario('$select and $dontSelect of lists compare with their elements', [
    create('Team', { tags: ['old'], nested: [['odd'], 'old'] }),
    create('Team', { tags: [], nested: [] }),
    ...['old', 'odd'].map((tag) => create('Player', { tag, tags: [tag] })),
    create('Player', { tag: 'none', tags: [] }),
    create('Player', { tag: 'nested', tags: [['odd']] }),
    ...[
      ['tag', 'tags'],
      ['tags', 'tags'],
      ['tags', 'nested'],
    ].flatMap(([field = '', key = '']) =>
      ['$select', '$dontSelect'].map((operator) =>
        find('Player', {
          where: { [field]: { [operator]: { query: { className: 'Team', where: {} }, key } } },
        }),
      ),
    ),
  ]),
];
