import { gzipSync } from 'node:zlib';
import { describeApi } from '../support/describe-api.js';
import { read, testBadRequests, withMasterKey, write, type BadRequest } from '../support/bad-requests.js';

const TEXTLESS: readonly unknown[] = [5, true, [], {}, { $ne: '' }];

const bodies: readonly BadRequest[] = [
  ...['{', '{"a":}', 'nul', '"x"', '5', '{"a":1}x', "{'a':1}", '\u0000', '{"a":undefined}', '\ufeff{'].map(
    (body) => write(`a body of ${JSON.stringify(body)}`, 'POST /classes/Bodies', body, '400'),
  ),
  write('a list for a body', 'POST /classes/Bodies', '[1]', '400 105'),
  write('bytes that are no UTF-8', 'POST /classes/Bodies', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), '400'),
  ...(
    [
      ['gzip that is none', 'gzip', new Uint8Array([1, 2, 3]), '400'],
      ['gzip cut short', 'gzip', new Uint8Array(gzipSync('{"a":1}').subarray(0, 12)), '400'],
      ['an unknown encoding', 'zstandard', '{}', '415'],
      ['an inherited encoding', 'constructor', '{}', '415'],
      ['a bomb', 'gzip', new Uint8Array(gzipSync(`{"a":"${'x'.repeat(30_000_000)}"}`)), '413'],
    ] as const
  ).map(([name, encoding, body, expected]): BadRequest => ({
    ...write(`a body of ${name}`, 'POST /classes/Bodies', body, expected),
    caller: () => ({ 'Content-Encoding': encoding }),
  })),
];

const credentials: readonly BadRequest[] = (
  [
    ['no app', { 'X-Parse-Application-Id': '' }, '403'],
    ['an unknown app', { 'X-Parse-Application-Id': 'nope' }, '403'],
    ['an inherited app', { 'X-Parse-Application-Id': '__proto__' }, '403'],
    ['a session of nonsense', { 'X-Parse-Session-Token': 'r:nope' }, '400 209'],
    ['a session that is JSON', { 'X-Parse-Session-Token': '{"$ne":null}' }, '400 209'],
    ['a context that is no object', { 'X-Parse-Cloud-Context': '5' }, '400 107'],
    ['a context that is a list', { 'X-Parse-Cloud-Context': '[]' }, '400 107'],
    ['a context of broken JSON', { 'X-Parse-Cloud-Context': '{' }, '400 107'],
  ] as const
).map(([name, headers, expected]): BadRequest => ({
  ...read(name, 'GET /classes/Bodies', {}, expected),
  caller: () => headers,
}));

const bodyCredentials: readonly BadRequest[] = TEXTLESS.flatMap((value) =>
  [
    '_ApplicationId',
    '_JavaScriptKey',
    '_MasterKey',
    '_SessionToken',
    '_InstallationId',
    '_ClientVersion',
    '_ContentType',
  ].map((field): BadRequest => ({
    ...write(
      `${field} of ${JSON.stringify(value)}`,
      'POST /classes/Bodies',
      { _ApplicationId: 'app', [field]: value },
      '403',
    ),
    caller: () => ({ 'X-Parse-Application-Id': '' }),
  })),
);

