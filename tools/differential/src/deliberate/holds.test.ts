import { expect, test } from 'vitest';
import type { StepDifference } from '../compare/compare-transcripts.js';
import { get, post, put } from '../dsl/requests.js';
import type { Json, JsonObject } from '../dsl/scenario.js';
import { pointer } from '../dsl/values.js';
import {
  bothNameWhatIsAsked,
  findsRemade,
  incumbentAddsRowsWithout,
  isNullWithoutField,
  isUpdatedToNull,
  keepsMembers,
  oneFindsLess,
  oursClosesPolygon,
  oursFindsNone,
  oursMayNotReadItself,
  oursNamesWhatIsAsked,
  writesWhatIsSearchedNear,
} from './holds.js';
import { classesDiffer, showsOneForAnother } from './holds-of-included.js';
import { oursNamesWhatIsMalformed } from './holds-of-malformed.js';
import { asksWhatPointsAtOthers, isNamedByUserField } from './holds-of-permissions.js';
import { findsLessAfterDelete, relatesToDeleted } from './holds-of-subqueries.js';

test.each<[Json, boolean]>([
  [{ objectId: 'a', ACL: { a: { write: true } } }, true],
  [{ objectId: 'a', ACL: {} }, true],
  [{ objectId: 'a', ACL: { b: { read: true } } }, true],
  [{ objectId: 'a', ACL: { a: { read: true } } }, false],
  [{ objectId: 'a', ACL: { '*': { read: true } } }, false],
  [{ objectId: 'a' }, false],
])('of %j it is asked whether it may read itself', (ours, expected) => {
  expect(oursMayNotReadItself(difference({ objectId: 'a' }, ours), 'body.ACL')).toBe(expected);
});

test('either may find less, and not something else', () => {
  const rows = (...results: readonly Json[]): Json => ({ results });
  expect(oneFindsLess(difference(rows(1, 2), rows(1)), 'body.results')).toBe(true);
  expect(oneFindsLess(difference(rows(1), rows(1, 2)), 'body.results')).toBe(true);
  expect(oneFindsLess(difference(rows(1, 2), rows(1, 3)), 'body.results')).toBe(false);
  expect(oursFindsNone(difference(rows(1), rows()), 'body.results')).toBe(true);
  expect(oursFindsNone(difference(rows(), rows(1)), 'body.results')).toBe(false);
});

test('an object of another class with the same id is told from one with other fields', () => {
  const shelf = (className: string, objectId = 'same'): Json => ({ l: [{ className, objectId, n: 1 }] });
  expect(classesDiffer(difference(shelf('Author'), shelf('Book')), 'body.l.0.n')).toBe(true);
  expect(classesDiffer(difference(shelf('Author'), shelf('Author')), 'body.l.0.n')).toBe(false);
  expect(classesDiffer(difference(shelf('Author'), shelf('Book', 'other')), 'body.l.0.n')).toBe(false);
  expect(classesDiffer(difference(shelf('Author'), shelf('Book')), 'body.other')).toBe(false);
});

test('an object is shown in place of one of another class with its id, and not without such a one', () => {
  const item = (objectId: string): Json => ({ className: 'Book', objectId });
  const pointsAt = (...classes: readonly string[]): StepDifference['before'] => [
    post('/classes/Shelf', {
      l: classes.map((className) => ({ __type: 'Pointer', className, objectId: 'a' })),
    }),
  ];
  const holds = (theirs: Json, own: Json, before: StepDifference['before']): boolean =>
    showsOneForAnother({ ...difference({ l: theirs }, { l: own }), before }, 'body.l');
  const [a, b] = [item('a'), item('b')];
  expect(holds([a, a, b], [a, b], pointsAt('Book', 'Author'))).toBe(true);
  expect(holds([a, a, b], [a, b], pointsAt('Book', 'Book'))).toBe(false);
  expect(holds([a, b, b], [a, b], pointsAt('Book', 'Author'))).toBe(false);
  expect(holds([a, b], [a], pointsAt('Book', 'Author'))).toBe(false);
  expect(holds([a], [a, a], pointsAt('Book', 'Author'))).toBe(false);
});

test('rows are of objects that were made again', () => {
  const rows = (...ids: readonly string[]): Json => ({ results: ids.map((objectId) => ({ objectId })) });
  const holds = (theirs: Json, own: Json, ...deleted: readonly string[]): boolean =>
    findsRemade({ ...difference(theirs, own), deleted }, 'body.results');
  expect(holds(rows('a', 'b'), rows('a'), '/classes/Note/b')).toBe(true);
  expect(holds(rows('a'), rows('a', 'b'), '/classes/Note/b')).toBe(true);
  expect(holds(rows('a', 'b'), rows(), '/classes/Note/b')).toBe(false);
  expect(holds(rows('a', 'b'), rows('a'), '/classes/Other/b')).toBe(false);
  expect(holds(rows('a'), rows('a'))).toBe(false);
});

