import { acl, create, fetchBack, find, get, pointer, scenario, signUp, type JsonObject } from '../../dsl.js';

const rows = [
  create('City', { name: 'Rome', map: { a: 1, b: { c: 2 } } }, { name: 'rome' }),
  create('Author', { name: 'Ann', age: 30, city: pointer('City', '<rome.objectId>') }, { name: 'ann' }),
  create('Author', { name: 'Bob', city: pointer('City', 'nowhere') }, { name: 'bob' }),
  create(
    'Book',
    {
      title: 'One',
      author: pointer('Author', '<ann.objectId>'),
      authors: [pointer('Author', '<bob.objectId>'), pointer('Author', '<ann.objectId>'), 'somebody'],
      data: { author: pointer('Author', '<ann.objectId>'), list: [pointer('Author', '<bob.objectId>')] },
      map: { a: 1, b: { c: 2 } },
    },
    { name: 'book' },
  ),
];

const selections: readonly (readonly [string, JsonObject])[] = [
  ['a list of pointers', { include: 'authors' }],
  ['pointers of a list of pointers', { include: 'authors.city' }],
  ['a pointer in an object', { include: 'data.author' }],
  ['a list in an object', { include: 'data.list' }],
  ['a pointer behind one in an object', { include: 'data.author.city' }],
  ['a pointer that leads nowhere', { include: 'author.city,authors.city' }],
  ['a field that is no pointer', { include: 'title' }],
  ['a path through a field that is no pointer', { include: 'title.author' }],
  ['spaces between names', { include: 'author, authors' }],
  ['the same twice', { include: 'author,author,author.city,author' }],
  ['nothing', { include: '' }],
  ['a comma alone', { include: ',' }],
  ['a path that ends in a dot', { include: 'author.' }],
  ['everything by a star', { include: '*' }],
  ['everything by a flag', { includeAll: true }],
  ['everything by a flag that is false', { includeAll: false }],
  ['everything by a flag that is a text', { includeAll: 'true' }],
  ['everything beside a path', { include: '*,author.city' }],
  ['a list for a text', { include: ['author', 'authors'] }],
  ['a number', { include: 7 }],
  ['keys of what is included', { include: 'author', keys: 'author.name' }],
  ['keys of what is included, without saying so', { keys: 'title,author.name' }],
  ['keys of two levels', { include: 'author.city', keys: 'author.city.name' }],
  ['keys of a list', { include: 'authors', keys: 'authors.name' }],
  ['keys of parts of objects', { keys: 'map.b' }],
  ['keys of parts that are not there', { keys: 'map.z,map.b.z' }],
  ['keys of parts and of the whole', { keys: 'map,map.b' }],
  ['keys with spaces', { keys: 'title, map' }],
  ['keys of nothing', { keys: '' }],
  ['keys of what every object has', { keys: 'objectId,createdAt,updatedAt,ACL' }],
  ['keys that are a list', { keys: ['title', 'map'] }],
  ['keys that are a number', { keys: 7 }],
  ['keys nobody may name', { keys: '_rperm,a b' }],
  ['no keys that are not there', { excludeKeys: 'unknown' }],
  ['no keys that every object has', { excludeKeys: 'objectId,createdAt,updatedAt' }],
  ['no keys of parts of objects', { excludeKeys: 'map.a' }],
  ['no keys of what is included', { include: 'author', excludeKeys: 'author.name' }],
  ['no keys that are included', { include: 'author', excludeKeys: 'author' }],
  ['keys that are excluded', { keys: 'title,map', excludeKeys: 'map' }],
  ['no keys that are a list', { excludeKeys: ['title', 'map'] }],
];

export const scenarios = [
  ...selections.map(([what, query]) =>
    scenario(`A selection may name ${what}`, [
      ...rows,
      find('Book', query),
      get('/classes/Book/<book.objectId>', query),
    ]),
  ),
  scenario('What the caller may not read is not included', [
    signUp('alice'),
    create('Author', { name: 'Ann', ACL: acl({ '<alice.objectId>': 'rw' }) }, { by: 'alice', name: 'ann' }),
    create(
      'Book',
      { author: pointer('Author', '<ann.objectId>'), authors: [pointer('Author', '<ann.objectId>')] },
      { name: 'book' },
    ),
    find('Book', { include: 'author,authors' }),
    find('Book', { include: 'author,authors' }, { by: 'alice' }),
    find('Book', { include: 'author,authors' }, { by: 'master' }),
    get('/classes/Book/<book.objectId>', { include: 'author' }),
  ]),
  scenario('Users are included without what is private', [
    signUp('alice', { email: 'alice@example.org', nick: 'al' }),
    signUp('bob'),
    create('Note', { owner: pointer('_User', '<alice.objectId>') }, { name: 'note' }),
    find('Note', { include: 'owner' }),
    find('Note', { include: 'owner' }, { by: 'alice' }),
    find('Note', { include: 'owner' }, { by: 'bob' }),
    find('Note', { include: 'owner' }, { by: 'master' }),
    find('Note', { include: 'owner', keys: 'owner.email' }, { by: 'alice' }),
  ]),
  scenario('An object that points to itself is included once', [
    create('Node', { name: 'a' }, { name: 'a' }),
    create('Node', { name: 'b', next: pointer('Node', '<a.objectId>') }, { name: 'b' }),
    { method: 'PUT', path: '/classes/Node/<a.objectId>', body: { next: pointer('Node', '<a.objectId>') } },
    find('Node', { include: 'next', order: 'name' }),
    find('Node', { include: 'next.next.next', order: 'name' }),
    fetchBack('Node', 'b', { query: { include: 'next.next' } }),
  ]),
  scenario('A request for one object takes no parameters of a query', [
    ...rows,
    ...[{ where: {} }, { order: 'title' }, { limit: 1 }, { skip: 1 }, { count: 1 }, { foo: 1 }].map((query) =>
      get('/classes/Book/<book.objectId>', query),
    ),
  ]),
  scenario('A query takes no parameters that nobody knows', [
    ...rows,
    ...[{ foo: 1 }, { Where: {} }, { fields: 'title' }, { readPreference: 'PRIMARY' }].map((query) =>
      find('Book', query),
    ),
  ]),
];