const batches: readonly BadRequest[] = [
  write('a batch of nothing', 'POST /batch', {}, '400 107'),
  write('a batch of a text', 'POST /batch', { requests: 'x' }, '400 107'),
  write('a batch of an object', 'POST /batch', { requests: {} }, '400 107'),
  write('a batch of numbers', 'POST /batch', { requests: [5] }, '400 107'),
  write('a batch of null', 'POST /batch', { requests: [null] }, '400 107'),
  write(
    'a batch in a batch',
    'POST /batch',
    { requests: [{ method: 'POST', path: '/parse/batch', body: { requests: [] } }] },
    '400 107',
  ),
  ...[
    ...TEXTLESS,
    null,
    '',
    '/',
    '/parse',
    '/parse/nope',
    '/other/classes/A',
    'classes/A',
    '/parse/../classes/A',
    '//',
    '/parse/classes/%',
  ].map((path) =>
    write(
      `a batch path of ${JSON.stringify(path)}`,
      'POST /batch',
      { requests: [{ method: 'GET', path }] },
      '400',
    ),
  ),
  ...[...TEXTLESS, null, '', 'NOPE', 'OPTIONS', 'CONNECT', '__proto__'].map((method) =>
    write(
      `a batch method of ${JSON.stringify(method)}`,
      'POST /batch',
      { requests: [{ method, path: '/parse/classes/A' }] },
      '400 107',
    ),
  ),
  ...['x', 5, [], true].map((body) =>
    write(
      `a batch body of ${JSON.stringify(body)}`,
      'POST /batch',
      { requests: [{ method: 'POST', path: '/parse/classes/A', body }] },
      '400 107',
    ),
  ),
];

const accounts: readonly BadRequest[] = [
  write('a sign-up without anything', 'POST /users', {}, '400 200'),
  write('a sign-up without a name', 'POST /users', { password: 'p' }, '400 200'),
  write('a sign-up without a password', 'POST /users', { username: 'u' }, '400 201'),
  write(
    'a sign-up with a bad mail',
    'POST /users',
    { username: 'u', password: 'p', email: 'nope' },
    '400 125',
  ),
  write(
    'a sign-up with a mail of a number',
    'POST /users',
    { username: 'u', password: 'p', email: 5 },
    '400 111',
  ),
  write('a log-in without anything', 'POST /login', {}, '400 200'),
  write('a log-in without a password', 'POST /login', { username: 'u' }, '400 201'),
  write('a log-in of nobody', 'POST /login', { username: 'nobody', password: 'p' }, '404 101'),
  write('an update of nobody', 'PUT /users/nobody', { a: 1 }, '400 206'),
  read('a removal of nobody', 'DELETE /users/nobody', {}, '400 206'),
  read('the own user of nobody', 'GET /users/me', {}, '400 209'),
  read('the own session of nobody', 'GET /sessions/me', {}, '400 209'),
  write('a session of nobody', 'POST /sessions', {}, '400 209'),
  write('an upgrade of nobody', 'POST /upgradeToRevocableSession', {}, '404 101'),
  write('a role without a name', 'POST /roles', { ACL: {} }, '400 111'),
  write('a role without an ACL', 'POST /roles', { name: 'r' }, '400 111'),
  write('a role with a number for a name', 'POST /roles', { name: 5, ACL: {} }, '400 111'),
  write('a role of users that are none', 'POST /roles', { name: 'r', ACL: {}, users: 5 }, '400 111'),
  write(
    'a role of users of another class',
    'POST /roles',
    {
      name: 'r',
      ACL: {},
      users: { __op: 'AddRelation', objects: [{ __type: 'Pointer', className: 'A', objectId: 'a' }] },
    },
    '400 111',
  ),
  write('an installation without ids', 'POST /installations', { deviceType: 'ios' }, '400 135'),
  write('an installation without a device', 'POST /installations', { installationId: 'i' }, '400 135'),
  ...TEXTLESS.flatMap((value) => [
    write(
      `an installation id of ${JSON.stringify(value)}`,
      'POST /installations',
      { installationId: value, deviceType: 'ios' },
      '400 (111|121)',
    ),
    write(
      `a device token of ${JSON.stringify(value)}`,
      'POST /installations',
      { deviceToken: value, deviceType: 'ios' },
      '400 (111|121)',
    ),
  ]),
  write(
    'channels of a text',
    'POST /installations',
    { installationId: 'i', deviceType: 'ios', channels: 'x' },
    '400 111',
  ),
  write('an event without a name', 'POST /events/%20', {}, '400 160'),
];

