import { describe, expect, test } from 'vitest';
import { compareTranscripts } from '../compare/compare-transcripts.js';
import { get, post, put } from '../dsl/requests.js';
import type { Json } from '../dsl/scenario.js';
import type { Exchange, Transcript } from '../run/run-scenario.js';
import { answer, explanations, transcript } from '../../test/transcripts.js';
import type { DeliberateDifference } from './difference.js';
import { judge } from './judge.js';

const create = post('/classes/Note', { n: 1 });
const refused = answer(400, { code: 111, error: 'schema mismatch' });

test('on PostgreSQL, what is explained on MongoDB needs no other reason', () => {
  const named = post('/classes/Note', { friends: 1 });
  const find = get('/classes/Note', { order: 's,objectId' });
  const relation = { __type: 'Relation', className: 'Note' };
  const answersTo = (rows: Json): Transcript =>
    transcript(
      [
        [named, refused],
        [find, answer(200, { results: rows })],
      ],
      [],
    );
  const onMongo = answersTo([
    { n: 1, friends: relation },
    { n: 2, friends: relation },
  ]);
  const onPostgres = answersTo([
    { n: 2, friends: relation },
    { n: 1, friends: relation },
  ]);
  const explained = (ours: Transcript, engine: 'postgres' | 'sqlite'): readonly string[] => {
    const elsewhere = new Map(compareTranscripts(onMongo, ours).map((each) => [each.place, each]));
    const findings = { scenario: 'generated', engine, reference: 'parse-server', elsewhere } as const;
    return judge({ ...findings, differences: compareTranscripts(onPostgres, ours) }, []).map(
      ({ explanation }) => explanation,
    );
  };
  const ours = answersTo([{ n: 1 }, { n: 2 }]);
  expect(explained(ours, 'postgres')).toEqual(['as on MongoDB']);
  expect(explained(ours, 'sqlite')).toEqual(['none']);
  expect(explained(answersTo([{ n: 1 }, { n: 3 }]), 'postgres')).toEqual(['none']);
});

describe('on PostgreSQL', () => {
  const row: DeliberateDifference = {
    request: '',
    incumbent: '',
    ours: '',
    why: '',
    matches: [{ request: /^POST / }],
  };
  const find = get('/classes/Note');
  const answersTo = (written: Exchange['answer'], found: Exchange['answer']): Transcript =>
    transcript(
      [
        [create, written],
        [find, found],
      ],
      [],
    );
  const told = (onMongo: Transcript, onPostgres: Transcript, ours: Transcript): readonly string[] => {
    const elsewhere = new Map(compareTranscripts(onMongo, ours).map((each) => [each.place, each]));
    const findings = {
      scenario: 'generated',
      engine: 'postgres',
      reference: 'parse-server',
      elsewhere,
    } as const;
    return judge({ ...findings, differences: compareTranscripts(onPostgres, ours) }, [row]).map(
      ({ explanation }) => explanation,
    );
  };
  const rows = (...ids: readonly string[]): Exchange['answer'] =>
    answer(200, { results: ids.map((objectId) => ({ objectId })) });
  const [done, ended] = [
    answer(201, {}),
    { status: 0, headers: {}, body: 'Error: connect ECONNREFUSED 127.0.0.1:1' },
  ];

  test('what is a consequence on MongoDB needs no other reason', () => {
    const ours = answersTo(refused, rows('a'));
    const onPostgres = answersTo(refused, rows());
    expect(told(answersTo(done, rows('a', 'b')), onPostgres, ours)).toEqual(['as on MongoDB']);
    expect(told(answersTo(refused, rows('a', 'b')), onPostgres, ours)).toEqual(['none']);
  });

  test('what MongoDB would tell is not known after parse-server has ended there', () => {
    const ours = answersTo(done, rows('a'));
    expect(told(answersTo(ended, ended), answersTo(done, rows()), ours)).toEqual(['parse-server ended']);
    expect(told(answersTo(done, ended), answersTo(done, rows()), answersTo(done, answer(500, {})))).toEqual([
      'none',
    ]);
  });
});

test('an operation of a batch is explained by what explains the request that it stands for', () => {
  const row: DeliberateDifference = {
    request: '',
    incumbent: '',
    ours: '',
    why: '',
    matches: [{ request: /^bob: PUT \/classes\/Note\/x \{"n":1\}$/, incumbent: /^200$/, ours: /^404 101 / }],
  };
  const requests = [
    { method: 'PUT', path: '/parse/classes/Note/y', body: { n: 2 } },
    { method: 'PUT', path: '/parse/classes/Note/x', body: { n: 1 } },
  ];
  const batch = post('/batch', { requests }, { by: 'bob' });
  const answersTo = (...told: readonly Json[]): Transcript => transcript([[batch, answer(200, told)]], []);
  const [done, missed] = [{ success: {} }, { error: { code: 101, error: 'Object not found.' } }];
  expect(explanations(answersTo(done, done), answersTo(done, missed), [row])).toEqual(['listed']);
  expect(explanations(answersTo(done, done), answersTo(missed, done), [row])).toEqual(['none']);
  expect(explanations(answersTo(missed, done), answersTo(missed, { error: { code: 111 } }), [row])).toEqual([
    'none',
  ]);
});

test.each([
  ['is explained where parse-server alone has it', refused, 'left by a refusal'],
  ['is not explained where both have it', answer(201, {}), 'none'],
])('that a caller may not add a field %s', (_title, first, explanation) => {
  const denied = answer(400, {
    code: 119,
    error: 'Permission denied for action addField on class Note.',
  });
  const change = put('/classes/Note/x', { n: 2 }, { by: 'bob' });
  const answersTo = (last: Exchange['answer']): Transcript =>
    transcript(
      [
        [create, first],
        [change, last],
      ],
      [],
    );
  expect(explanations(answersTo(answer(200, {})), answersTo(denied))).toEqual([explanation]);
});

test.each([
  ['500 beside an include', { include: 'p' }, answer(500, { code: 1 }), 'listed'],
  ['500 without an include', {}, answer(500, { code: 1 }), 'none'],
  ['another refusal', { include: 'p' }, answer(400, { code: 107 }), 'none'],
])(
  'who finds other rows may be refused for what they include: %s',
  (_title, query, incumbent, explanation) => {
    const row: DeliberateDifference = {
      request: '',
      incumbent: '',
      ours: '',
      why: '',
      matches: [{ request: /^GET /, incumbent: /^500 1/, ours: /^200$/, findsOthers: true }],
    };
    const denied = answer(400, { code: 119, error: 'Permission denied for action get on class Note.' });
    const answersTo = (given: Exchange['answer']): Transcript =>
      transcript([[get('/classes/Note', query), given]], []);
    expect(explanations(answersTo(incumbent), answersTo(denied), [row])).toEqual([explanation]);
  },
);