test.each([
  ['a field', { m: { $nearSphere: 1 } }, { m: { a: 1 } }, true],
  ['a part of it', { m: { $nearSphere: 1 } }, { 'm.a': 1 }, true],
  ['a field of a branch', { $or: [{}, { m: { $exists: true, $nearSphere: 1 } }] }, { m: 1 }, true],
  ['another field', { m: { $nearSphere: 1 } }, { n: 1 }, false],
  ['a field of another condition', { m: { $gt: 1 } }, { m: 1 }, false],
])('a write gives %s that was searched near something', (_title, where, body, expected) => {
  const write = { ...difference({}, {}), step: put('/classes/Note/x', body) };
  const before = [get('/classes/Note', { where })];
  expect(writesWhatIsSearchedNear({ ...write, before }, 'status')).toBe(expected);
});

test.each([
  ['{"s":{"__type":"Date","iso":"2024-13-01"}}', '400 111 This is not a valid Date', true],
  ['{"s":{"__type":"Date","iso":"2024-12-01"}}', '400 111 This is not a valid Date', false],
  ['{"l":{"__op":"Add","objects":[{"a.b":1}]}}', "400 121 Nested keys should not contain the '$'", true],
  ['{"s":1,"m.a":1}', "400 121 Nested keys should not contain the '$'", false],
  ['{"n":{"__op":"Increment","amount":"x"}}', '400 107 incrementing must provide a number', true],
  ['{"n":{"__op":"Increment","amount":1}}', '400 107 incrementing must provide a number', false],
  ['{"n":"x"}', '400 111 schema mismatch for Note.n', false],
])('whether %s holds what is malformed by %s', (body, ours, expected) => {
  const write = { ...difference({}, {}), request: `PUT /classes/Note/x ${body}`, ours };
  expect(oursNamesWhatIsMalformed(write, 'body.error')).toBe(expected);
});

test.each([
  ['an update', put('/classes/Note/x', { p: null }), true],
  ['a batch', post('/batch', { requests: [{ method: 'PUT', body: { p: null } }] }), true],
  ['a create', post('/classes/Note', { p: null }), false],
  ['an update of another field', put('/classes/Note/x', { n: null }), false],
])('%s makes a field null', (_title, step, expected) => {
  expect(isUpdatedToNull({ ...difference({}, {}), before: [step] }, 'body.results.0.p')).toBe(expected);
});

test('a polygon is closed by its first corner', () => {
  const list = (...coordinates: readonly Json[]): Json => ({ l: [{ coordinates }] });
  const closes = (ours: Json): boolean =>
    oursClosesPolygon(difference(list([0, 0], [0, 1], [1, 1]), ours), 'body.l.0.coordinates');
  expect(closes(list([0, 0], [0, 1], [1, 1], [0, 0]))).toBe(true);
  expect(closes(list([0, 0], [0, 1], [1, 1], [0, 1]))).toBe(false);
  expect(closes(list([0, 0], [0, 2], [1, 1], [0, 0]))).toBe(false);
});

test('a column tells from whom fields are hidden, and is not hidden itself', () => {
  const hiding = (hidden: JsonObject, path = '/schemas/Note') => ({
    path,
    body: { classLevelPermissions: { protectedFields: hidden } },
  });
  const permits = (...written: StepDifference['written']): boolean =>
    isNamedByUserField({ ...difference({}, {}), written }, 'body.results.0.u');
  const named = hiding({ 'userField:u': ['n'] });
  expect(permits(named)).toBe(true);
  expect(permits(hiding({ 'userField:u': ['n'] }, '/schemas/Other'))).toBe(false);
  expect(permits(hiding({ 'userField:u': ['n'], '*': ['u'] }))).toBe(false);
  expect(permits(hiding({ 'userField:v': ['n'] }))).toBe(false);
  expect(permits(named, hiding({ '*': ['u'] }))).toBe(false);
  expect(permits(named, hiding({ '*': ['u'] }, '/schemas/Other'))).toBe(true);
  expect(permits(named, { path: '/schemas/Note', body: undefined })).toBe(false);
});