const operations = withMasterKey([
  write('a schema without a name', 'POST /schemas', {}, '400 135'),
  write('a schema of two names', 'POST /schemas/One', { className: 'Two' }, '400 103'),
  write('a schema that exists', 'POST /schemas/_User', {}, '400 103'),
  write('a change of no class', 'PUT /schemas/Missing', { fields: { a: { type: 'String' } } }, '400 103'),
  ...['x', 5].map((fields) =>
    write(`fields of ${JSON.stringify(fields)}`, 'POST /schemas/Bad', { fields }, '400 107'),
  ),
  ...[null, 5, 'String', {}, { type: 5 }, []].map((field) =>
    write(`a field of ${JSON.stringify(field)}`, 'POST /schemas/Bad', { fields: { a: field } }, '400 107'),
  ),
  write('a field of no type', 'POST /schemas/Bad', { fields: { a: { type: 'Nope' } } }, '400 111'),
  write(
    'a field of an inherited type',
    'POST /schemas/Bad',
    { fields: { a: { type: 'constructor' } } },
    '400 111',
  ),
  write('a pointer without a class', 'POST /schemas/Bad', { fields: { a: { type: 'Pointer' } } }, '400 135'),
  write(
    'a pointer to a bad class',
    'POST /schemas/Bad',
    { fields: { a: { type: 'Pointer', targetClass: 'a-b' } } },
    '400 103',
  ),
  write(
    'a default of another type',
    'POST /schemas/Bad',
    { fields: { a: { type: 'String', defaultValue: 5 } } },
    '400 111',
  ),
  write(
    'a default field again',
    'POST /schemas/Bad',
    { fields: { objectId: { type: 'String' } } },
    '400 136',
  ),
  write(
    'two places',
    'POST /schemas/Bad',
    { fields: { a: { type: 'GeoPoint' }, b: { type: 'GeoPoint' } } },
    '400 111',
  ),
  ...[
    'x',
    5,
    [],
    { foo: {} },
    { find: 5 },
    { find: { '*': 'yes' } },
    { find: { 'a b': true } },
    { readUserFields: ['nope'] },
    { protectedFields: { '*': ['objectId'] } },
  ].map((classLevelPermissions) =>
    write(
      `permissions of ${JSON.stringify(classLevelPermissions)}`,
      'POST /schemas/Bad',
      { classLevelPermissions },
      '400 107',
    ),
  ),
  ...['x', 5].map((params) =>
    write(`parameters of ${JSON.stringify(params)}`, 'PUT /config', { params }, '400 107'),
  ),
  write('a parameter with a dollar', 'PUT /config', { params: { $a: 1 } }, '400 121'),
  write('a parameter with an inherited name', 'PUT /config', '{"params":{"__proto__":1}}', '400 105'),
  write(
    'a parameter that is a relation',
    'PUT /config',
    {
      params: { a: { __op: 'AddRelation', objects: [{ __type: 'Pointer', className: 'A', objectId: 'a' }] } },
    },
    '400 111',
  ),
  write('a purge of nothing', 'DELETE /purge/Missing', {}, '200'),
  write('an audience of broken JSON', 'POST /push_audiences', { name: 'n', query: '{' }, '400 107'),
]);

const unknown: readonly BadRequest[] = [
  read('broken percent-encoding', 'GET /classes/%E0%A4%A', {}, '400'),
  read('a broken id', 'GET /classes/A/%', {}, '400'),
];

describeApi('bodies', (api) => testBadRequests(api, bodies));
describeApi('credentials', (api) => testBadRequests(api, [...credentials, ...bodyCredentials]));
describeApi('batches', (api) => testBadRequests(api, batches));
describeApi('accounts, roles and installations', (api) => testBadRequests(api, accounts));
describeApi('schemas and configuration', (api) => testBadRequests(api, operations));
describeApi('paths', (api) => testBadRequests(api, unknown));
