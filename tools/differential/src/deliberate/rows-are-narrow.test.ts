import { expect, test } from 'vitest';
import { compareTranscripts } from '../compare/compare-transcripts.js';
import { del, get, post, put } from '../dsl/requests.js';
import type { Json, JsonObject, Step } from '../dsl/scenario.js';
import { listOp, pointer } from '../dsl/values.js';
import type { Transcript } from '../run/run-scenario.js';
import type { Engine } from '../servers/lane.js';
import { deliberateDifferences } from './deliberate-differences.js';
import { judge } from './judge.js';

const rows = deliberateDifferences.flatMap((section) => section.rows);
const refused = { code: 101, error: 'Object not found.' };
const note = { objectId: 'a', n: 1 };
const triangle: readonly Json[] = [
  [0, 0],
  [0, 1],
  [1, 1],
];

interface Answered {
  readonly scenario: string;
  /** MongoDB without any. */
  readonly engines?: readonly Engine[];
  /** What both answered alike before. */
  readonly before?: readonly Step[];
  readonly step: Step;
  readonly incumbent: readonly [status: number, body: Json];
  readonly ours: readonly [status: number, body: Json];
}

// Each is a wrong answer to a request about which a row of the list speaks.
const wrong: Readonly<Record<string, Answered>> = {
  'a class that can exist is called impossible': {
    scenario: 'generated',
    step: get('/classes/Note'),
    incumbent: [200, { results: [note] }],
    ours: [400, { code: 103, error: 'Invalid classname: Note, classnames can only have …' }],
  },
  'an operation on a part is answered with another sum': {
    scenario: 'ops/nested: x',
    step: put('/classes/Note/a', { 'map.a': { __op: 'Increment', amount: 1 } }),
    incumbent: [200, { map: { a: 2 } }],
    ours: [200, { map: { a: 1 } }],
  },
  'a user may not change itself': {
    scenario: 'users/x: x',
    step: put('/users/<alice.objectId>', { username: '' }, { by: 'alice' }),
    incumbent: [400, { code: 125, error: 'bad name' }],
    ours: [400, { code: 206, error: 'Cannot modify user a.' }],
  },
  'an installation is stored with another token': {
    scenario: 'installations/x: x',
    step: post('/installations', { installationId: 'A' }),
    incumbent: [201, { objectId: 'a' }],
    ours: [201, { objectId: 'a', installationId: 'B' }],
  },
  'an address is verified before its mail was read': {
    scenario: 'mail/x: x',
    step: post('/users', { email: 'a@example.org' }),
    incumbent: [201, { objectId: 'a' }],
    ours: [201, { objectId: 'a', emailVerified: true }],
  },
  'the rights of a role that was removed show more': {
    scenario: 'accounts/roles: A role that is removed gives nothing',
    step: get('/classes/Note', {}, { by: 'alice' }),
    incumbent: [200, { results: [note] }],
    ours: [200, { results: [note, { objectId: 'b', n: 2 }] }],
  },
  'a pipeline with a date loses rows': {
    scenario: 'aggregation/x: x',
    step: get('/aggregate/Note', { pipeline: [{ $match: { d: { $date: '2024-01-01T00:00:00.000Z' } } }] }),
    incumbent: [200, { results: [note] }],
    ours: [200, { results: [] }],
  },
  'an include with blanks shows another object': {
    scenario: 'include-keys/x: x',
    step: get('/classes/Book/a', { include: 'author, authors' }),
    incumbent: [200, { authors: [{ __type: 'Pointer', objectId: 'a' }] }],
    ours: [200, { authors: [{ __type: 'Object', objectId: 'b' }] }],
  },
  'a condition on a pointer finds what it may not, and misses what it should': {
    scenario: 'generated',
    step: get('/classes/Note', { where: { p: { $regex: 'a' } } }),
    incumbent: [200, { results: [note] }],
    ours: [200, { results: [{ objectId: 'b', n: 2 }] }],
  },
  'a limit hides that rows are others': {
    scenario: 'generated',
    step: get('/classes/Note', { where: { r: { $exists: true, $eq: 1 } }, limit: 5 }),
    incumbent: [200, { results: [note] }],
    ours: [200, { results: [{ objectId: 'b', n: 2 }] }],
  },
  'the sessions of a user who is deleted become those of another': {
    scenario: 'accounts/changes: Users are written through their class, too',
    step: get('/classes/_Session', { limit: 1000 }, { by: 'master' }),
    incumbent: [200, { results: [{ sessionToken: 'a' }] }],
    ours: [200, { results: [{ sessionToken: 'b' }, { sessionToken: 'c' }] }],
  },
  'a parameter is lost beside a part that is set': {
    scenario: 'config/operations: Parts of parameters are set by their path',
    step: get('/config'),
    incumbent: [200, { params: { map: { a: 1 }, other: 1 } }],
    ours: [200, { params: { map: { a: 5 } } }],
  },
  'an audience that can be read is refused': {
    scenario: 'audiences/audiences: The query of an audience is a text',
    step: get('/push_audiences/<good.objectId>', {}, { by: 'master' }),
    incumbent: [200, { objectId: 'a' }],
    ours: [404, refused],
  },
  'an object inside of a row of a pipeline is another': {
    scenario: 'aggregation/x: x',
    engines: ['mongo', 'postgres', 'sqlite'],
    step: get('/aggregate/Note', { pipeline: [{ $lookup: { from: 'Other', as: 'found' } }] }),
    incumbent: [200, { results: [{ found: [{ objectId: 'right', createdAt: 'early' }] }] }],
    ours: [200, { results: [{ found: [{ objectId: 'wrong', createdAt: 'late' }] }] }],
  },
  'an object inside of a row of a pipeline has another id by another name': {
    scenario: 'aggregation/x: x',
    engines: ['mongo', 'postgres', 'sqlite'],
    step: get('/aggregate/Note', { pipeline: [{ $lookup: { from: 'Other', as: 'found' } }] }),
    incumbent: [200, { results: [{ found: [{ _id: 'right' }] }] }],
    ours: [200, { results: [{ found: [{ objectId: 'wrong' }] }] }],
  },
  'a raw value is another': {
    scenario: 'aggregation/x: x',
    engines: ['mongo', 'postgres', 'sqlite'],
    step: get('/aggregate/Note', { pipeline: [{ $match: {} }], rawValues: true }),
    incumbent: [200, { results: [{ objectId: 'right' }] }],
    ours: [200, { results: [{ objectId: 'wrong' }] }],
  },
  'a subquery about relations finds nothing after something else was deleted': {
    scenario: 'generated',
    before: [del('/classes/Unrelated/x')],
    step: get('/classes/Note', { where: aboutRelationOf('Other', '$inQuery') }),
    incumbent: [200, { results: [note] }],
    ours: [200, { results: [] }],
  },
  'a subquery about relations of what was deleted finds more': {
    scenario: 'generated',
    before: [del('/classes/Other/x')],
    step: get('/classes/Note', { where: aboutRelationOf('Other', '$inQuery') }),
    incumbent: [200, { results: [] }],
    ours: [200, { results: [note] }],
  },
  'a polygon in a list is refused that is one': {
    scenario: 'generated',
    step: put('/classes/Note/a', { l: listOp('AddUnique', { __type: 'Polygon', coordinates: triangle }) }),
    incumbent: [200, { l: [] }],
    ours: [400, { code: 111, error: 'This is not a valid Polygon' }],
  },
  'nothing is related to an object that was never deleted': {
    scenario: 'generated',
    before: [del('/classes/Thing/other')],
    step: get(
      '/classes/Note',
      { where: { $relatedTo: { object: pointer('Thing', 'a'), key: 'r' } } },
      { by: 'master' },
    ),
    incumbent: [200, { results: [note] }],
    ours: [200, { results: [] }],
  },
  'a right condition of nobody is refused where pointers let find': {
    scenario: 'generated',
    before: [post('/schemas/Note', { classLevelPermissions: { find: { pointerFields: ['u'] } } })],
    step: get('/classes/Note', { where: { n: 1 } }),
    incumbent: [200, { results: [] }],
    ours: [400, { code: 102, error: 'Cannot query on ACL.' }],
  },
  'a field is shown that later permissions hide': {
    scenario: 'generated',
    before: [
      post('/schemas/Note', hiding({ '*': ['n'], 'userField:s': ['n'] })),
      put('/schemas/Note', hiding({ '*': ['n', 's'] })),
    ],
    step: get('/classes/Note', { where: { $relatedTo: { object: pointer('Thing', 'a'), key: 'r' } } }),
    incumbent: [200, { results: [{ objectId: 'a' }] }],
    ours: [200, { results: [{ objectId: 'a', s: 'secret' }] }],
  },
  'null of a field that the class has is not shown': {
    scenario: 'generated',
    before: [
      post('/classes/Note', { objectId: 'b', n: 1 }),
      post('/classes/Note', { objectId: 'a', n: null }),
    ],
    step: get('/classes/Note'),
    incumbent: [200, { results: [{ objectId: 'a', n: null }] }],
    ours: [200, { results: [{ objectId: 'a' }] }],
  },
  'null is not shown that nobody wrote': {
    scenario: 'generated',
    step: get('/classes/Note'),
    incumbent: [200, { results: [{ objectId: 'a', n: null }] }],
    ours: [200, { results: [{ objectId: 'a' }] }],
  },
  'a search answers that fails in parse-server for an unknown reason': {
    scenario: 'generated',
    engines: ['mongo', 'postgres', 'sqlite'],
    step: get('/classes/Note', { where: { s: { $exists: true } } }),
    incumbent: [500, { code: 1, error: 'anything at all' }],
    ours: [200, { results: [] }],
  },
  'a plain search answers that fails in parse-server': {
    scenario: 'generated',
    engines: ['mongo', 'postgres', 'sqlite'],
    step: get('/classes/Note', { where: { s: { $exists: true } } }),
    incumbent: [500, { code: 1, message: 'Internal server error.' }],
    ours: [200, { results: [] }],
  },
};

