import { create, find, get, pointer, scenario } from '../../dsl.js';

const rows = [
  create('Author', { name: 'Ann', age: 30 }, { name: 'ann' }),
  create('Book', { title: 'One', author: pointer('Author', '<ann.objectId>') }, { name: 'book' }),
  create(
    'Review',
    { stars: 5, book: pointer('Book', '<book.objectId>'), gone: pointer('Book', 'nothing') },
    { name: 'review' },
  ),
];

export const scenarios = [
  scenario('include puts objects in place of pointers', [
    ...rows,
    find('Review', { include: 'book' }),
    find('Review', { include: 'book.author' }),
    find('Review', { includeAll: true }),
    find('Review', { include: 'gone,unknown' }),
    get('/classes/Review/<review.objectId>', { include: 'book.author' }),
  ]),
  scenario(
    'A list includes objects of several classes, which may have the same id',
    [
      create('Author', { objectId: 'same', name: 'Ann' }),
      create('Book', { objectId: 'same', title: 'One' }),
      create('Shelf', { l: [pointer('Author', 'same'), pointer('Book', 'same')] }, { name: 'shelf' }),
      find('Shelf', { include: 'l' }),
      get('/classes/Shelf/<shelf.objectId>', { include: 'l' }),
    ],
    { profile: 'open' },
  ),
  scenario(
    'A list includes an object as often as it points at it, and none that is not there',
    [
      create('Book', { objectId: 'same', title: 'One' }),
      create('Book', { objectId: 'other', title: 'Two' }),
      ...[
        [pointer('Book', 'same'), pointer('Book', 'other'), pointer('Book', 'same')],
        [pointer('Book', 'gone'), pointer('Book', 'same'), null, 1],
        [pointer('Author', 'same'), pointer('Book', 'same')],
        [pointer('Book', 'same'), pointer('Author', 'other'), pointer('Author', 'same')],
      ].map((l, index) => create('Shelf', { n: index, l })),
      find('Shelf', { include: 'l', order: 'n' }),
    ],
    { profile: 'open' },
  ),
  scenario('keys and excludeKeys choose fields', [
    ...rows,
    find('Author', { keys: 'name' }),
    find('Author', { excludeKeys: 'name' }),
    find('Review', { include: 'book', keys: 'stars,book.title' }),
    find('Author', { keys: 'unknown' }),
  ]),
];
