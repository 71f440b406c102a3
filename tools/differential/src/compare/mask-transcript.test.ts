import { expect, test } from 'vitest';
import { create, fetchBack, find, update } from '../dsl/requests.js';
import type { Json, Step } from '../dsl/scenario.js';
import type { Transcript } from '../run/run-scenario.js';
import { compareTranscripts } from './compare-transcripts.js';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const made = create('Note', { n: 1 }, { name: 'note' });
const changed = update('Note', 'note', { n: 2 });
const read = fetchBack('Note', 'note');

test('a time that a write leaves as it was is told from one that it sets', () => {
  const answersTo = (updatedAt: number): Transcript =>
    transcript([
      [made, { objectId: 'aaaaaaaaaa', createdAt: at(1) }],
      [changed, { updatedAt: at(1002) }],
      [read, { objectId: 'aaaaaaaaaa', createdAt: at(1), updatedAt: at(updatedAt) }],
    ]);
  expect(differences(answersTo(1002), answersTo(1900))).toEqual([]);
  expect(differences(answersTo(1002), answersTo(1))).toEqual([['body.updatedAt', 'now (2)', 'now (note)']]);
});

test('a time that is waited for is of whichever step', () => {
  const answersTo = (updatedAt: number): Transcript =>
    transcript([
      [made, { objectId: 'aaaaaaaaaa', createdAt: at(1) }],
      [find('Note', {}, { rows: 1 }), { results: [{ objectId: 'aaaaaaaaaa', updatedAt: at(updatedAt) }] }],
    ]);
  expect(differences(answersTo(1), answersTo(1900))).toEqual([]);
});

test('members of a relation are compared in any order, and by themselves', () => {
  const state = (ids: readonly string[]): Json => ({
    results: [
      { tags: { __type: 'Relation', className: 'Tag', results: ids.map((objectId) => ({ objectId })) } },
    ],
  });
  const answersTo = (ids: readonly string[]): Transcript =>
    transcript([
      [create('Tag', {}, { name: 'one' }), { objectId: 'aaaaaaaaaa' }],
      [create('Tag', {}, { name: 'two' }), { objectId: 'bbbbbbbbbb' }],
      [find('Note'), state(ids)],
    ]);
  const both = answersTo(['aaaaaaaaaa', 'bbbbbbbbbb']);
  expect(differences(both, answersTo(['bbbbbbbbbb', 'aaaaaaaaaa']))).toEqual([]);
  expect(differences(both, answersTo(['bbbbbbbbbb']))).toHaveLength(1);
});

function differences(incumbent: Transcript, ours: Transcript): readonly (readonly unknown[])[] {
  return compareTranscripts(incumbent, ours).flatMap(({ fields }) =>
    fields.map((each) => [each.field, each.incumbent, each.ours]),
  );
}

function at(milliseconds: number): string {
  return new Date(start + milliseconds).toISOString();
}

/** A step each second. */
function transcript(answers: readonly (readonly [Step, Json])[]): Transcript {
  return {
    serverURL: 'http://127.0.0.1:1/parse',
    exchanges: answers.map(([step, body], index) => ({
      step,
      sentAt: start + index * 1000,
      answer: { status: 200, headers: {}, body },
    })),
    state: [],
    pristineClasses: new Map(),
    profile: 'standard',
    endedAt: start + 10_000,
  };
}
