import { describe, expect, test } from 'vitest';
import { get, post, put } from '../dsl/requests.js';
import type { Json, JsonObject, Step } from '../dsl/scenario.js';
import type { Exchange, Transcript } from '../run/run-scenario.js';
import { answer, explanations, transcript } from '../../test/transcripts.js';
import type { DeliberateDifference } from './difference.js';
import { givesNewField } from './holds.js';

const create = post('/classes/Note', { n: 1 });
const refused = answer(400, { code: 111, error: 'schema mismatch' });
const note = { className: 'Note', fields: { n: { type: 'Number' } } };
const missing = answer(400, { code: 103, error: 'Class Note does not exist.' });

describe('what follows from a write that both refused is explained', () => {
  const about = get('/schemas/Note', {}, { by: 'master' });

  test('where only parse-server has the class', () => {
    const incumbent = transcript(
      [
        [create, refused],
        [about, answer(200, note)],
      ],
      [note],
    );
    const ours = transcript(
      [
        [create, refused],
        [about, missing],
      ],
      [],
    );
    expect(explanations(incumbent, ours)).toEqual(['left by a refusal', 'left by a refusal']);
  });

  test('not where nothing was refused before', () => {
    const incumbent = transcript([[about, answer(200, note)]], [note]);
    const ours = transcript([[about, missing]], []);
    expect(explanations(incumbent, ours)).toEqual(['none', 'none']);
  });

  test('not where only ours has the class', () => {
    const incumbent = transcript(
      [
        [create, refused],
        [about, missing],
      ],
      [],
    );
    const ours = transcript(
      [
        [create, refused],
        [about, answer(200, note)],
      ],
      [note],
    );
    expect(explanations(incumbent, ours)).toEqual(['none', 'none']);
  });
});

describe('a relation that only parse-server shows', () => {
  const named = post('/classes/Note', { friends: 1 });
  const one = get('/classes/Note/x');
  const shown = answer(200, { friends: { __type: 'Relation', className: 'Note' } });
  const answersTo = (first: Step, given: Exchange['answer'], last: Json): Transcript =>
    transcript(
      [
        [first, given],
        [named, refused],
        [one, answer(200, last)],
      ],
      [],
    );

  test.each([
    ['is left by a refused write that names it', refused, 'left by a refusal'],
    ['is not explained where a write made it here, too', answer(201, {}), 'none'],
  ])('%s', (_title, first, explanation) => {
    const incumbent = answersTo(named, first, shown.body ?? null);
    expect(explanations(incumbent, answersTo(named, first, {}))).toEqual([explanation]);
  });
});

test('what both have by a later write is explained for as long as only parse-server has it', () => {
  const about = get('/schemas/Note', {}, { by: 'master' });
  const removal = put('/schemas/Note', { fields: { n: { __op: 'Delete' } } }, { by: 'master' });
  const told = answer(400, { code: 107, error: "Field 'n' does not exist" });
  const answersTo = (removed: readonly (readonly [Step, Exchange['answer']])[], last: Exchange['answer']) =>
    transcript(
      [[create, answer(201, {})], ...removed, [put('/classes/Note/x', { n: 'a' }), refused], [about, last]],
      [note],
    );
  const ok = answer(200, {});
  expect(explanations(answersTo([[removal, ok]], ok), answersTo([[removal, ok]], told))).toEqual([
    'left by a refusal',
  ]);
  expect(explanations(answersTo([], ok), answersTo([], told))).toEqual(['none']);
});

test.each([
  ['is explained in what is included of it', 'Note', 'left by a refusal'],
  ['explains nothing of what is included of another', 'Other', 'none'],
])('what was left in a class %s', (_title, className, explanation) => {
  const named = post('/classes/Note', { friends: 1 });
  const shelf = get('/classes/Shelf', { include: '*' });
  const answersTo = (shown: JsonObject): Transcript =>
    transcript(
      [
        [named, refused],
        [shelf, answer(200, { results: [{ note: { __type: 'Object', className, ...shown } }] })],
      ],
      [],
    );
  const relation = { friends: { __type: 'Relation', className: 'Note' } };
  expect(explanations(answersTo(relation), answersTo({}))).toEqual([explanation]);
});

test('what was left in one class explains nothing of another', () => {
  const other = get('/classes/Other', { where: { n: 1 } });
  const answersTo = (rows: Json): Transcript =>
    transcript(
      [
        [create, refused],
        [other, answer(200, { results: rows })],
      ],
      [],
    );
  expect(explanations(answersTo([]), answersTo([{ n: 1 }]))).toEqual(['none']);
});

test('a failure of the server itself is explained by a row alone', () => {
  const find = get('/classes/Note', { where: { n: 1 } });
  const failed = answer(500, { code: 1, error: 'Internal server error.' });
  const incumbent = transcript(
    [
      [create, refused],
      [find, answer(200, { results: [] })],
    ],
    [],
  );
  const ours = transcript(
    [
      [create, refused],
      [find, failed],
    ],
    [],
  );
  expect(explanations(incumbent, ours)).toEqual(['none']);
});

test('what follows an operation of a batch that one server alone did is its consequence', () => {
  const row: DeliberateDifference = {
    request: '',
    incumbent: '',
    ours: '',
    why: '',
    matches: [{ request: /POST \/batch/ }],
  };
  const batch = post('/batch', { requests: [] });
  const answersTo = (operation: Json, n: number): Transcript =>
    transcript(
      [
        [batch, answer(200, [operation])],
        [get('/classes/Note/x'), answer(200, { n })],
      ],
      [],
    );
  const incumbent = answersTo({ success: {} }, 2);
  expect(explanations(incumbent, answersTo({ error: { code: 111 } }, 1), [row])).toEqual([
    'listed',
    'consequence',
  ]);
  expect(explanations(incumbent, answersTo({ success: { n: 1 } }, 1), [row])).toEqual(['listed', 'none']);
});

