import { get, post, put, create, scenario, type Step } from '../../dsl.js';

const raw = (body: string, type: string | null): Step =>
  post('/classes/Note', {}, { raw: body, headers: { 'Content-Type': type } });
const inBody = (body: Parameters<typeof post>[1]): Step =>
  post('/classes/Note', body, { headers: { 'X-Parse-Application-Id': null, 'Content-Type': 'text/plain' } });

export const scenarios = [
  scenario('A body is JSON whatever its type is called', [
    raw('{"n":1}', 'application/json'),
    raw('{"n":2}', 'application/json; charset=utf-8'),
    raw('{"n":3}', 'text/plain'),
    raw('{"n":4}', 'application/octet-stream'),
    raw('{"n":5}', 'application/vnd.api+json'),
  ]),
  scenario('A form is read as a form', [raw('n=1&s=x%20y', 'application/x-www-form-urlencoded')]),
  scenario('A body that is no JSON is refused', [
    raw('{"n":', 'application/json'),
    raw('x', 'text/plain'),
    raw('7', 'application/json'),
    raw('"x"', 'application/json'),
  ]),
  scenario('A body of another charset is refused', [raw('{"n":1}', 'application/json; charset=latin1')]),
  scenario('An empty body is an empty object', [raw('', 'application/json'), raw('{}', 'application/json')]),
  scenario('A body says the application', [
    inBody({ _ApplicationId: 'app', n: 1 }),
    inBody({ _ApplicationId: 'other', n: 1 }),
    inBody({ n: 1 }),
    inBody({ _ApplicationId: 7, n: 1 }),
  ]),
  scenario('A body says the master key', [
    inBody({ _ApplicationId: 'app', _MasterKey: 'master-key', n: 1, ACL: {} }),
    inBody({ _ApplicationId: 'app', _MasterKey: 'wrong', n: 1 }),
  ]),
  scenario('A body says who asks', [
    post('/users', { username: 'alice', password: 'x' }, { name: 'alice' }),
    inBody({ _ApplicationId: 'app', _SessionToken: '<alice.sessionToken>', n: 1 }),
    inBody({ _ApplicationId: 'app', _SessionToken: 'r:nobody', n: 1 }),
    inBody({ _ApplicationId: 'app', _InstallationId: 'phone', _ClientVersion: 'js1.0.0', n: 2 }),
  ]),
  scenario('A body says the method', [
    create('Note', { n: 1 }, { name: 'note' }),
    post('/classes/Note/<note.objectId>', { _method: 'PUT', n: 2 }),
    post('/classes/Note/<note.objectId>', { _method: 'GET' }),
    post('/classes/Note', { _method: 'GET', where: { n: 2 } }),
    post('/classes/Note', { _method: 'get', where: '{"n":2}', order: 'n' }),
    post('/classes/Note/<note.objectId>', { _method: 'DELETE' }),
    post('/classes/Note', { _method: 'FLY' }),
    post('/classes/Note', { _method: 7 }),
    put('/classes/Note/nothing', { _method: 'GET' }),
  ]),
  scenario('What a body says of the request is not stored', [
    inBody({ _ApplicationId: 'app', _ClientVersion: 'js1.0.0', _InstallationId: 'i', _noBody: true, n: 1 }),
    get('/classes/Note'),
  ]),
];