const cases = Object.entries(wrong).flatMap(([title, answered]) =>
  (answered.engines ?? (['mongo'] as const)).map((engine) => [engine, title, answered] as const),
);

test.each(cases)('no row explains on %s that %s', (engine, _title, answered) => {
  const { scenario, before, step, incumbent, ours } = answered;
  const differences = compareTranscripts(transcript(step, incumbent, before), transcript(step, ours, before));
  const findings = { scenario, engine, reference: 'parse-server', elsewhere: undefined } as const;
  const verdicts = judge({ ...findings, differences }, rows);
  expect(verdicts.map(({ explanation }) => explanation)).toEqual(['none']);
});

function aboutRelationOf(className: string, operator: string): JsonObject {
  return { p: { [operator]: { className, where: { r: pointer('Thing', 'b') } } } };
}

function hiding(protectedFields: JsonObject): JsonObject {
  return { classLevelPermissions: { find: { '*': true }, protectedFields } };
}

function transcript(
  step: Step,
  [status, body]: Answered['ours'],
  before: Answered['before'] = [],
): Transcript {
  const answered = before.map((earlier) => ({
    step: earlier,
    answer: { status: 200, headers: {}, body: {} },
  }));
  return {
    serverURL: 'http://127.0.0.1:1/parse',
    exchanges: [...answered, { step, answer: { status, headers: {}, body } }].map((exchange, sentAt) => ({
      ...exchange,
      sentAt,
    })),
    state: [],
    pristineClasses: new Map(),
    profile: 'standard',
    endedAt: 0,
  };
}