describe('what follows a write that one server alone did is its consequence', () => {
  const row: DeliberateDifference = {
    request: '',
    incumbent: '',
    ours: '',
    why: '',
    matches: [{ request: /^(POST|PUT) / }],
  };
  const explained = (
    write: Step,
    after: Step,
    bodyOf: (n: number) => Json = (n) => ({ n }),
  ): readonly string[] => {
    const answersTo = (written: Exchange['answer'], n: number): Transcript =>
      transcript(
        [
          [write, written],
          [after, answer(200, bodyOf(n))],
        ],
        [],
      );
    return explanations(answersTo(answer(201, {}), 2), answersTo(refused, 1), [row]);
  };
  const signUp = post('/users', { username: 'a' }, { name: 'alice' });
  const change = put('/users/<alice.objectId>', { nick: 'a' });

  test.each([
    ['in its class', create, get('/classes/Note/x'), 'consequence'],
    [
      'in a subquery about its class',
      create,
      get('/classes/Other', { where: { className: 'Note' } }),
      'consequence',
    ],
    ['for whom it signed up', signUp, get('/classes/Other/x', {}, { by: 'alice' }), 'consequence'],
    ['about whom it signed up', signUp, get('/classes/Other/<alice.objectId>'), 'consequence'],
    ['by whom it changed', change, get('/classes/Other/x', {}, { by: 'alice' }), 'consequence'],
    ['but not by others', change, get('/classes/Other/x', {}, { by: 'bob' }), 'none'],
    ['of unknown classes', post('/functions/writes'), get('/classes/Other/x'), 'consequence'],
    ['but not in another class', create, get('/classes/Other/x'), 'none'],
    ['but not in a class of a similar name', create, get('/classes/Notes/x'), 'none'],
    ['but not for others', signUp, get('/classes/Other/x', {}, { by: 'master' }), 'none'],
  ])('%s', (_title, write, after, explanation) => {
    expect(explained(write, after)).toEqual(['listed', explanation]);
  });

  test.each([
    ['in what is included of its class', 'Note', 'consequence'],
    ['but not in what is included of another', 'Other', 'none'],
  ])('%s', (_title, className, explanation) => {
    const including = (n: number): Json => ({ note: { __type: 'Object', className, n } });
    expect(explained(create, get('/classes/Shelf/x'), including)).toEqual(['listed', explanation]);
  });
});

test('no answer of ours, or a failure, is explained by nothing but a row, even after parse-server has ended', () => {
  const ended = { status: 0, headers: {}, body: 'Error: connect ECONNREFUSED 127.0.0.1:1' };
  const find = get('/classes/Note');
  const answersTo = (last: Exchange['answer']): Transcript => transcript([[find, last]], []);
  const silent = { status: 0, headers: {}, body: 'Error: no answer to GET' };
  const failed = answer(500, { code: 1, error: 'Internal server error.' });
  expect(explanations(answersTo(ended), answersTo(silent))).toContain('none');
  expect(explanations(answersTo(ended), answersTo(failed))).toContain('none');
});

test('what is asked after parse-server has ended is not compared', () => {
  const ended = { status: 0, headers: {}, body: 'Error: connect ECONNREFUSED 127.0.0.1:1' };
  const find = get('/classes/Note');
  const incumbent = transcript(
    [
      [create, answer(201, {})],
      [find, ended],
    ],
    [note],
  );
  const ours = transcript(
    [
      [create, answer(200, {})],
      [find, answer(200, { results: [] })],
    ],
    [note],
  );
  expect(explanations(incumbent, ours)).toEqual(['none', 'parse-server ended']);
});

test('a row with values explains no other values', () => {
  const row: DeliberateDifference = {
    request: '',
    incumbent: '',
    ours: '',
    why: '',
    matches: [{ field: /^body\.n$/, values: { incumbent: /^1$/, ours: /^nothing$/ } }],
  };
  const change = put('/classes/Note/x', { n: 1 });
  const explained = (body: Json): readonly string[] =>
    explanations(
      transcript([[change, answer(200, { n: 1 })]], []),
      transcript([[change, answer(200, body)]], []),
      [row],
    );
  expect(explained({})).toEqual(['listed']);
  expect(explained({ n: 2 })).toEqual(['none']);
});

test('a row that asks for a new field explains no write of fields that are there', () => {
  const row: DeliberateDifference = {
    request: '',
    incumbent: '',
    ours: '',
    why: '',
    matches: [{ request: /^PUT /, holds: givesNewField }],
  };
  const failed = answer(500, { code: 1, error: 'Internal server error.' });
  const missed = answer(404, { code: 101, error: 'Object not found.' });
  const explained = (change: Json): readonly string[] => {
    const answersTo = (last: Exchange['answer']): Transcript =>
      transcript(
        [
          [create, answer(201, {})],
          [put('/classes/Note/x', change), last],
        ],
        [note],
      );
    return explanations(answersTo(failed), answersTo(missed), [row]);
  };
  expect(explained({ m: 1 })).toEqual(['listed']);
  expect(explained({ n: 2, ACL: {} })).toEqual(['none']);
});
