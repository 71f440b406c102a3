import { describeApi } from '../support/describe-api.js';
import { read, testBadRequests, withMasterKey, write, type BadRequest } from '../support/bad-requests.js';

const CLASS_NAMES = [
  '1abc',
  'a-b',
  'a%20b',
  'a.b',
  'a%24b',
  '%24a',
  '_Foo',
  '_SCHEMA',
  '__proto__',
  'constructor',
  '%C3%A9t%C3%A9',
  'a%00b',
  "a'%3B%20DROP%20TABLE%20x%3B--",
  'a%22b',
  'a%2Fb',
  '%2E%2E%2Fx',
  '_Join%3Aa%3Ab%3Ac',
  '_Join%3A%3A',
  '%5B%5D',
  'sqlite_master%20',
];

const FIELD_NAMES = [
  '1abc',
  'a-b',
  'a b',
  '$a',
  'a$b',
  '',
  ' ',
  '.',
  'a.',
  '.a',
  'a..b',
  '_a',
  '_id',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'length',
  'className',
  'id',
  'é',
  'a\u0000b',
  'a"b',
  "a'b",
  'a;b',
  'a`b',
  'a\nb',
  '*',
  '\ud800',
];

const classRows: readonly BadRequest[] = CLASS_NAMES.flatMap((name) => [
  write(`create in class ${name}`, `POST /classes/${name}`, { a: 1 }, '400 103'),
  write(`update in class ${name}`, `PUT /classes/${name}/x`, { a: 1 }, '400 103'),
  read(`delete in class ${name}`, `DELETE /classes/${name}/x`, {}, '400 103'),
  read(`find in class ${name}`, `GET /classes/${name}`, {}, '400 103'),
  read(`get in class ${name}`, `GET /classes/${name}/x`, {}, '400 103'),
]);

const schemaRows = withMasterKey(
  CLASS_NAMES.flatMap((name) => [
    write(`declare class ${name}`, `POST /schemas/${name}`, {}, '400 103'),
    write(
      `declare class ${name} in the body`,
      'POST /schemas',
      { className: decodeURIComponent(name) },
      '400 103',
    ),
    read(`show class ${name}`, `GET /schemas/${name}`, {}, '400 103'),
    read(`drop class ${name}`, `DELETE /schemas/${name}`, {}, '400 103'),
  ]),
);

const fieldRows: readonly BadRequest[] = FIELD_NAMES.flatMap((name) => {
  const shown = JSON.stringify(name);
  return [
    write(`create with field ${shown}`, 'POST /classes/Names', `{${shown}:1}`, '400 105'),
    write(`update with field ${shown}`, 'PUT /classes/Names/x', `{${shown}:1}`, '400 105'),
    write(
      `increment field ${shown}`,
      'PUT /classes/Names/x',
      `{${shown}:{"__op":"Increment","amount":1}}`,
      '400 105',
    ),
    write(`unset field ${shown}`, 'PUT /classes/Names/x', `{${shown}:{"__op":"Delete"}}`, '400 105'),
  ];
});

/** Well-formed names that no field has: there is nothing to sort by, and nothing wrong. */
const UNKNOWN_FIELDS = ['constructor', 'hasOwnProperty', 'length', 'className', 'id', 'a.', 'a..b'];

const sortRows: readonly BadRequest[] = FIELD_NAMES.filter((name) => name !== '\ud800').map((name) =>
  read(
    `sort by ${JSON.stringify(name)}`,
    'GET /classes/Names',
    { order: `-${name}` },
    UNKNOWN_FIELDS.includes(name) ? '200' : '400 105',
  ),
);

const declaredFieldRows = withMasterKey(
  FIELD_NAMES.filter((name) => name !== 'id').map((name) => {
    const shown = JSON.stringify(name);
    return write(
      `declare field ${shown}`,
      'POST /schemas/Declared',
      `{"fields":{${shown}:{"type":"String"}}}`,
      '400 105',
    );
  }),
);

const identifiers: readonly BadRequest[] = [
  write('objectId in a create', 'POST /classes/Names', { objectId: 'mine' }, '400 105'),
  write('objectId as an operator', 'POST /classes/Names', { objectId: { $ne: 1 } }, '400 105'),
  write('objectId in an update', 'PUT /classes/Names/x', { objectId: 'mine' }, '400 105'),
  write('createdAt that is no date', 'POST /classes/Names', { createdAt: 5 }, '400 111'),
  write('ACL increment', 'POST /classes/Names', { ACL: { __op: 'Increment', amount: 1 } }, '400 111'),
  write(
    'ACL of an unsaved user',
    'POST /classes/Names',
    { ACL: { '*unresolved': { read: true } } },
    '400 123',
  ),
  read('an id with a slash', 'GET /classes/Names/a%2Fb', {}, '404 101'),
  read('an id of spaces', 'GET /classes/Names/%20%20', {}, '404 101'),
  read('an id with a null byte', 'GET /classes/Names/a%00b', {}, '404 101'),
  read('an id with a quote', "GET /classes/Names/a'%20OR%20'1'='1", {}, '404 101'),
  read('an operator for an id', 'GET /classes/Names/%7B%22%24ne%22%3A1%7D', {}, '404 101'),
  read('a very long id', `GET /classes/Names/${'x'.repeat(5000)}`, {}, '404 101'),
];

describeApi('names of classes', (api) => testBadRequests(api, classRows));
describeApi('names of declared classes', (api) => testBadRequests(api, schemaRows));
describeApi('names of fields', (api) => testBadRequests(api, fieldRows));
describeApi('names to sort by', (api) => testBadRequests(api, sortRows));
describeApi('names of declared fields', (api) => testBadRequests(api, declaredFieldRows));
describeApi('ids', (api) => testBadRequests(api, identifiers));