test.each<[string, JsonObject, string | undefined, boolean]>([
  ['by pointers', { find: { pointerFields: ['u'] } }, undefined, true],
  ['by pointers of the whole class', { find: {}, readUserFields: ['u'] }, undefined, true],
  ['by pointers, and somebody asks', { find: { pointerFields: ['u'] } }, 'bob', false],
  ['by pointers, and to everybody', { find: { '*': true, pointerFields: ['u'] } }, undefined, false],
  ['to get it by pointers', { find: {}, get: { pointerFields: ['u'] } }, undefined, false],
])('nobody asks what is given %s', (_title, permissions, by, expected) => {
  const written = [{ path: '/schemas/Note', body: { classLevelPermissions: permissions } }];
  const step = { ...get('/classes/Note'), ...(by === undefined ? {} : { by }) };
  const asked = (rows: readonly Json[]): StepDifference => ({
    ...difference({ results: rows }, { code: 102 }),
    step,
    written,
  });
  expect(asksWhatPointsAtOthers(asked([]), 'status')).toBe(expected);
  expect(asksWhatPointsAtOthers(asked([{ objectId: 'a' }]), 'status')).toBe(false);
});

test('the owner of a relation that is searched was deleted', () => {
  const related = { $relatedTo: { object: pointer('Thing', 'a'), key: 'r' } };
  const asks = (where: JsonObject, ...deleted: readonly string[]): boolean => {
    const step = get('/classes/Note', { where });
    return relatesToDeleted({ ...difference({}, {}), step, deleted }, 'body.results');
  };
  expect(asks(related, '/classes/Thing/a')).toBe(true);
  expect(asks({ $or: [{ n: 1 }, related] }, '/classes/Thing/a')).toBe(true);
  expect(asks(related, '/classes/Note/a', '/classes/Thing/b')).toBe(false);
  expect(asks({ r: pointer('Thing', 'a') }, '/classes/Thing/a')).toBe(false);
});

test.each<[string, StepDifference['written'], boolean]>([
  ['nothing', [], false],
  ['null', [{ path: '/classes/Note/a', body: { n: null } }], true],
  ['null to another', [{ path: '/classes/Note/b', body: { n: null } }], false],
  ['null to one of another class', [{ path: '/classes/Other/a', body: { n: null } }], false],
  [
    'null, and a value to another later',
    [
      { path: '/classes/Note', body: { objectId: 'a', n: null } },
      { path: '/classes/Note/b', body: { n: 1 } },
    ],
    true,
  ],
  [
    'null, and a value to another before',
    [
      { path: '/classes/Note/b', body: { n: 1 } },
      { path: '/classes/Note/a', body: { n: null } },
    ],
    false,
  ],
  [
    'null, and a part to another before',
    [
      { path: '/classes/Note/b', body: { 'n.a': 1 } },
      { path: '/classes/Note/a', body: { n: null } },
    ],
    false,
  ],
  [
    'null to a declared field',
    [
      { path: '/schemas/Note', body: { fields: { n: { type: 'Number' } } } },
      { path: '/classes/Note/a', body: { n: null } },
    ],
    false,
  ],
])('whether null is of a field that the class lacks when writes gave %s', (_title, written, expected) => {
  const rows = (row: JsonObject): Json => ({ results: [{ objectId: 'a', ...row }] });
  const read = { ...difference(rows({ n: null }), rows({})), written };
  expect(isNullWithoutField(read, 'body.results.0.n')).toBe(expected);
});

test.each([
  ['$inQuery', '/classes/Other/x', [true, false]],
  ['$notInQuery', '/classes/Other/x', [false, true]],
  ['$inQuery', '/classes/Note/x', [false, false]],
])('whether %s by a relation finds less or more after %s was deleted', (operator, path, expected) => {
  const where = { p: { [operator]: { className: 'Other', where: { r: { objectId: 'a' } } } } };
  const rows = (...results: readonly Json[]): Json => ({ results });
  const holds = (theirs: Json, own: Json): boolean =>
    findsLessAfterDelete(
      { ...difference(theirs, own), step: get('/classes/Note', { where }), deleted: [path] },
      'body.results',
    );
  expect([holds(rows(1, 2), rows(1)), holds(rows(1), rows(1, 2))]).toEqual(expected);
});

test('rows are the same with null, a relation, or all of what is asked for in parts', () => {
  const request = 'GET /classes/Note {"where":{"l":1},"keys":"n,m.a"}';
  const rows = (...results: readonly Json[]): Json => ({ results });
  const less = (theirs: Json, own: Json): boolean =>
    oneFindsLess({ ...difference(rows(theirs, { objectId: 'b' }), rows(own)), request }, 'body.results');
  const note = { objectId: 'a', n: 1 };
  const relation = { __type: 'Relation', className: 'Note' };
  expect(less({ ...note, m: { a: 1, b: 2 }, r: relation, p: null }, { ...note, m: { a: 1 } })).toBe(true);
  expect(less({ ...note, k: { a: 1, b: 2 } }, { ...note, k: { a: 1 } })).toBe(false);
  expect(less(note, { ...note, n: 2 })).toBe(false);
});

test('an object is made again with the id of one that was deleted', () => {
  const rows = (...members: readonly string[]): Json => ({
    results: ['a', 'b'].map((objectId) => ({
      objectId,
      tags: { results: members.map((member) => ({ objectId: member })) },
    })),
  });
  const state = difference(rows('old', 'new'), rows('new'));
  const after = { ...state, deleted: ['/classes/Note/b', '/classes/Other/a'] };
  expect(keepsMembers(after, 'body.results.1.tags.results')).toBe(true);
  expect(keepsMembers(after, 'body.results.0.tags.results')).toBe(false);
  expect(keepsMembers(state, 'body.results.1.tags.results')).toBe(false);
  const other = { ...after, ...{ bodies: { incumbent: rows('old'), ours: rows('new') } } };
  expect(keepsMembers(other, 'body.results.1.tags.results')).toBe(false);
});

test('a list that holds null lacks something', () => {
  const rows = (...results: readonly Json[]): Json => ({ results });
  const adds = (row: Json): boolean =>
    incumbentAddsRowsWithout('l')(difference(rows({ l: [1] }, row), rows({ l: [1] })), 'body.results');
  expect([adds({}), adds({ l: null }), adds({ l: [2, null] }), adds({ l: [2] })]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test.each<[string, string, readonly [theirs: string, own: string], boolean]>([
  ['a page after such a row begins earlier', '"skip":1', ['ab', 'b'], true],
  ['a full page after such a row is moved', '"skip":1,"limit":2', ['ab', 'bc'], true],
  ['a last page after such a row has one row', '"skip":1', ['b', ''], true],
  ['a page after such a row has other rows', '"skip":1', ['ac', 'bc'], false],
  ['a page after such a row has a row more at its end', '"skip":1', ['bc', 'b'], false],
  ['a first page begins earlier', '"limit":1', ['a', 'b'], false],
])('%s', (_title, page, [theirs, own], expected) => {
  const list = (ids: string): Json => ({ results: ids.split('').map((objectId) => ({ objectId, l: [1] })) });
  const paged = { ...difference(list(theirs), list(own)), request: `GET /classes/Note {${page}}` };
  expect(incumbentAddsRowsWithout('l')(paged, 'body.results')).toBe(expected);
});

test.each([
  ['{"a":{"$foo":1}}', '400 105 Invalid key name: $foo', true],
  ['{"a":{"$foo":1}}', '400 105 Invalid key name: $bar', false],
  ['{"$and":[[1],[2]]}', '400 105 Invalid key name: 0', true],
  ['{"$and":[{"a":0}]}', '400 105 Invalid key name: 0', false],
  ['{"a":{"$in":1}}', '400 102 $in element type not supported', true],
  ['{"a":{"$in":1}}', '400 102 $nin element type not supported', false],
])('whether %s holds what is named by %s', (where, ours, expected) => {
  const asked = { ...difference({}, {}), request: `GET /classes/Note {"where":${where}}`, ours };
  expect(oursNamesWhatIsAsked(asked, 'body.error')).toBe(expected);
});

test.each([
  ['400 102 bad $in value', '400 105 Invalid key name: $foo', true],
  ['400 102 bad $in value', '400 102 bad $in value', false],
  ['400 102 bad $nin value', '400 105 Invalid key name: $foo', false],
  ['400 102 bad $in value', '400 102 Query is too deep', false],
])('whether %s and %s are about two wrong conditions', (incumbent, ours, expected) => {
  const request = 'GET /classes/Note {"where":{"a":{"$foo":1},"b":{"$in":1}}}';
  expect(bothNameWhatIsAsked({ ...difference({}, {}), request, incumbent, ours }, 'body.error')).toBe(
    expected,
  );
});

function difference(incumbent: Json, ours: Json): StepDifference {
  return {
    place: '1',
    request: 'GET /classes/Note {"where":{}}',
    incumbent: '200',
    ours: '200',
    fields: [],
    bodies: { incumbent, ours },
    newFields: [],
    deleted: [],
    isState: false,
    step: { method: 'GET', path: '/classes/Note' },
    isConsequential: false,
    isAfterEnd: false,
    operations: [],
    before: [],
    written: [],
  };
}
